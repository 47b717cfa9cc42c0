// Einstein sums; the root goes into the queries; hidden scores become the least float32, hidden rows are put to 0 at the end.
import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  heads?: number
  causal?: boolean
  mask?: tf.Tensor2D
}
const LEAST = -3.4e38

function visible(n: number, m: number, { causal, mask }: AttentionOptions): tf.Tensor2D {
  let visible = mask ? mask.cast('int32') : tf.ones([n, m], 'int32')
  if (causal) {
    const table = new Int32Array(n * m)
    for (let i = 0; i < n; i++) for (let j = 0; j <= i + m - n; j++) table[i * m + j] = 1
    visible = visible.mul(tf.tensor2d(table, [n, m], 'int32'))
  }
  return visible.equal(1)
}

export async function attentionWeights(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  options: AttentionOptions = {},
): Promise<tf.Tensor3D> {
  const heads = options.heads ?? 1
  const [n, d] = q.shape
  const m = k.shape[0]
  return tf.tidy(() => {
    const width = d / heads
    const queries = q.mul(1 / Math.sqrt(width)).reshape([n, heads, width])
    const keys = k.reshape([m, heads, width])
    const scores = tf.einsum('nhd,mhd->hnm', queries, keys)
    const shown = tf.broadcastTo(visible(n, m, options).expandDims(0), [heads, n, m])
    const weights = tf.softmax(tf.where(shown, scores, tf.fill([heads, n, m], LEAST)), 2)
    return tf.where(shown, weights, tf.zeros([heads, n, m])) as tf.Tensor3D
  })
}

export async function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): Promise<tf.Tensor2D> {
  const heads = options.heads ?? 1
  const [m, e] = v.shape
  const weights = await attentionWeights(q, k, options)
  const output = tf.tidy(() =>
    tf.einsum('hnm,mhe->nhe', weights, v.reshape([m, heads, e / heads])).reshape([q.shape[0], e]),
  )
  weights.dispose()
  return output as tf.Tensor2D
}
