// im2col by a table of flat indices, worked out in JavaScript; one extra zero pixel stands for everything outside.
import * as tf from '@tensorflow/tfjs'

interface Options {
  stride?: number
  padding?: 'valid' | 'same'
}

function windowStarts(length: number, size: number, stride: number, padding: 'valid' | 'same'): number[] {
  const count =
    padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - size + stride) / stride)
  const missing = padding === 'same' ? Math.max(0, (count - 1) * stride + size - length) : 0
  return [...Array(count).keys()].map((n) => n * stride - Math.floor(missing / 2))
}

const convolve2d = (image: tf.Tensor3D, kernel: tf.Tensor4D, options?: Options): tf.Tensor3D =>
  tf.tidy(() => {
    const { stride, padding } = { stride: 1, padding: 'valid' as const, ...options }
    const [height, width, channels] = image.shape
    const [kernelHeight, kernelWidth, , filters] = kernel.shape
    const tops = windowStarts(height, kernelHeight, stride, padding)
    const lefts = windowStarts(width, kernelWidth, stride, padding)
    const nothing = height * width
    const indices: number[] = []
    for (const top of tops)
      for (const left of lefts)
        for (let y = top; y < top + kernelHeight; y++)
          for (let x = left; x < left + kernelWidth; x++)
            indices.push(y >= 0 && y < height && x >= 0 && x < width ? y * width + x : nothing)
    const pixels = image.reshape([height * width, channels]).pad([
      [0, 1],
      [0, 0],
    ])
    const windows = tf.gather(pixels, tf.tensor1d(indices, 'int32'))
    const size = kernelHeight * kernelWidth * channels
    return tf
      .matMul(windows.reshape([tops.length * lefts.length, size]), kernel.reshape([size, filters]))
      .reshape([tops.length, lefts.length, filters])
  })

const sobelMagnitude = (image: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => {
    const bank = tf.tensor4d(
      [
        [[[-1, -1]], [[0, -2]], [[1, -1]]],
        [[[-2, 0]], [[0, 0]], [[2, 0]]],
        [[[-1, 1]], [[0, 2]], [[1, 1]]],
      ],
      [3, 3, 1, 2],
    )
    const gradients = convolve2d(image.expandDims(2), bank, { padding: 'same' })
    return tf.norm(gradients, 'euclidean', 2) as tf.Tensor2D
  })

export default { convolve2d, sobelMagnitude }
