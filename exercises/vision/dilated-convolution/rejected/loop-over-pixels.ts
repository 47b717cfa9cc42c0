// rejected by: As many operations for a large image, wide gaps and many groups · says: grows with the image
// Right, one window at a time.
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
    const weights = kernel.reshape([-1, groups, o / groups]).transpose([1, 0, 2])
    const outputs: tf.Tensor[] = []
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        const size: [number, number, number] = [(kh - 1) * dilation + 1, (kw - 1) * dilation + 1, -1]
        const window = padded
          .slice([y, x, 0], size)
          .stridedSlice([0, 0, 0], [size[0], size[1], inGroup * groups], [dilation, dilation, 1])
          .reshape([kh * kw, groups, inGroup])
          .transpose([1, 0, 2])
          .reshape([groups, 1, -1])
        outputs.push(tf.matMul(window, weights).reshape([o]))
      }
    return tf.stack(outputs).reshape([h, w, o])
  })
}
