import * as tf from '@tensorflow/tfjs'

export interface BatchOptions {
  /** [n], int32: which item each row is. All differ when absent. */
  itemIds?: tf.Tensor1D
  /** [n]: the logarithm of how likely the item of a row is to be drawn into a batch. Nothing is corrected when absent. */
  logQ?: tf.Tensor1D
  /** What the products are divided by. 1 when absent. */
  temperature?: number
}

/**
 * How likely each user takes each item of the batch, the user’s own among them.
 *
 * users: [n, d]
 * items: [n, d], row i is what user i took
 * returns [n, n]; each row sums to 1
 */
export function batchProbabilities(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: BatchOptions = {},
): tf.Tensor2D {
  throw new Error('batchProbabilities is not written yet.')
}

/**
 * The mean cross-entropy of the users, each of whom should take the item of the same row.
 *
 * users: [n, d]
 * items: [n, d]
 * returns a scalar, through which gradients reach users and items
 */
export function twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options: BatchOptions = {}): tf.Scalar {
  throw new Error('twoTowerLoss is not written yet.')
}
