// rejected by: The case by hand: the gradients · says: No gradient reaches the images
// Rows are normalised as arrays, and made tensors again.
import * as tf from '@tensorflow/tfjs'

function unit(x: tf.Tensor2D): tf.Tensor2D {
  const rows = x.arraySync().map((row) => {
    const length = Math.hypot(...row) || 1
    return row.map((value) => value / length)
  })
  return tf.tensor2d(rows, x.shape)
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
