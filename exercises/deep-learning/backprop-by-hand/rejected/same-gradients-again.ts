// rejected by: Two passes forward, then back through the first, twice · says: returns the same tensors again
// Backward remembers its result in the cache and returns the same tensors again; once the caller has disposed of them, the second call hands out dead tensors.
import * as tf from '@tensorflow/tfjs'

export interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

export interface Cache {
  x: tf.Tensor2D
  h: tf.Tensor2D
  w2: tf.Tensor2D
  targets: tf.Tensor2D
  logP: tf.Tensor2D
  grads?: Params
}

export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): { loss: tf.Scalar; cache: Cache } {
  return tf.tidy(() => {
    const { w1, b1, w2, b2 } = params
    const h = x.matMul(w1).add(b1).relu() as tf.Tensor2D
    const logP = tf.logSoftmax(h.matMul(w2).add(b2)) as tf.Tensor2D
    const targets = tf.oneHot(labels, w2.shape[1]).toFloat() as tf.Tensor2D
    const loss = targets.mul(logP).sum(1).mean().neg() as tf.Scalar
    return { loss, cache: { x, h, w2, targets, logP } }
  })
}

export function backward(cache: Cache): Params {
  if (!cache.grads) {
    cache.grads = tf.tidy(() => {
      const { x, h, w2, targets, logP } = cache
      const g2 = logP.exp().sub(targets).div(x.shape[0]) as tf.Tensor2D
      const g1 = g2.matMul(w2, false, true).mul(h.greater(0).toFloat()) as tf.Tensor2D
      return {
        w1: x.matMul(g1, true) as tf.Tensor2D,
        b1: g1.sum<tf.Tensor1D>(0),
        w2: h.matMul(g2, true) as tf.Tensor2D,
        b2: g2.sum<tf.Tensor1D>(0),
      }
    })
  }
  return cache.grads
}
