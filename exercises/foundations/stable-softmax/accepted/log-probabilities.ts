// Everything from one log-softmax by hand; the labels are picked by a one-hot mask.
import * as tf from '@tensorflow/tfjs'

function logProbabilities(x: tf.Tensor, axis: number): tf.Tensor {
  const top = x.max(axis, true)
  const z = x.sub(tf.where(top.isFinite(), top, tf.zerosLike(top)))
  return z.sub(z.exp().sum(axis, true).log())
}

export const softmax = (logits: tf.Tensor, axis = -1): tf.Tensor =>
  tf.tidy(() => {
    const p = tf.exp(logProbabilities(logits, axis))
    return tf.where(logits.equal(-Infinity), tf.zerosLike(p), p)
  })

export const logSumExp = (logits: tf.Tensor, axis?: number): tf.Tensor => {
  const along = axis ?? logits.rank - 1
  return tf.tidy(() => {
    const top = tf.max(logits, along)
    const safe = tf.maximum(top, tf.scalar(-1e37))
    return tf.add(
      safe,
      tf.log(tf.sum(tf.exp(tf.sub(logits, tf.expandDims(safe, (along + logits.rank) % logits.rank))), along)),
    )
  })
}

export const crossEntropy = (logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar =>
  tf.tidy(() => {
    const [n, c] = logits.shape
    const isLabel = tf.oneHot(labels, c).toBool()
    const picked = tf.where(isLabel, logProbabilities(logits, 1), tf.zeros([n, c]))
    return picked.sum().neg().div(n) as tf.Scalar
  })
