// rejected by: Depthwise: each channel has filters of its own · says: Pixels and channels are mixed up
// A reshape alone mixes pixels and channels; with one pixel nobody notices.
import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  dilation?: number
  groups?: number
  padding?: 'valid' | 'same'
}

export function groupedConvolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { dilation = 1, groups = 1, padding = 'valid' }: GroupedOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const [kh, kw, inGroup, o] = kernel.shape
    const zeros = (k: number): [number, number] => {
      const all = padding === 'same' ? (k - 1) * dilation : 0
      return [Math.floor(all / 2), Math.ceil(all / 2)]
    }
    const padded = tf.pad(image, [zeros(kh), zeros(kw), [0, 0]])
    const [h, w] = [padded.shape[0] - (kh - 1) * dilation, padded.shape[1] - (kw - 1) * dilation]
    const taps: tf.Tensor[] = []
    for (let i = 0; i < kh; i++)
      for (let j = 0; j < kw; j++)
        taps.push(padded.slice([i * dilation, j * dilation], [h, w]).reshape([h * w, groups, inGroup]))
    const windows = tf.concat(taps, 2).transpose([1, 0, 2])
    const weights = kernel.reshape([-1, groups, o / groups]).transpose([1, 0, 2])
    return tf.matMul(windows, weights).reshape([h, w, o])
  })
}
