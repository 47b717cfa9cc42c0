// rejected by: An embedding of zeros spoils no gradient · says: NaN
// The right rows are picked on the way there; on the way back, 0 times NaN is NaN.
import * as tf from '@tensorflow/tfjs'

function unit(x: tf.Tensor2D): tf.Tensor2D {
  const length = x.square().sum(1, true).sqrt()
  const isZero = Array.from(length.dataSync(), (value) => new Array<boolean>(x.shape[1]).fill(value === 0))
  return tf.where(tf.tensor2d(isZero, x.shape, 'bool'), tf.zerosLike(x), x.div(length))
}

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
    const logits = logitsPerImage(images, texts, logScale)
    return crossEntropy(logits).add(crossEntropy(logits.transpose())).div(2)
  })
}
