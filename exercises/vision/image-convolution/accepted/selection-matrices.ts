// Each tap as two selection matrices, rows · image · columns, which also do the padding; a class holds the geometry.
import * as tf from '@tensorflow/tfjs'

class Axis {
  readonly windows: number
  private readonly before: number

  constructor(
    private readonly length: number,
    size: number,
    private readonly stride: number,
    padding: string,
  ) {
    this.windows = padding === 'same' ? Math.ceil(length / stride) : 1 + Math.floor((length - size) / stride)
    const total = Math.max((this.windows - 1) * stride + size - length, 0)
    this.before = padding === 'same' ? Math.floor(total / 2) : 0
  }

  /** [windows, length]: a 1 where the tap at `offset` meets a pixel, nothing where it meets padding. */
  selection(offset: number): tf.Tensor2D {
    const data = new Float32Array(this.windows * this.length)
    for (let window = 0; window < this.windows; window++) {
      const at = window * this.stride + offset - this.before
      if (at >= 0 && at < this.length) data[window * this.length + at] = 1
    }
    return tf.tensor2d(data, [this.windows, this.length])
  }
}

export function convolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: { stride?: number; padding?: 'valid' | 'same' } = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const { stride = 1, padding = 'valid' } = options
    const [height, width, channels] = image.shape
    const [kernelHeight, kernelWidth, , filters] = kernel.shape
    const rows = new Axis(height, kernelHeight, stride, padding)
    const columns = new Axis(width, kernelWidth, stride, padding)
    const planes = image.transpose([2, 0, 1]) as tf.Tensor3D
    const terms: tf.Tensor[] = []
    for (let i = 0; i < kernelHeight; i++)
      for (let j = 0; j < kernelWidth; j++) {
        const down = rows.selection(i).expandDims(0).tile([channels, 1, 1])
        const across = columns.selection(j).transpose().expandDims(0).tile([channels, 1, 1])
        const met = tf.matMul(tf.matMul(down, planes), across)
        const weights = kernel.slice([i, j], [1, 1]).reshape([channels, filters])
        terms.push(tf.matMul(met.reshape([channels, -1]), weights, true, false))
      }
    return tf.addN(terms).reshape([rows.windows, columns.windows, filters])
  })
}

export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const column = tf.tensor2d([[1], [2], [1]])
    const row = tf.tensor2d([[-1, 0, 1]])
    const x = tf.matMul(column, row)
    const y = tf.matMul(row, column, true, true)
    const [gx, gy] = [x, y].map((kernel) =>
      convolve2d(image.as3D(...image.shape, 1), kernel.as4D(3, 3, 1, 1), { padding: 'same' }),
    )
    return gx!.pow(2).add(gy!.pow(2)).sqrt().reshape(image.shape)
  })
}
