// The loss of the logits as one operation with its own gradient, (P + Q − 2·1) / 2n; TF.js differentiates the rest.
import * as tf from '@tensorflow/tfjs'

function directions(rows: tf.Tensor2D): tf.Tensor2D {
  return tf.mul(rows, tf.rsqrt(tf.maximum(tf.sum(tf.mul(rows, rows), 1, true), 1e-14)))
}

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const scaled = directions(images).mul(tf.minimum(tf.exp(logScale), 100))
    return tf.matMul(scaled, directions(texts), false, true)
  })
}

/** Both cross-entropies of [n, n] logits, halved. */
const bothWays = tf.customGrad((input, save) => {
  const logits = input as tf.Tensor2D
  const n = logits.shape[0]
  const rows = tf.softmax(logits)
  const columns = tf.transpose(tf.softmax(tf.transpose(logits)))
  const toLogits = rows
    .add(columns)
    .sub(tf.eye(n).mul(2))
    .div(2 * n)
  ;(save as tf.GradSaveFunc)([toLogits])
  const pairs = tf.mul(logits, tf.eye(n)).sum().div(n)
  const value = tf.mean(tf.stack([tf.logSumExp(logits, 0), tf.logSumExp(logits, 1)])).sub(pairs)
  return { value, gradFunc: (arriving: tf.Tensor, [saved]: tf.Tensor[]) => arriving.mul(saved!) }
})

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => bothWays(logitsPerImage(images, texts, logScale)) as tf.Scalar)
}
