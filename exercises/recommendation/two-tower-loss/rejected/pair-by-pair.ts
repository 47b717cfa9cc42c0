// rejected by: As many operations for many pairs as for few · says: grows with the batch
// Right, one user at a time.
import * as tf from '@tensorflow/tfjs'

interface BatchOptions {
  itemIds?: tf.Tensor1D
  logQ?: tf.Tensor1D
  temperature?: number
}

export function batchProbabilities(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: BatchOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => correctedLogits(users, items, options).softmax())
}

export function twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options: BatchOptions = {}): tf.Scalar {
  return tf.tidy(() => {
    const logits = correctedLogits(users, items, options)
    const losses = tf.unstack(logits).map((row, i) => tf.logSoftmax(row).slice(i, 1).neg())
    return tf.concat(losses).mean()
  })
}

function correctedLogits(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  { itemIds, logQ, temperature = 1 }: BatchOptions,
): tf.Tensor2D {
  let logits: tf.Tensor2D = tf.matMul(users, items, false, true).div(temperature)
  if (logQ) logits = logits.sub(logQ)
  if (!itemIds) return logits
  const hits = itemIds.expandDims(1).equal(itemIds).logicalAnd(tf.eye(users.shape[0]).equal(0))
  return tf.where(hits, -1e30, logits)
}
