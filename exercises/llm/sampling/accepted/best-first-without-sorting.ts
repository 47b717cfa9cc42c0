// Never sorts: takes the best of what is left, again and again, for as long as top-k and top-p want more.

type Options = { temperature?: number; topK?: number; topP?: number }

function argmaxOutside(values: ArrayLike<number>, taken: Uint8Array): number {
  let best = -1
  for (let i = 0; i < values.length; i++) if (!taken[i] && (best < 0 || values[i]! > values[best]!)) best = i
  return best
}

export function nextTokenDistribution(logits: Float32Array, options: Options = {}): Float32Array {
  const { temperature = 1, topK = Infinity, topP = 1 } = options
  const size = logits.length
  const taken = new Uint8Array(size)
  const winner = argmaxOutside(logits, taken)
  const out = new Float32Array(size)
  if (temperature === 0) {
    out[winner] = 1
    return out
  }
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - logits[winner]!) / temperature))
  if (topK < size) {
    for (let n = 0; n < topK; n++) taken[argmaxOutside(logits, taken)] = 1
    for (let i = 0; i < size; i++) if (!taken[i]) weights[i] = 0
  }
  let total = 0
  for (const weight of weights) total += weight
  if (topP < 1) {
    const inNucleus = new Uint8Array(size)
    let sum = 0
    while (sum < topP * total) {
      const next = argmaxOutside(weights, inNucleus)
      inNucleus[next] = 1
      sum += weights[next]!
    }
    for (let i = 0; i < size; i++) if (!inNucleus[i]) weights[i] = 0
    total = sum
  }
  for (let i = 0; i < size; i++) out[i] = weights[i]! / total
  return out
}

export function sample(logits: Float32Array, options: Options, random: () => number): number {
  const p = nextTokenDistribution(logits, options)
  let total = 0
  for (const value of p) total += value
  // From the back, on the other side of the number: 1 − u is uniform too.
  let left = (1 - random()) * total
  for (let token = p.length - 1; token > 0; token--) {
    if (p[token]! > 0 && left <= p[token]!) return token
    left -= p[token]!
  }
  return p.findIndex((value) => value > 0)
}
