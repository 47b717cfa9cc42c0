import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  /** How many heads share the columns. */
  heads?: number
  /** The queries are the last positions; none sees beyond its own. */
  causal?: boolean
  /** [queries, keys], true where a query may see a key. */
  mask?: tf.Tensor2D
}

/** So low that softmax gives it 0 beside any score, and still a number: a row of them is uniform, not NaN. */
const UNSEEN = -1e30

/** How much each query looks at each key: [heads, queries, keys]. */
export function attentionWeights(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const [queries, keys] = [q.shape[0], k.shape[0]]
    const scores = tf
      .matMul(split(q, heads), split(k, heads), false, true)
      .div<tf.Tensor3D>(Math.sqrt(q.shape[1] / heads))
    let seen: tf.Tensor = tf.ones([queries, keys])
    if (causal) seen = tf.linalg.bandPart(seen, -1, keys - queries)
    if (mask) seen = seen.mul(mask)
    return tf.where(seen.toBool(), scores, UNSEEN).softmax().mul(seen)
  })
}

/** The values, averaged with these weights, head beside head: [queries, width of the values]. */
export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const averages = tf.matMul(attentionWeights(q, k, options), split(v, options.heads ?? 1))
    return averages.transpose([1, 0, 2]).reshape([q.shape[0], v.shape[1]])
  })
}

/** [rows, width] → [heads, rows, width / heads]: each head gets columns that lie side by side. */
const split = (x: tf.Tensor2D, heads: number): tf.Tensor3D =>
  x.reshape([x.shape[0], heads, x.shape[1] / heads]).transpose([1, 0, 2])
