// rejected by: What is hidden stays hidden, however the scores are · says: not low enough
// −65,504 is the lowest number of float16. Scores here may be lower.
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
    const weights = tf.where(seen(n, m, window), scores, -65_504).softmax()
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
