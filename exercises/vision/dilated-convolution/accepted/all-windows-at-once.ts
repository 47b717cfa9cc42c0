// No loop of tensor operations at all: rows and columns of all windows are gathered at once.
import * as tf from '@tensorflow/tfjs'

class Axis {
  readonly windows: number
  readonly zeros: [number, number]

  constructor(
    length: number,
    private readonly size: number,
    private readonly dilation: number,
    same: boolean,
  ) {
    const reach = (size - 1) * dilation
    this.zeros = same ? [Math.floor(reach / 2), Math.ceil(reach / 2)] : [0, 0]
    this.windows = same ? length : length - reach
  }

  /** For each window, the places of its taps. */
  places(): tf.Tensor1D {
    const places: number[] = []
    for (let window = 0; window < this.windows; window++)
      for (let tap = 0; tap < this.size; tap++) places.push(window + tap * this.dilation)
    return tf.tensor1d(places, 'int32')
  }
}

export function groupedConvolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { dilation = 1, groups = 1, padding = 'valid' as 'valid' | 'same' } = {},
): tf.Tensor3D {
  const [kh, kw, inGroup, o] = kernel.shape
  const y = new Axis(image.shape[0], kh, dilation, padding === 'same')
  const x = new Axis(image.shape[1], kw, dilation, padding === 'same')
  return tf.tidy(() => {
    const met = tf
      .pad(image, [y.zeros, x.zeros, [0, 0]])
      .gather(y.places(), 0)
      .gather(x.places(), 1)
      // Two steps with an axis less each, for backends that know few axes.
      .reshape([y.windows, kh, x.windows, kw * groups * inGroup])
      .transpose([0, 2, 1, 3])
      .reshape([y.windows * x.windows, kh * kw, groups, inGroup])
      .transpose([2, 0, 1, 3])
      .reshape<tf.Tensor3D>([groups, y.windows * x.windows, kh * kw * inGroup])
    const banks = kernel.reshape([kh * kw * inGroup, groups, o / groups]).transpose([1, 0, 2])
    const product = tf.matMul(met, banks)
    return product.transpose([1, 0, 2]).reshape<tf.Tensor3D>([y.windows, x.windows, o])
  })
}
