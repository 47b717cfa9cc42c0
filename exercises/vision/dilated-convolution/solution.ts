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
 * Slides a bank of kernels with gaps over an image: im2col, and one matrix product whose batch are the groups.
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
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth, inGroup, outChannels] = kernel.shape
    // How many pixels more than one the kernel covers.
    const reach = [(kernelHeight - 1) * dilation, (kernelWidth - 1) * dilation] as const
    const padded = padding === 'same' ? padSame(image, reach) : image
    const [outHeight, outWidth] = [padded.shape[0] - reach[0], padded.shape[1] - reach[1]]
    const pixels = outHeight * outWidth
    const taps: tf.Tensor[] = []
    for (let row = 0; row < kernelHeight; row++)
      for (let column = 0; column < kernelWidth; column++)
        taps.push(
          padded
            .slice([row * dilation, column * dilation], [outHeight, outWidth])
            .reshape([pixels, groups, inGroup]),
        )
    const windows = tf.concat(taps, 2).transpose([1, 0, 2])
    const weights = kernel.reshape([-1, groups, outChannels / groups]).transpose([1, 0, 2])
    return tf.matMul(windows, weights).transpose([1, 0, 2]).reshape([outHeight, outWidth, outChannels])
  })
}

/** As many zeros as the kernel reaches, half of them before; the odd one goes to the bottom and to the right. */
function padSame(image: tf.Tensor3D, reach: readonly [number, number]): tf.Tensor3D {
  const along = (total: number): [number, number] => [Math.floor(total / 2), Math.ceil(total / 2)]
  return tf.pad(image, [along(reach[0]), along(reach[1]), [0, 0]])
}
