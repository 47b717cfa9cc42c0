export interface SamplingOptions {
  /** Divides the logits. 0 takes the greatest. */
  temperature?: number
  /** How many of the most probable tokens stay. */
  topK?: number
  /** How much of the probability they must have together. */
  topP?: number
}

/** The probability of each token: temperature, then top-k, then top-p. */
export function nextTokenDistribution(
  logits: Float32Array,
  { temperature = 1, topK = logits.length, topP = 1 }: SamplingOptions = {},
): Float32Array {
  // Most probable first. Sorting is stable: among equals, the lower index stays first.
  const ranked = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]!)
  const kept = ranked.slice(0, temperature === 0 ? 1 : topK)
  // Relative to the best, so that no exponential is above 1. At temperature 0 the best is alone.
  const best = logits[ranked[0]!]!
  const weights = kept.map((token) =>
    temperature === 0 ? 1 : Math.exp((logits[token]! - best) / temperature),
  )

  // The loop ends: added up in the same order, all weights together are exactly their sum.
  const enough = topP * weights.reduce((sum, weight) => sum + weight)
  let size = 0
  let mass = 0
  while (mass < enough) mass += weights[size++]!

  const probabilities = new Float32Array(logits.length)
  for (let rank = 0; rank < size; rank++) probabilities[kept[rank]!] = weights[rank]! / mass
  return probabilities
}

/** One token, drawn with one number from `random`, which is uniform in [0, 1). */
export function sample(logits: Float32Array, options: SamplingOptions, random: () => number): number {
  let left = random()
  let last = 0
  for (const [token, probability] of nextTokenDistribution(logits, options).entries()) {
    if (probability === 0) continue
    left -= probability
    last = token
    if (left < 0) break
  }
  // Rounding may leave a little of 1 over: it goes to the last token that is possible.
  return last
}
