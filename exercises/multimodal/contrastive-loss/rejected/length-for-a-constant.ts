// rejected by: The case by hand: the gradients · says: taken for a constant
// The lengths are read out, so that nothing flows through them.
import * as tf from '@tensorflow/tfjs'

function unit(x: tf.Tensor2D): tf.Tensor2D {
  const lengths = x.square().sum(1, true).maximum(1e-12).sqrt().dataSync()
  return x.div(tf.tensor2d(Float32Array.from(lengths), [x.shape[0], 1]))
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
