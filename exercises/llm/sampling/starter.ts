export interface SamplingOptions {
  /** Divides the logits. 1 when absent; 0 takes the greatest logit. */
  temperature?: number
  /** How many of the most probable tokens stay. All when absent. */
  topK?: number
  /** How much probability the most probable tokens must have together to be enough. 1 when absent. */
  topP?: number
}

/**
 * The probability of each token: temperature first, then top-k, then top-p.
 *
 * logits: [V], −Infinity for an impossible token
 * returns [V], summing to 1
 */
export function nextTokenDistribution(
  logits: Float32Array,
  { temperature = 1, topK, topP = 1 }: SamplingOptions = {},
): Float32Array {
  throw new Error('nextTokenDistribution is not written yet.')
}

/**
 * Draws one token.
 *
 * logits: [V]
 * random: gives a uniform number in [0, 1); call it once
 * returns the token's index, from 0 to V − 1
 */
export function sample(logits: Float32Array, options: SamplingOptions, random: () => number): number {
  throw new Error('sample is not written yet.')
}
