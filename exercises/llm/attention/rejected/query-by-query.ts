// rejected by: As many operations for 48 positions as for 6 · says: grows with the positions
// Right, one query at a time.
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
    const [n, m] = [q.shape[0], k.shape[0]]
    const keys = split(k, heads)
    const rows: tf.Tensor3D[] = []
    for (let i = 0; i < n; i++) {
      const query = split(q.slice(i, 1), heads)
      const scores = tf.matMul(query, keys, false, true).div(Math.sqrt(q.shape[1] / heads))
      let seen: tf.Tensor = tf.tensor2d([
        Array.from({ length: m }, (_, j) => Number(!causal || j <= i + m - n)),
      ])
      if (mask) seen = seen.mul(mask.slice(i, 1).toFloat())
      rows.push(tf.where(seen.toBool(), scores, -1e30).softmax().mul(seen))
    }
    return tf.concat(rows, 1)
  })
}

export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  return tf.tidy(() =>
    tf
      .matMul(attentionWeights(q, k, options), split(v, options.heads ?? 1))
      .transpose([1, 0, 2])
      .reshape([q.shape[0], v.shape[1]]),
  )
}
