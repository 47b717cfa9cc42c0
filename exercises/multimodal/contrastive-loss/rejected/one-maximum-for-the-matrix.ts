// rejected by: Logits of ±100 overflow nothing · says: One maximum seems to be taken off the whole matrix
// What is right for the largest logit is too much for a row that lies far below: e to the power of −144 is 0.
import * as tf from '@tensorflow/tfjs'

const unit = (x: tf.Tensor2D): tf.Tensor2D => x.div(x.square().sum(1, true).maximum(1e-12).sqrt())

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const cosines = tf.matMul(unit(images), unit(texts), false, true)
    return cosines.mul(logScale.exp().minimum(100))
  })
}

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const logits = logitsPerImage(images, texts, logScale)
    const shifted = logits.sub(logits.max())
    const pairs = shifted.mul(tf.eye(images.shape[0])).sum(1)
    const amongTexts = shifted.exp().sum(1).log().sub(pairs).mean()
    const amongImages = shifted.exp().sum(0).log().sub(pairs).mean()
    return amongTexts.add(amongImages).div(2)
  })
}
