import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  /** How many positions a query sees, its own and those just before it. All before it when absent. */
  window?: number
}

/** So low that softmax gives it 0 beside any score. */
const UNSEEN = -1e30

/**
 * Causal attention whose heads of queries share heads of keys and values. The queries of all heads that share keys
 * are the rows of one matrix, so keys and values are never repeated.
 *
 * q: [heads, queries, width], the last of the positions
 * k: [groups, keys, width]
 * v: [groups, keys, width of the values]
 * returns [heads, queries, width of the values]
 */
export function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { window }: GroupedOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const [heads, queries, width] = q.shape
    const [groups, keys] = k.shape
    const scores = tf.matMul(q.reshape([groups, -1, width]), k, false, true).div(Math.sqrt(width))
    const weights = tf
      .where(seen(queries, keys, window), scores.reshape([heads, queries, keys]), UNSEEN)
      .softmax()
    return tf.matMul(weights.reshape([groups, -1, keys]), v).reshape([heads, queries, v.shape[2]])
  })
}

/** [queries, keys]: true where the key lies from 0 to window − 1 positions behind the query. */
function seen(queries: number, keys: number, window = keys): tf.Tensor {
  const positions = tf.range(keys - queries, keys).expandDims(1)
  const behind = positions.sub(tf.range(0, keys))
  return behind.greaterEqual(0).logicalAnd(behind.less(window))
}
