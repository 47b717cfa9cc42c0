// rejected by: Four heads of queries, two of keys · says: dealt out in turn
// tile gives 0, 1, 0, 1; neighbours would be 0, 0, 1, 1.
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
    const times = [heads / groups, 1, 1]
    const scores = tf.matMul(q, k.tile(times), false, true).div(Math.sqrt(d))
    const weights = tf.where(seen(n, m, window), scores, -1e30).softmax()
    return tf.matMul(weights, v.tile<tf.Tensor3D>(times)) as tf.Tensor3D
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const behind = tf
    .range(m - n, m)
    .expandDims(1)
    .sub(tf.range(0, m))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}
