// The groups go to the second axis, so that matMul's way of repeating a batch in turn is the right one; a table for a mask.
import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  window?: number
}

export const groupedAttention = (
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { window = Infinity }: GroupedOptions = {},
): tf.Tensor3D =>
  tf.tidy(() => {
    const [heads, n, d] = q.shape
    const [groups, m, e] = v.shape
    const sharers = heads / groups
    const added = tf.buffer([n, m])
    for (let i = 0; i < n; i++) {
      const own = i + m - n
      for (let j = 0; j < m; j++) if (j > own || own - j >= window) added.set(-Infinity, i, j)
    }
    const asked = q.div(Math.sqrt(d)).reshape([groups, sharers, n, d]).transpose([1, 0, 2, 3])
    const scores = tf.matMul(asked, k.expandDims(0), false, true).add(added.toTensor())
    const averages = tf.matMul(tf.softmax(scores, -1), v.expandDims(0))
    return averages.transpose([1, 0, 2, 3]).reshape([heads, n, e]) as tf.Tensor3D
  })
