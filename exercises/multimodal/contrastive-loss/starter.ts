import * as tf from '@tensorflow/tfjs'

/**
 * How well each text fits each image: the cosine, times min(exp(logScale), 100).
 *
 * images: [m, d]
 * texts: [n, d]
 * logScale: []
 * returns [m, n]
 */
export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  throw new Error('logitsPerImage is not written yet.')
}

/**
 * The mean cross-entropy of images that look for their texts and of texts that look for their images.
 * Row i of images and row i of texts belong together. Gradients flow to all three inputs.
 *
 * images: [n, d]
 * texts: [n, d]
 * logScale: []
 * returns []
 */
export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  throw new Error('contrastiveLoss is not written yet.')
}
