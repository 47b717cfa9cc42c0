// Everything as logarithms of probabilities; the draw walks from the last token to the first.
export interface SamplingOptions {
  temperature?: number
  topK?: number
  topP?: number
}

const logAdd = (a: number, b: number): number => {
  if (a === -Infinity) return b
  if (b === -Infinity) return a
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b))
}

const normalise = (logs: number[]): number[] => {
  const logTotal = logs.reduce(logAdd, -Infinity)
  return logs.map((x) => x - logTotal)
}

// Logarithms do not give back sums such as ¼ + ¼ exactly.
const SLACK = 1e-9

export function nextTokenDistribution(
  logits: Float32Array,
  { temperature = 1, topK, topP = 1 }: SamplingOptions = {},
): Float32Array {
  const result = new Float32Array(logits.length)

  const max = logits.reduce((m, z) => (z > m ? z : m), -Infinity)
  if (temperature === 0) {
    result[logits.indexOf(max)] = 1
    return result
  }

  let tokens = Array.from(logits, (_, i) => i)
  if (topK !== undefined || topP < 1) tokens.sort((a, b) => logits[b]! - logits[a]! || a - b)

  if (topK !== undefined) tokens = tokens.slice(0, topK)
  let logs = normalise(tokens.map((i) => (logits[i]! - max) / temperature))

  if (topP < 1) {
    const goal = Math.log(topP) - SLACK
    let reached = -Infinity
    let count = 0
    do {
      reached = logAdd(reached, logs[count]!)
      count += 1
    } while (reached < goal && count < logs.length)
    tokens = tokens.slice(0, count)
    logs = normalise(logs.slice(0, count))
  }

  tokens.forEach((i, n) => {
    result[i] = Math.exp(logs[n]!)
  })
  return result
}

export function sample(logits: Float32Array, options: SamplingOptions, random: () => number): number {
  const p = nextTokenDistribution(logits, options)
  const u = random()
  let sum = 0
  let lastPossible = -1
  for (let i = p.length - 1; i >= 0; i--) {
    if (p[i] === 0) continue
    lastPossible = i
    sum += p[i]!
    if (u < sum) return i
  }
  return lastPossible
}
