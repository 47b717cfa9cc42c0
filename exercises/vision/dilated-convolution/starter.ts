import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  /** How far apart the pixels are that neighbouring weights meet. 1, without gaps, when absent. */
  dilation?: number
  /** Into how many blocks the channels are cut, each convolved by itself. 1 when absent. */
  groups?: number
  /** 'valid' when absent. */
  padding?: 'valid' | 'same'
}

/**
 * Slides a bank of kernels with gaps over an image, each group of channels by itself.
 *
 * image:  [height, width, inChannels]
 * kernel: [kernelHeight, kernelWidth, inChannels / groups, outChannels]
 * returns [outHeight, outWidth, outChannels]
 */
export function groupedConvolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { dilation = 1, groups = 1, padding = 'valid' }: GroupedOptions = {},
): tf.Tensor3D {
  throw new Error('groupedConvolve2d is not written yet.')
}
