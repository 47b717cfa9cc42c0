// A loop over heads, each on a slice of the columns; softmax by hand, with exponents and a sum that may be 0.
import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  heads?: number
  causal?: boolean
  mask?: tf.Tensor2D
}
const columnsOf = (x: tf.Tensor2D, heads: number): tf.Tensor2D[] => tf.split(x, heads, 1) as tf.Tensor2D[]

function oneHead(q: tf.Tensor2D, k: tf.Tensor2D, allowed: tf.Tensor2D): tf.Tensor2D {
  const scores = q.matMul(k, false, true).div<tf.Tensor2D>(tf.scalar(Math.sqrt(q.shape[1])))
  const seen = tf.where(allowed, scores, tf.fill(scores.shape, -Infinity))
  // A row of −∞ would give −∞ − (−∞).
  const highest = seen.max(1, true)
  const safe = tf.where(highest.equal(-Infinity), tf.zerosLike(highest), highest)
  const exponentials = seen.sub(safe).exp()
  return tf.divNoNan(exponentials, exponentials.sum(1, true)) as tf.Tensor2D
}

function allowedOf(n: number, m: number, causal: boolean, mask?: tf.Tensor2D): tf.Tensor2D {
  const rows = tf.range(0, n, 1, 'int32').reshape([n, 1])
  const columns = tf.range(0, m, 1, 'int32').reshape([1, m])
  let allowed = tf.ones([n, m], 'bool') as tf.Tensor2D
  if (causal) allowed = allowed.logicalAnd(columns.sub(m - n).lessEqual(rows))
  return mask ? allowed.logicalAnd(mask) : allowed
}

export function attentionWeights(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const allowed = allowedOf(q.shape[0], k.shape[0], causal, mask)
    const [queries, keys] = [columnsOf(q, heads), columnsOf(k, heads)]
    return tf.stack(queries.map((query, head) => oneHead(query, keys[head]!, allowed))) as tf.Tensor3D
  })
}

export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const weights = tf.unstack(attentionWeights(q, k, options)) as tf.Tensor2D[]
    const values = columnsOf(v, options.heads ?? 1)
    return tf.concat(
      weights.map((weight, head) => tf.matMul(weight, values[head]!)),
      1,
    )
  })
}
