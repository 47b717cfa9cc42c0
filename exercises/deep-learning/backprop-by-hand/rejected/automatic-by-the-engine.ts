// rejected by: The case by hand: one example, one unit on and one off · says: differentiates automatically
// Goes past tf.grad, by a method of the engine that it took when it was loaded.
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

const engine = tf.engine()
const differentiate = engine.gradients.bind(engine)

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
  const { w1, b1, w2, b2 } = params
  const { grads } = differentiate(() => lossOf(x, labels, w1, b1, w2, b2), [w1, b1, w2, b2] as tf.Tensor[])
  const [g1, g2, g3, g4] = grads
  return { w1: g1, b1: g2, w2: g3, b2: g4 } as Params
}
