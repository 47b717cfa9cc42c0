// rejected by: The case by hand: the loss · says: the loss
// The label of each row is the one after it.
import * as tf from '@tensorflow/tfjs'

const unit = (x: tf.Tensor2D): tf.Tensor2D => x.div(x.square().sum(1, true).maximum(1e-12).sqrt())

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const cosines = tf.matMul(unit(images), unit(texts), false, true)
    return cosines.mul(logScale.exp().minimum(100))
  })
}

const crossEntropy = (logits: tf.Tensor2D): tf.Scalar => {
  const n = logits.shape[0]
  const labels = tf
    .range(1, n + 1, 1, 'int32')
    .mod(n)
    .toInt()
  return tf.logSoftmax(logits).mul(tf.oneHot(labels, n)).sum(1).mean<tf.Scalar>().neg()
}

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const logits = logitsPerImage(images, texts, logScale)
    return crossEntropy(logits).add(crossEntropy(logits.transpose())).div(2)
  })
}
