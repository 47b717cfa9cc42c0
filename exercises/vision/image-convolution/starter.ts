import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  /** How far the window moves at each step, in both directions. A whole number ≥ 1; 1 when absent. */
  stride?: number
  /** 'valid' when absent. */
  padding?: 'valid' | 'same'
}

/**
 * Slides a bank of kernels over an image, without flipping them.
 *
 * image:  [height, width, inChannels]
 * kernel: [kernelHeight, kernelWidth, inChannels, outChannels]
 * returns [outHeight, outWidth, outChannels]
 */
export function convolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { stride = 1, padding = 'valid' }: ConvolveOptions = {},
): tf.Tensor3D {
  throw new Error('convolve2d is not written yet.')
}

/**
 * How strong the edge is at each pixel: √(gx² + gy²), with zeros beyond the border.
 *
 * image:  [height, width]
 * returns [height, width]
 */
export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  throw new Error('sobelMagnitude is not written yet.')
}
