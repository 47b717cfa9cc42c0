// rejected by: A mask holds however high the score is that it hides · says: masked after softmax
// Softmax over all keys, then the hidden ones to 0 and the rest divided by their sum, which may have underflowed.

import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  heads?: number
  causal?: boolean
  mask?: tf.Tensor2D
}

function split(x: tf.Tensor2D, heads: number): tf.Tensor3D {
  const [rows, cols] = x.shape
  return x.reshape([rows, heads, cols / heads]).transpose([1, 0, 2]) as tf.Tensor3D
}

export function attentionWeights(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const n = q.shape[0]
    const m = k.shape[0]
    const qh = split(q, heads)
    const scores = tf.matMul(qh, split(k, heads), false, true).div(Math.sqrt(qh.shape[2]))
    let a: tf.Tensor = tf.softmax(scores, -1)
    if (causal) {
      const i = tf
        .range(0, n, 1, 'int32')
        .add(tf.scalar(m - n, 'int32'))
        .expandDims(1)
      const j = tf.range(0, m, 1, 'int32').expandDims(0)
      a = a.mul(j.lessEqual(i).toFloat())
    }
    if (mask) a = a.mul(mask.toFloat())
    // a row that sees nothing sums to 0 and stays 0
    return tf.divNoNan(a, a.sum(-1, true)) as tf.Tensor3D
  })
}

export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const out = tf.matMul(attentionWeights(q, k, options), split(v, options.heads ?? 1))
    return out.transpose([1, 0, 2]).reshape([q.shape[0], v.shape[1]]) as tf.Tensor2D
  })
}
