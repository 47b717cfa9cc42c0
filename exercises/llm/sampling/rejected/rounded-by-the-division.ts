// rejected by: Half a unit between logits of ten thousand still counts · says: values are wrong
// Divides in float32 before the greatest logit is taken away.
export interface SamplingOptions {
  temperature?: number
  topK?: number
  topP?: number
}

export function nextTokenDistribution(
  logits: Float32Array,
  { temperature = 1, topK, topP = 1 }: SamplingOptions = {},
): Float32Array {
  const V = logits.length
  const result = new Float32Array(V)
  const rank = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b)
  if (temperature === 0) {
    result[rank[0]!] = 1
    return result
  }
  const scaled = logits.map((z) => z / temperature)
  const max = scaled[rank[0]!]!
  const weights = rank.slice(0, topK ?? V).map((i) => Math.exp(scaled[i]! - max))
  const total = weights.reduce((a, b) => a + b, 0)
  let sum = 0
  let n = 0
  do {
    sum += weights[n]!
    n++
  } while (n < weights.length && sum < topP * total)
  for (let r = 0; r < n; r++) result[rank[r]!] = weights[r]! / sum
  return result
}

export function sample(logits: Float32Array, options: SamplingOptions, random: () => number): number {
  const p = nextTokenDistribution(logits, options)
  let left = random()
  let last = 0
  for (let i = 0; i < p.length; i++) {
    if (p[i] === 0) continue
    last = i
    left -= p[i]!
    if (left < 0) break
  }
  return last
}
