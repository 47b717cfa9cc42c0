// rejected by: Top-p and top-k may keep thousands of tokens · says: no number of your own
// Takes it for granted that no nucleus has more than 1024 tokens.

interface Options {
  temperature?: number
  topK?: number
  topP?: number
}

const add = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)

function softmax(logits: number[]): number[] {
  const highest = logits.reduce((a, b) => Math.max(a, b))
  const exps = logits.map((logit) => Math.exp(logit - highest))
  const total = add(exps)
  return exps.map((value) => value / total)
}

export function nextTokenDistribution(logits: Float32Array, options: Options = {}): Float32Array {
  const { temperature = 1, topK = logits.length, topP = 1 } = options
  const result = new Float32Array(logits.length)
  const ranked = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b)
  if (temperature === 0) {
    result[ranked[0]!] = 1
    return result
  }
  const highest = logits[ranked[0]!]!
  const probabilities = softmax(Array.from(logits, (logit) => (logit - highest) / temperature))

  const best = ranked.slice(0, topK)
  const total = add(best.map((token) => probabilities[token]!))
  const nucleus: number[] = []
  let sum = 0
  for (const token of topP < 1 ? best.slice(0, 1024) : best) {
    nucleus.push(token)
    sum += probabilities[token]! / total
    if (sum >= topP) break
  }

  const mass = add(nucleus.map((token) => probabilities[token]!))
  for (const token of nucleus) result[token] = probabilities[token]! / mass
  return result
}

export function sample(logits: Float32Array, options: Options, random: () => number): number {
  const probabilities = nextTokenDistribution(logits, options)
  const u = random()
  let cumulative = 0
  let last = 0
  for (let token = 0; token < probabilities.length; token++) {
    if (probabilities[token] === 0) continue
    cumulative += probabilities[token]!
    last = token
    if (u < cumulative) return token
  }
  return last
}
