// rejected by: Right for all shapes, groups and windows · says: rows are each repeated
// The stacked rows are ordered by head, then query; the mask is laid over them the other way round.
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
    const sharers = heads / groups
    const scores = tf.matMul(q.reshape([groups, sharers * n, d]), k, false, true).div(Math.sqrt(d))
    const rows = seen(n, m, window)
      .expandDims(1)
      .tile([1, sharers, 1])
      .reshape([sharers * n, m])
    return tf.matMul(tf.where(rows, scores, -1e30).softmax(), v).reshape([heads, n, e])
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const behind = tf
    .range(m - n, m)
    .expandDims(1)
    .sub(tf.range(0, m))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}
