// rejected by: Keys and values are not repeated · says: with n = 2
// Groups where one query asks, and repeats as soon as there are two.
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
    if (n === 1) {
      const rows = q.reshape([groups, -1, d])
      const weights = softmaxed(tf.matMul(rows, k, false, true).div(Math.sqrt(d)), seen(1, m, window))
      return tf.matMul(weights, v).reshape([heads, 1, v.shape[2]])
    }
    const owners = Array.from({ length: heads }, (_, head) => Math.floor((head * groups) / heads))
    const which = tf.tensor1d(owners, 'int32')
    const scores = tf.matMul(q, k.gather(which), false, true).div(Math.sqrt(d))
    const weights = softmaxed(scores, seen(n, m, window))
    return tf.matMul(weights, v.gather<tf.Tensor3D>(which)) as tf.Tensor3D
  })
}

function seen(n: number, m: number, window = m): tf.Tensor {
  const behind = tf
    .range(m - n, m)
    .expandDims(1)
    .sub(tf.range(0, m))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}

function softmaxed(scores: tf.Tensor, seen: tf.Tensor): tf.Tensor {
  return tf.where(seen, scores, -1e30).softmax()
}
