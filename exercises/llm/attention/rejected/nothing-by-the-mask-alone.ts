// rejected by: A query that may see nothing gets 0, and not NaN · says: values are wrong
// Only the mask is asked whether a query sees anything, not the mask and causality together.

import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  heads?: number
  causal?: boolean
  mask?: tf.Tensor2D
}

export function attentionWeights(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const n = q.shape[0]
    const m = k.shape[0]
    const width = q.shape[1] / heads

    let visible: tf.Tensor = tf.ones([n, m], 'bool')
    if (causal) {
      const position = tf.range(m - n, m, 1, 'int32').reshape([n, 1])
      const key = tf.range(0, m, 1, 'int32').reshape([1, m])
      // always at least the query's own position, so no row is empty by this alone
      visible = tf.lessEqual(key, position)
    }
    if (mask) visible = tf.logicalAnd(visible, mask)
    const alive = mask ? tf.any(mask, 1, true).toFloat() : null

    const qs = tf.split(q, heads, 1)
    const ks = tf.split(k, heads, 1)
    const all = qs.map((qh, h) => {
      const s = tf.matMul(qh as tf.Tensor2D, ks[h] as tf.Tensor2D, false, true).div(Math.sqrt(width))
      // Lower than any visible score by enough that its exponential is 0.
      const low = s.min(1, true)
      const a = tf.softmax(tf.where(visible, s, low.sub(low.abs()).sub(1000)))
      return alive ? a.mul(alive) : a
    })
    return tf.stack(all) as tf.Tensor3D
  })
}

export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const a = tf.unstack(attentionWeights(q, k, options))
    const vs = tf.split(v, a.length, 1)
    return tf.concat(
      a.map((ah, h) => tf.matMul(ah as tf.Tensor2D, vs[h] as tf.Tensor2D)),
      1,
    ) as tf.Tensor2D
  })
}
