// Fused layers and the library’s cross-entropy; every intermediate is disposed of by hand.
import * as tf from '@tensorflow/tfjs'

export interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

export interface Cache {
  x: tf.Tensor2D
  w2: tf.Tensor2D
  act: tf.Tensor2D
  probs: tf.Tensor2D
  targets: tf.Tensor2D
}

export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): { loss: tf.Scalar; cache: Cache } {
  const { w1, b1, w2, b2 } = params
  const act = tf.fused.matMul({ a: x, b: w1, bias: b1, activation: 'relu' }) as tf.Tensor2D
  const logits = tf.fused.matMul({ a: act, b: w2, bias: b2 }) as tf.Tensor2D

  const hot = tf.oneHot(labels, w2.shape[1])
  const targets = tf.cast(hot, 'float32') as tf.Tensor2D
  hot.dispose()

  const loss = tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar
  const probs = tf.softmax(logits)
  logits.dispose()

  return { loss, cache: { x, w2, act, probs, targets } }
}

export function backward(cache: Cache): Params {
  const { x, w2, act, probs, targets } = cache

  const diff = tf.sub(probs, targets)
  const g2 = tf.div(diff, x.shape[0]) as tf.Tensor2D
  diff.dispose()

  const dw2 = tf.matMul(act, g2, true, false) as tf.Tensor2D
  const db2 = tf.sum(g2, 0) as tf.Tensor1D

  const dAct = tf.matMul(g2, w2, false, true)
  g2.dispose()

  const on = tf.greater(act, 0)
  const mask = tf.cast(on, 'float32')
  const g1 = tf.mul(dAct, mask) as tf.Tensor2D
  tf.dispose([dAct, on, mask])

  const dw1 = tf.matMul(x, g1, true, false) as tf.Tensor2D
  const db1 = tf.sum(g1, 0) as tf.Tensor1D
  g1.dispose()

  return { w1: dw1, b1: db1, w2: dw2, b2: db2 }
}
