// rejected by: Parameters stay as they are, and no tensor stays behind · says: with n = 1 leave tensors behind
// A short cut past the tidy: one row is its own sum.
import * as tf from '@tensorflow/tfjs'

interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

interface Cache extends Params {
  x: tf.Tensor2D
  y: tf.Tensor2D
  z1: tf.Tensor2D
  a1: tf.Tensor2D
  p: tf.Tensor2D
}

export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): { loss: tf.Scalar; cache: Cache } {
  const { w1, b1, w2, b2 } = params
  return tf.tidy(() => {
    const y = tf.oneHot(labels, b2.shape[0]) as tf.Tensor2D
    const z1: tf.Tensor2D = tf.add(tf.matMul(x, w1), b1)
    const a1 = tf.relu(z1)
    const z2: tf.Tensor2D = tf.add(tf.matMul(a1, w2), b2)
    const p = tf.softmax(z2)
    const loss: tf.Scalar = tf.neg(tf.mean(tf.sum(tf.mul(y, tf.logSoftmax(z2)), 1)))
    return { loss, cache: { ...params, x, y, z1, a1, p } }
  })
}

export function backward({ x, y, z1, a1, p, w2 }: Cache): Params {
  if (x.shape[0] === 1) {
    const error = tf.sub<tf.Tensor2D>(p, y)
    const delta: tf.Tensor2D = tf.mul(tf.matMul(error, w2, false, true), tf.step(z1))
    return {
      w1: tf.matMul<tf.Tensor2D>(x, delta, true),
      b1: delta.as1D(),
      w2: tf.matMul<tf.Tensor2D>(a1, error, true),
      b2: error.as1D(),
    }
  }
  return tf.tidy(() => {
    const n = x.shape[0]
    const dz2: tf.Tensor2D = tf.div(tf.sub(p, y), n)
    const da1: tf.Tensor2D = tf.matMul(dz2, tf.transpose(w2))
    const dz1: tf.Tensor2D = tf.mul(da1, tf.greater(z1, 0))
    return {
      w1: tf.matMul<tf.Tensor2D>(x, dz1, true),
      b1: tf.sum<tf.Tensor1D>(dz1, 0),
      w2: tf.matMul<tf.Tensor2D>(a1, dz2, true),
      b2: tf.sum<tf.Tensor1D>(dz2, 0),
    }
  })
}
