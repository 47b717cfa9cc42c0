// rejected by: A larger batch takes no more TF.js operations · says: in chunks
// Works through the batch 512 rows at a time, for the sake of memory.
import * as tf from '@tensorflow/tfjs'

interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

interface Cache {
  w2: tf.Tensor2D
  chunks: { x: tf.Tensor2D; a: tf.Tensor2D; delta: tf.Tensor2D }[]
}

const ROWS = 512

export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  { w1, b1, w2, b2 }: Params,
): { loss: tf.Scalar; cache: Cache } {
  return tf.tidy(() => {
    const n = x.shape[0]
    const losses: tf.Scalar[] = []
    const chunks: Cache['chunks'] = []
    for (let from = 0; from < n; from += ROWS) {
      const rows = Math.min(ROWS, n - from)
      const part = x.slice(from, rows)
      const y = tf.oneHot(labels.slice(from, rows), b2.shape[0])
      const a: tf.Tensor2D = tf.relu(tf.add(tf.matMul(part, w1), b1))
      const logP = tf.logSoftmax(tf.add(tf.matMul(a, w2), b2))
      losses.push(tf.sum(tf.mul(logP, y)))
      chunks.push({ x: part, a, delta: tf.div(tf.sub(tf.exp(logP), y), n) })
    }
    const loss: tf.Scalar = tf.div(tf.addN(losses), -n)
    return { loss, cache: { w2, chunks } }
  })
}

export function backward({ w2, chunks }: Cache): Params {
  return tf.tidy(() => {
    const parts = chunks.map(({ x, a, delta }) => {
      const dz1: tf.Tensor2D = tf.mul(tf.matMul(delta, w2, false, true), tf.step(a))
      return {
        w1: tf.matMul<tf.Tensor2D>(x, dz1, true),
        b1: tf.sum<tf.Tensor1D>(dz1, 0),
        w2: tf.matMul<tf.Tensor2D>(a, delta, true),
        b2: tf.sum<tf.Tensor1D>(delta, 0),
      }
    })
    return {
      w1: tf.addN(parts.map(({ w1 }) => w1)),
      b1: tf.addN(parts.map(({ b1 }) => b1)),
      w2: tf.addN(parts.map(({ w2 }) => w2)),
      b2: tf.addN(parts.map(({ b2 }) => b2)),
    }
  })
}
