// rejected by: The case by hand: the logits · says: no cosines
// Inner products, as they come.
import * as tf from '@tensorflow/tfjs'

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const cosines = tf.matMul(images, texts, false, true)
    return cosines.mul(logScale.exp().minimum(100))
  })
}

const crossEntropy = (logits: tf.Tensor2D): tf.Scalar =>
  tf.logSoftmax(logits).mul(tf.eye(logits.shape[0])).sum(1).mean<tf.Scalar>().neg()

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const logits = logitsPerImage(images, texts, logScale)
    return crossEntropy(logits).add(crossEntropy(logits.transpose())).div(2)
  })
}
