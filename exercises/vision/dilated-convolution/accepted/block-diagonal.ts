// A dense kernel with zeros where channels are of different groups; pixels are gathered; tensors are disposed of by hand.
import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  dilation?: number
  groups?: number
  padding?: 'valid' | 'same'
}

/** [kh · kw, c, o], 0 off the diagonal of blocks. */
function dense(kernel: tf.Tensor4D, groups: number): tf.Tensor3D {
  const [kh, kw, inGroup, o] = kernel.shape
  const c = inGroup * groups
  const belongs = new Float32Array(c * o)
  for (let a = 0; a < c; a++)
    for (let f = 0; f < o; f++)
      belongs[a * o + f] = Math.floor(a / inGroup) === Math.floor((f * groups) / o) ? 1 : 0
  return tf.tidy(() =>
    kernel
      .reshape<tf.Tensor3D>([kh * kw, inGroup, o])
      .tile([1, groups, 1])
      .mul(tf.tensor2d(belongs, [c, o])),
  )
}

export const groupedConvolve2d = async (
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { dilation = 1, groups = 1, padding = 'valid' }: GroupedOptions = {},
): Promise<tf.Tensor3D> => {
  const [kh, kw, , o] = kernel.shape
  const covered = [kh, kw].map((k) => (k - 1) * dilation + 1)
  const before = covered.map((length) => (padding === 'same' ? Math.floor((length - 1) / 2) : 0))
  const after = covered.map((length, axis) => (padding === 'same' ? length - 1 - before[axis]! : 0))
  const padded = tf.pad(image, [
    [before[0]!, after[0]!],
    [before[1]!, after[1]!],
    [0, 0],
  ])
  const [h, w] = [padded.shape[0] - covered[0]! + 1, padded.shape[1] - covered[1]! + 1]
  const weights = dense(kernel, groups)
  const bank = tf.unstack(weights) as tf.Tensor2D[]
  const terms = bank.map((tap, index) =>
    tf.tidy(() => {
      const top = Math.floor(index / kw) * dilation
      const left = (index % kw) * dilation
      const lines = tf.gather(padded, tf.range(top, top + h, 1, 'int32'), 0)
      const met = tf.gather(lines, tf.range(left, left + w, 1, 'int32'), 1)
      return tf.dot(met.reshape([h * w, -1]), tap)
    }),
  )
  const result = tf.tidy(() => tf.addN(terms).reshape<tf.Tensor3D>([h, w, o]))
  tf.dispose([padded, weights, bank, terms])
  return result
}
