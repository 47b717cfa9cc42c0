// As the libraries do it: each option is a function from logits to logits that sets what it cuts to −∞.

type Logits = readonly number[]
type Warper = (logits: Logits) => Logits
interface Options {
  temperature?: number
  topK?: number
  topP?: number
}

const softmax = (logits: Logits): number[] => {
  const highest = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  const exps = logits.map((z) => Math.exp(z - highest))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}

const order = (logits: Logits): number[] =>
  logits.map((_, i) => i).sort((i, j) => logits[j]! - logits[i]! || i - j)

const keepOnly = (logits: Logits, tokens: Iterable<number>): Logits => {
  const kept = new Set(tokens)
  return logits.map((z, i) => (kept.has(i) ? z : -Infinity))
}

const warpTemperature =
  (temperature: number): Warper =>
  (logits) => {
    if (temperature === 0) return keepOnly(logits, order(logits).slice(0, 1))
    const highest = logits.reduce((a, b) => Math.max(a, b), -Infinity)
    return logits.map((z) => (z - highest) / temperature)
  }

const warpTopK =
  (k: number): Warper =>
  (logits) =>
    keepOnly(logits, order(logits).slice(0, k))

const warpTopP =
  (p: number): Warper =>
  (logits) => {
    const probabilities = softmax(logits)
    let before = 0
    // A token stays while the ones before it are not enough.
    const stays = order(logits).filter((token, rank) => {
      const isNeeded = rank === 0 || before < p
      before += probabilities[token]!
      return isNeeded
    })
    return keepOnly(logits, stays)
  }

export function nextTokenDistribution(logits: Float32Array, options: Options = {}): number[] {
  const warpers: Warper[] = []
  if (options.temperature !== undefined) warpers.push(warpTemperature(options.temperature))
  if (options.topK !== undefined) warpers.push(warpTopK(options.topK))
  if (options.topP !== undefined) warpers.push(warpTopP(options.topP))
  return softmax(warpers.reduce<Logits>((z, warp) => warp(z), Array.from(logits)))
}

export async function sample(logits: Float32Array, options: Options, random: () => number): Promise<number> {
  const possible = nextTokenDistribution(logits, options)
    .map((probability, token) => ({ probability, token }))
    .filter(({ probability }) => probability > 0)
  const u = random()
  let cumulative = 0
  const found = possible.find(({ probability }) => u < (cumulative += probability))
  return (found ?? possible.at(-1)!).token
}
