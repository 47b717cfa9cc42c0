// rejected by: As many operations for a large image, wide gaps and many groups · says: grows with the groups
// Right, one group at a time: 512 tiny products for a depthwise layer.
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
    const parts: tf.Tensor[] = []
    const each = o / groups
    for (let g = 0; g < groups; g++) {
      const taps: tf.Tensor[] = []
      for (let i = 0; i < kh; i++)
        for (let j = 0; j < kw; j++)
          taps.push(padded.slice([i * dilation, j * dilation, g * inGroup], [h, w, inGroup]))
      const weights = kernel.slice([0, 0, 0, g * each], [-1, -1, -1, each]).reshape([-1, each])
      parts.push(
        tf
          .concat(taps, 2)
          .reshape([h * w, -1])
          .matMul(weights),
      )
    }
    return tf.concat(parts, 1).reshape([h, w, o])
  })
}
