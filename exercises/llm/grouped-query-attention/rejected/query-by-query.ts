// rejected by: As many operations for 32 positions as for 4 · says: grows with the positions
// Right, one query at a time.
import * as tf from '@tensorflow/tfjs'

export function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { window }: { window?: number } = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const [heads, n, d] = q.shape
    const [groups, m, e] = v.shape
    const outputs: tf.Tensor[] = []
    for (let i = 0; i < n; i++) {
      const end = i + m - n + 1
      const from = Math.max(0, end - (window ?? m))
      const [keys, values] = [k, v].map((x) => x.slice([0, from, 0], [-1, end - from, -1]))
      const rows = q.slice([0, i, 0], [-1, 1, -1]).reshape([groups, heads / groups, d])
      const weights = tf.matMul(rows, keys!, false, true).div(Math.sqrt(d)).softmax()
      outputs.push(tf.matMul(weights, values!).reshape([heads, 1, e]))
    }
    return tf.concat(outputs, 1) as tf.Tensor3D
  })
}
