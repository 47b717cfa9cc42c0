// rejected by: Its gradients are right for all batches · says: what arrives at the loss
// The gradient of the loss, whatever is behind it.
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
    return loss(logits) as tf.Scalar
  })
}

const loss = tf.customGrad((input, save) => {
  const logits = input as tf.Tensor2D
  const n = logits.shape[0]
  ;(save as tf.GradSaveFunc)([logits.softmax().sub(tf.eye(n)).div(n)])
  const value = tf.logSoftmax(logits).mul(tf.eye(n)).sum(1).mean<tf.Scalar>().neg()
  return { value, gradFunc: (_: tf.Tensor, [saved]: tf.Tensor[]) => saved!.clone() }
})

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
