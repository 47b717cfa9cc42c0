// A class; log-softmax and an exponential; an additive mask of −∞ on rows that see something.
import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  heads?: number
  causal?: boolean
  mask?: tf.Tensor2D
}
class Heads {
  constructor(readonly count: number) {}

  cut(x: tf.Tensor2D): tf.Tensor3D {
    return tf.stack(tf.split(x, this.count, 1)) as tf.Tensor3D
  }

  join(x: tf.Tensor3D): tf.Tensor2D {
    return tf.concat(tf.unstack(x) as tf.Tensor2D[], 1)
  }
}

export const attentionWeights = (
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): tf.Tensor3D =>
  tf.tidy(() => {
    const cut = new Heads(heads)
    const n = q.shape[0]
    const m = k.shape[0]
    let hidden: tf.Tensor = tf.zeros([n, m])
    if (causal) hidden = tf.maximum(hidden, tf.sub(1, tf.linalg.bandPart(tf.ones([n, m]), n, m - n)))
    if (mask) hidden = tf.maximum(hidden, tf.sub(1, mask.toFloat()))
    const blind = hidden.min(1, true)
    // A blind row looks at everything for now, and is put to 0 below.
    const gone = hidden.sub(blind).greater(0)
    const products = tf.matMul(cut.cut(q), cut.cut(k).transpose([0, 2, 1]))
    const scores = tf.where(gone, -Infinity, products.div(tf.sqrt(q.shape[1] / heads)))
    return tf.logSoftmax(scores).exp().mul(tf.sub(1, blind)) as tf.Tensor3D
  })

export const attention = (
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D =>
  tf.tidy(() => {
    const cut = new Heads(options.heads ?? 1)
    return cut.join(tf.matMul(attentionWeights(q, k, options), cut.cut(v)))
  })
