// rejected by: A call remembers nothing, and leaves the caller’s tensors as they were · says: without options, after one with
// The last mask is used where there are no ids.
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
    return tf.logSoftmax(logits).mul(tf.eye(users.shape[0])).sum(1).mean<tf.Scalar>().neg()
  })
}

let mask: tf.Tensor | undefined

function correctedLogits(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  { itemIds, logQ, temperature = 1 }: BatchOptions,
): tf.Tensor2D {
  let logits: tf.Tensor2D = tf.matMul(users, items, false, true).div(temperature)
  if (logQ) logits = logits.sub(logQ)
  if (!itemIds && mask?.shape[0] !== users.shape[0]) return logits
  if (itemIds) {
    const hits = itemIds.expandDims(1).equal(itemIds).logicalAnd(tf.eye(users.shape[0]).equal(0))
    mask?.dispose()
    mask = tf.keep(hits)
  }
  return tf.where(mask as tf.Tensor, -1e30, logits)
}
