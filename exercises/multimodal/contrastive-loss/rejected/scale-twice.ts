// rejected by: The case by hand: the loss · says: applied twice
// The logits are scaled already.
import * as tf from '@tensorflow/tfjs'

const unit = (x: tf.Tensor2D): tf.Tensor2D => x.div(x.square().sum(1, true).maximum(1e-12).sqrt())

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const cosines = tf.matMul(unit(images), unit(texts), false, true)
    return cosines.mul(logScale.exp().minimum(100))
  })
}

const crossEntropy = (logits: tf.Tensor2D): tf.Scalar =>
  tf.logSoftmax(logits).mul(tf.eye(logits.shape[0])).sum(1).mean<tf.Scalar>().neg()

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const logits = logitsPerImage(images, texts, logScale).mul<tf.Tensor2D>(logScale.exp().minimum(100))
    return crossEntropy(logits).add(crossEntropy(logits.transpose())).div(2)
  })
}
