// rejected by: Four heads of queries, two of keys · says: dealt out in turn
// Right by the rules of NumPy: TF.js pairs the batches of [G, r] and [G, 1] in another way.
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
    const grouped = q.reshape([groups, heads / groups, n, d])
    const scores = tf.matMul(grouped, k.expandDims(1), false, true).div(Math.sqrt(d))
    const weights = tf.where(seen(n, m, window), scores, -1e30).softmax()
    return tf.matMul(weights, v.expandDims(1)).reshape([heads, n, e])
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const behind = tf
    .range(m - n, m)
    .expandDims(1)
    .sub(tf.range(0, m))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}
