// rejected by: A window with fewer queries than keys · says: The window is not heeded
// With a long cache the number of lower diagonals is negative, which bandPart takes for all of them.
import * as tf from '@tensorflow/tfjs'

export function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { window }: { window?: number } = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const [heads, n, d] = q.shape
    const [groups, m] = k.shape
    const scores = tf
      .matMul(q.reshape([groups, -1, d]), k, false, true)
      .div(Math.sqrt(d))
      .reshape([heads, n, m])
    const weights = tf.where(seen(n, m, window), scores, -1e30).softmax()
    return tf.matMul(weights.reshape([groups, -1, m]), v).reshape([heads, n, v.shape[2]])
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const lower = Math.min(window - 1 - (m - n), n)
  return tf.linalg.bandPart(tf.ones([n, m]), lower, m - n).toBool()
}
