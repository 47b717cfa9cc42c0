// rejected by: 96 pairs need no tensor of 96 × 96 × 64 numbers · says: n × n × d
// Every image is multiplied with every text before anything is added up.
import * as tf from '@tensorflow/tfjs'

const unit = (x: tf.Tensor2D): tf.Tensor2D => x.div(x.square().sum(1, true).maximum(1e-12).sqrt())

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const cosines = unit(images).expandDims(1).mul(unit(texts).expandDims(0)).sum<tf.Tensor2D>(2)
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
