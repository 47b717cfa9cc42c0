// rejected by: Two losses in one gradient keep apart · says: overwritten by a later call
// The way back takes the probabilities of the last call.
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

let shares: tf.Tensor | undefined

export function twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options: BatchOptions = {}): tf.Scalar {
  const n = users.shape[0]
  const loss = tf.customGrad((...inputs) => {
    const [u, v, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc]
    save([u, v])
    const logs = tf.logSoftmax(correctedLogits(u, v, options))
    shares?.dispose()
    shares = tf.keep(logs.exp())
    const gradFunc = (arriving: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const back = shares!
        .sub(tf.eye(n))
        .mul(arriving)
        .div<tf.Tensor2D>(n * (options.temperature ?? 1))
      return [tf.matMul(back, saved[1]!), tf.matMul(back, saved[0]!, true)]
    }
    return { value: logs.mul(tf.eye(n)).sum(1).mean().neg(), gradFunc }
  })
  return tf.tidy(() => loss(users, items) as tf.Scalar)
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
