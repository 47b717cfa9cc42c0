import * as tf from '@tensorflow/tfjs'

/** The scale never exceeds it: beyond, a batch of noise could be fitted by scale alone. */
const MOST_SCALE = 100
/** The least squared length, so that a row of zeros stays 0 and the root has a finite slope. */
const EPSILON = 1e-12

/** The cosine of each image with each text, scaled: [images, texts]. */
export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const cosines = tf.matMul(unit(images), unit(texts), false, true)
    return cosines.mul(logScale.exp().minimum(MOST_SCALE))
  })
}

/** The mean cross-entropy of both directions, where the pairs are on the diagonal of the logits. */
export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const logits = logitsPerImage(images, texts, logScale)
    const pairs = logits.mul(tf.eye(images.shape[0])).sum(1)
    const amongTexts = logits.logSumExp(1).sub(pairs).mean()
    const amongImages = logits.logSumExp(0).sub(pairs).mean()
    return amongTexts.add(amongImages).div(2)
  })
}

/** Each row divided by its length: [rows, width]. */
const unit = (x: tf.Tensor2D): tf.Tensor2D => x.div(x.square().sum(1, true).maximum(EPSILON).sqrt())
