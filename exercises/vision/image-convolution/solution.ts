import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  /** How far the window moves at each step, in both directions. A whole number ≥ 1; 1 when absent. */
  stride?: number
  /** 'valid' when absent. */
  padding?: 'valid' | 'same'
}

/**
 * Slides a bank of kernels over an image, without flipping them: im2col and one matrix product.
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
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth, inChannels, outChannels] = kernel.shape
    const padded = padding === 'same' ? padSame(image, [kernelHeight, kernelWidth], stride) : image
    const outHeight = Math.floor((padded.shape[0] - kernelHeight) / stride) + 1
    const outWidth = Math.floor((padded.shape[1] - kernelWidth) / stride) + 1
    // For one position of the kernel: the pixel that it meets in every window.
    const pixelsUnder = (row: number, column: number): tf.Tensor =>
      padded.stridedSlice(
        [row, column, 0],
        [row + (outHeight - 1) * stride + 1, column + (outWidth - 1) * stride + 1, inChannels],
        [stride, stride, 1],
      )
    const taps: tf.Tensor[] = []
    for (let row = 0; row < kernelHeight; row++)
      for (let column = 0; column < kernelWidth; column++) taps.push(pixelsUnder(row, column))
    const windowLength = kernelHeight * kernelWidth * inChannels
    const windows = tf.concat(taps, 2).reshape([outHeight * outWidth, windowLength])
    const weights = kernel.reshape([windowLength, outChannels])
    return windows.matMul(weights).reshape([outHeight, outWidth, outChannels])
  })
}

/** Zeros all around, as few as give ⌈length / stride⌉ windows; the odd one goes to the bottom and to the right. */
function padSame(image: tf.Tensor3D, kernelSize: readonly [number, number], stride: number): tf.Tensor3D {
  const along = (axis: 0 | 1): [number, number] => {
    const length = image.shape[axis]
    const windows = Math.ceil(length / stride)
    const total = Math.max((windows - 1) * stride + kernelSize[axis] - length, 0)
    const before = Math.floor(total / 2)
    return [before, total - before]
  }
  return tf.pad(image, [along(0), along(1), [0, 0]])
}

const SOBEL_X = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
]

/**
 * How strong the edge is at each pixel: √(gx² + gy²), with zeros beyond the border.
 *
 * image:  [height, width]
 * returns [height, width]
 */
export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const x = tf.tensor2d(SOBEL_X)
    const kernel = tf.stack([x, x.transpose()], 2).expandDims<tf.Tensor4D>(2)
    const gradients = convolve2d(image.expandDims(2), kernel, { padding: 'same' })
    return gradients.square().sum<tf.Tensor2D>(2).sqrt()
  })
}
