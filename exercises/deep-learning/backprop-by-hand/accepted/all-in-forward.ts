// The forward pass works out the gradients too, and keeps only them; backward hands out copies.
import * as tf from '@tensorflow/tfjs'

export interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

export interface Cache {
  grads: Params
}

export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  { w1, b1, w2, b2 }: Params,
): { loss: tf.Scalar; cache: Cache } {
  return tf.tidy(() => {
    const n = x.shape[0]
    const c = b2.shape[0]

    const z1 = tf.matMul(x, w1).add(b1)
    const a = tf.maximum(z1, 0) as tf.Tensor2D
    const z2 = tf.matMul(a, w2).add(b2)

    const shifted = z2.sub(z2.max(1, true))
    const e = shifted.exp()
    const sum = e.sum(1, true)
    const y = tf.gather(tf.eye(c), labels)

    // -ln p = ln Σ exp(shifted) - shifted[label]
    const losses = sum.log().sub(shifted.mul(y).sum(1, true))
    const loss = losses.mean() as tf.Scalar

    const g2 = e.div(sum).sub(y).div(n) as tf.Tensor2D
    const g1 = tf.matMul(g2, w2, false, true).mul(tf.step(a)) as tf.Tensor2D
    const grads = {
      w1: tf.matMul(x, g1, true) as tf.Tensor2D,
      b1: g1.sum(0) as tf.Tensor1D,
      w2: tf.matMul(a, g2, true) as tf.Tensor2D,
      b2: g2.sum(0) as tf.Tensor1D,
    }
    return { loss, cache: { grads } }
  })
}

export async function backward(cache: Cache): Promise<Params> {
  const { w1, b1, w2, b2 } = cache.grads
  return { w1: w1.clone(), b1: b1.clone(), w2: w2.clone(), b2: b2.clone() }
}
