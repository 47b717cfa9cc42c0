// rejected by: As many operations for a large image, wide gaps and many groups · says: grows with the dilation
// Right, but a kernel with zeros in its gaps has all those positions to go through.
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
    const weights: tf.Tensor[] = []
    for (let i = 0; i <= (kh - 1) * dilation; i++)
      for (let j = 0; j <= (kw - 1) * dilation; j++) {
        const isThere = i % dilation === 0 && j % dilation === 0
        taps.push(padded.slice([i, j], [h, w]).reshape([h * w, groups, inGroup]))
        weights.push(
          isThere
            ? kernel.slice([i / dilation, j / dilation], [1, 1]).reshape([inGroup, groups, o / groups])
            : tf.zeros([inGroup, groups, o / groups]),
        )
      }
    const windows = tf.concat(taps, 2).transpose([1, 0, 2])
    return tf
      .matMul(windows, tf.concat(weights, 0).transpose([1, 0, 2]))
      .transpose([1, 0, 2])
      .reshape([h, w, o])
  })
}
