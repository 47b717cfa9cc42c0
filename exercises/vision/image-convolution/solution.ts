import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  stride?: number
  padding?: 'valid' | 'same'
}

export function convolve2d(image: tf.Tensor3D, kernel: tf.Tensor4D, options: ConvolveOptions = {}): tf.Tensor3D {
  const { stride = 1, padding = 'valid' } = options
  return tf.tidy(() => {
    const [kernelHeight, kernelWidth, , filters] = kernel.shape
    const padded = padding === 'same' ? padSame(image, kernelHeight, kernelWidth, stride) : image
    const [height, width, channels] = padded.shape
    const outHeight = Math.floor((height - kernelHeight) / stride) + 1
    const outWidth = Math.floor((width - kernelWidth) / stride) + 1
    let sum: tf.Tensor = tf.zeros([outHeight, outWidth, filters])
    for (let row = 0; row < kernelHeight; row++) {
      for (let column = 0; column < kernelWidth; column++) {
        const patch = tf.stridedSlice(padded, [row, column, 0], [row + (outHeight - 1) * stride + 1, column + (outWidth - 1) * stride + 1, channels], [stride, stride, 1])
        const weights = kernel.slice([row, column, 0, 0], [1, 1, channels, filters]).reshape([channels, filters])
        sum = sum.add(patch.reshape([-1, channels]).matMul(weights as tf.Tensor2D).reshape([outHeight, outWidth, filters]))
      }
    }
    return sum as tf.Tensor3D
  })
}

function padSame(image: tf.Tensor3D, kernelHeight: number, kernelWidth: number, stride: number): tf.Tensor3D {
  const total = (length: number, kernel: number): number => Math.max((Math.ceil(length / stride) - 1) * stride + kernel - length, 0)
  const rows = total(image.shape[0], kernelHeight)
  const columns = total(image.shape[1], kernelWidth)
  return tf.pad(image, [[rows >> 1, rows - (rows >> 1)], [columns >> 1, columns - (columns >> 1)], [0, 0]])
}

export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const kernel = tf.tensor4d([[-1, -1], [0, -2], [1, -1], [-2, 0], [0, 0], [2, 0], [-1, 1], [0, 2], [1, 1]].flat(), [3, 3, 1, 2])
    const gradients = convolve2d(image.expandDims(2) as tf.Tensor3D, kernel, { padding: 'same' })
    return gradients.square().sum(2).sqrt() as tf.Tensor2D
  })
}
