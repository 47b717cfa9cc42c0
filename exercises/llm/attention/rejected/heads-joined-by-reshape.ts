// rejected by: Heads have columns that lie side by side, and a width of their own under the root · says: output
// The heads are stacked below one another, not side by side.
import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  heads?: number
  causal?: boolean
  mask?: tf.Tensor2D
}
const split = (x: tf.Tensor2D, heads: number): tf.Tensor3D =>
  x.reshape([x.shape[0], heads, x.shape[1] / heads]).transpose([1, 0, 2])

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
    if (mask) seen = seen.mul(mask.toFloat())
    return tf.where(seen.toBool(), scores, -1e30).softmax().mul<tf.Tensor3D>(seen)
  })
}

export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const averages = tf.matMul(attentionWeights(q, k, options), split(v, options.heads ?? 1))
    return averages.reshape([q.shape[0], v.shape[1]])
  })
}
