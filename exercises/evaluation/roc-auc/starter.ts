/**
 * FPR and TPR at every threshold that makes a difference.
 *
 * labels: [n], 1 for positive and 0 for negative
 * scores: [n]
 * returns three lists of the same length; thresholds go from Infinity down, through every distinct score
 */
export function rocCurve(
  labels: Int32Array,
  scores: Float32Array,
): { thresholds: number[]; fpr: number[]; tpr: number[] } {
  throw new Error('rocCurve is not written yet.')
}

/**
 * The area under that curve: the chance that a positive scores higher than a negative, a tie counting half.
 *
 * returns a number from 0 to 1; NaN without positives or without negatives
 */
export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  throw new Error('rocAuc is not written yet.')
}

/**
 * The sum over the thresholds of what recall grows by, times precision.
 *
 * returns a number from 0 to 1; NaN without positives
 */
export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  throw new Error('averagePrecision is not written yet.')
}
