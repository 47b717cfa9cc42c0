import * as tf from '@tensorflow/tfjs'

export interface BatchOptions {
  /** [n], int32: which item each row is. All differ when absent. */
  itemIds?: tf.Tensor1D
  /** [n]: the logarithm of how likely the item of a row is to be drawn into a batch. Nothing is corrected when absent. */
  logQ?: tf.Tensor1D
  /** What the products are divided by. 1 when absent. */
  temperature?: number
}

/** So low that softmax gives it 0 beside any logit. */
const HIDDEN = -1e30

/** How likely each user takes each item of the batch, the user’s own among them: [n, n]. */
export function batchProbabilities(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: BatchOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => correctedLogits(users, items, options).softmax())
}

/** The mean cross-entropy of the users, each of whom should take the item of the same row. */
export function twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options: BatchOptions = {}): tf.Scalar {
  return tf.tidy(() => {
    const logits = correctedLogits(users, items, options)
    const own = logits.mul(tf.eye(users.shape[0])).sum(1, true)
    // The own logit is taken off before the logarithm, so that nothing large is added to something small.
    return logits.sub(own).logSumExp(1).mean()
  })
}

/** [n, n], with the item of one row hidden from another row of the same item. */
function correctedLogits(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  { itemIds, logQ, temperature = 1 }: BatchOptions,
): tf.Tensor2D {
  let logits: tf.Tensor2D = tf.matMul(users, items, false, true).div(temperature)
  if (logQ) logits = logits.sub(logQ)
  if (!itemIds) return logits
  const others = tf.eye(users.shape[0]).equal(0)
  const hits = itemIds.expandDims(1).equal(itemIds).logicalAnd(others)
  return tf.where(hits, HIDDEN, logits)
}
