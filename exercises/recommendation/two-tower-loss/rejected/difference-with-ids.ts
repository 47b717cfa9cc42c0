// rejected by: A tie at 10,000 costs ln 2 with every option · says: the loss
// Careful without ids; with them 10,000 + ln 2 is rounded before 10,000 is taken off.
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
    const own = logits.mul(tf.eye(users.shape[0])).sum(1, true)
    if (!options.itemIds) return logits.sub(own).logSumExp(1).mean<tf.Scalar>()
    return logits.logSumExp(1, true).sub(own).mean<tf.Scalar>()
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
