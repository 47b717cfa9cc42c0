// rejected by: Four heads of queries, two of keys · says: use the first head of keys
// Multi-query attention: written for G = 1, and never tried with more.
import * as tf from '@tensorflow/tfjs'

export function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { window }: { window?: number } = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const [heads, n, d] = q.shape
    const m = k.shape[1]
    const scores = tf
      .matMul(q.reshape([heads * n, d]), k.slice([0], [1]).reshape<tf.Tensor2D>([m, d]), false, true)
      .div(Math.sqrt(d))
      .reshape([heads, n, m])
    const weights = tf.where(seen(n, m, window), scores, -1e30).softmax()
    return tf
      .matMul(weights.reshape([heads * n, m]), v.slice([0], [1]).reshape<tf.Tensor2D>([m, -1]))
      .reshape([heads, n, v.shape[2]])
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const behind = tf
    .range(m - n, m)
    .expandDims(1)
    .sub(tf.range(0, m))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}
