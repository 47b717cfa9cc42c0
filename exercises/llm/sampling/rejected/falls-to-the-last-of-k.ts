// rejected by: A random number just below 1 draws a possible token · says: not all of the best k need have
// What rounding leaves over goes to the last of the best k, which is impossible if there are fewer possible ones.

interface Options {
  temperature?: number
  topK?: number
  topP?: number
}

const add = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)

function keep(logits: Float32Array, { temperature = 1, topK, topP = 1 }: Options) {
  const ranked = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b)
  const highest = logits[ranked[0]!]!
  if (temperature === 0) return { tokens: ranked.slice(0, 1), weights: [1] }
  const tokens =
    topK === undefined ? ranked.filter((token) => logits[token]! > -Infinity) : ranked.slice(0, topK)
  const weights = tokens.map((token) => Math.exp((logits[token]! - highest) / temperature))
  if (topP === 1) return { tokens, weights }

  const total = add(weights)
  let sum = 0
  const size = weights.findIndex((weight) => (sum += weight) >= topP * total) + 1
  return { tokens: tokens.slice(0, size), weights: weights.slice(0, size) }
}

export function nextTokenDistribution(logits: Float32Array, options: Options = {}): Float32Array {
  const { tokens, weights } = keep(logits, options)
  const total = add(weights)
  const result = new Float32Array(logits.length)
  for (const [rank, token] of tokens.entries()) result[token] = weights[rank]! / total
  return result
}

export function sample(logits: Float32Array, options: Options, random: () => number): number {
  const { tokens, weights } = keep(logits, options)
  let left = random() * add(weights)
  for (const [rank, token] of tokens.entries()) {
    left -= weights[rank]!
    if (left < 0) return token
  }
  return tokens[tokens.length - 1]!
}
