// rejected by: Scores of 100,000 overflow nothing · says: NaN
// ∞ / ∞: the greatest score is not taken away first.
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
    const powers = tf.where(seen(n, m, window), scores.exp(), 0)
    const weights = powers.div(powers.sum(2, true))
    return tf.matMul(weights.reshape([groups, -1, m]), v).reshape([heads, n, v.shape[2]])
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const behind = tf
    .range(m - n, m)
    .expandDims(1)
    .sub(tf.range(0, m))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}
