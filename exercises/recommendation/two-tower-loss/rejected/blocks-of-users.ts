// rejected by: As many operations for many pairs as for few · says: grows with the batch
// Right, 256 users at a time.
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
    const n = users.shape[0]
    const logits = correctedLogits(users, items, options)
    const sums: tf.Tensor[] = []
    for (let from = 0; from < n; from += 256) {
      const size = [Math.min(256, n - from), n] as [number, number]
      const own = tf.eye(n).slice([from, 0], size)
      sums.push(
        tf
          .logSoftmax(logits.slice([from, 0], size))
          .mul(own)
          .sum(),
      )
    }
    return tf.addN(sums).div<tf.Scalar>(-n)
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
