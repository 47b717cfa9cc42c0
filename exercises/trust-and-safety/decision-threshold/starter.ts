/** What it is like in production. */
export interface Conditions {
  /** The share of all posts that are harmful, 0 to 1. */
  baseRate: number
  /** What it costs to flag a harmless post. */
  falsePositive: number
  /** What it costs to miss a harmful one. */
  falseNegative: number
  /** The greatest share of all posts that may be flagged, 0 to 1; 1 when absent. */
  capacity?: number
}

/**
 * What a threshold would cost in production for each post, and which share of posts it would flag.
 *
 * @param labels [n], 1 for harmful and 0 for harmless; both are there
 * @param scores [n], higher for what looks more harmful
 * @param threshold a post is flagged if its score is at least this
 */
export function evaluateThreshold(
  labels: Int32Array,
  scores: Float32Array,
  threshold: number,
  conditions: Conditions,
): { cost: number; flagged: number } {
  throw new Error('evaluateThreshold is not written yet.')
}

/**
 * The threshold of least expected cost among those that flag no more than the capacity: one of the scores, or Infinity.
 * Of several that cost the same, the highest.
 */
export function chooseThreshold(
  labels: Int32Array,
  scores: Float32Array,
  conditions: Conditions,
): { threshold: number; cost: number; flagged: number } {
  throw new Error('chooseThreshold is not written yet.')
}
