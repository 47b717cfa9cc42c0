// One small matrix product for each position of the kernel, added up. Slices, then a strided pick by reshaping indices.
import * as tf from '@tensorflow/tfjs'

type Options = { stride?: number; padding?: 'valid' | 'same' }

export function convolve2d(image: tf.Tensor3D, kernel: tf.Tensor4D, options: Options = {}): tf.Tensor3D {
  const stride = options.stride ?? 1
  const same = options.padding === 'same'
  const [kh, kw, cin, cout] = kernel.shape
  const pads = (n: number, k: number): [number, number] => {
    if (!same) return [0, 0]
    const total = Math.max(0, n % stride === 0 ? k - stride : k - (n % stride))
    return [total >> 1, total - (total >> 1)]
  }
  return tf.tidy(() => {
    const padded = image.pad([pads(image.shape[0], kh), pads(image.shape[1], kw), [0, 0]])
    const [h, w] = padded.shape as [number, number, number]
    const rows = tf.range(0, h - kh + 1, stride, 'int32')
    const columns = tf.range(0, w - kw + 1, stride, 'int32')
    const [oh, ow] = [rows.size, columns.size]
    let sum: tf.Tensor2D = tf.zeros([oh * ow, cout])
    for (let i = 0; i < kh; i++) {
      const lines = padded.gather(rows.add(tf.scalar(i, 'int32')).toInt(), 0)
      for (let j = 0; j < kw; j++) {
        const pixels = lines.gather(columns.add(tf.scalar(j, 'int32')).toInt(), 1)
        const weights = kernel.slice([i, j, 0, 0], [1, 1, cin, cout])
        sum = sum.add(tf.dot(pixels.reshape([oh * ow, cin]), weights.reshape([cin, cout])))
      }
    }
    return sum.reshape([oh, ow, cout])
  })
}

export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const gx = tf.tensor4d([-1, 0, 1, -2, 0, 2, -1, 0, 1], [3, 3, 1, 1])
    const gy = tf.transpose(gx, [1, 0, 2, 3])
    const grey = image.expandDims<tf.Tensor3D>(-1)
    const dx = convolve2d(grey, gx, { padding: 'same' })
    const dy = convolve2d(grey, gy, { padding: 'same' })
    return tf.sqrt(tf.add(tf.square(dx), tf.square(dy))).squeeze<tf.Tensor2D>([2])
  })
}
