// The library's cross-entropy against the identity, of logits brought down to 0 at most; the mask is made of plain numbers, since ids need no gradient.
import * as tf from '@tensorflow/tfjs'

interface Options {
  itemIds?: tf.Tensor1D
  logQ?: tf.Tensor1D
  temperature?: number
}

function logitsOf(users: tf.Tensor2D, items: tf.Tensor2D, options: Options): tf.Tensor2D {
  const n = users.shape[0]
  const scaled = tf.div<tf.Tensor2D>(users, options.temperature ?? 1)
  const scores = tf.matMul<tf.Tensor2D>(scaled, items.transpose())
  const corrected = options.logQ ? tf.sub<tf.Tensor2D>(scores, options.logQ.reshape([1, n])) : scores
  if (options.itemIds === undefined) return corrected
  const ids = options.itemIds.dataSync()
  const stays = Array.from({ length: n * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n]
    return Number(row === column || ids[row] !== ids[column])
  })
  return tf.where(tf.tensor2d(stays, [n, n], 'bool'), corrected, tf.fill([n, n], -1e20))
}

export const batchProbabilities = (
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: Options = {},
): tf.Tensor2D => tf.tidy(() => tf.softmax(logitsOf(users, items, options), 1))

export const twoTowerLoss = (users: tf.Tensor2D, items: tf.Tensor2D, options: Options = {}): tf.Scalar =>
  tf.tidy(() => {
    const logits = logitsOf(users, items, options)
    return tf.losses.softmaxCrossEntropy(tf.eye(users.shape[0]), logits.sub(logits.max(1, true)))
  }) as tf.Scalar
