import * as tf from '@tensorflow/tfjs'

/** The parameters of the network, and also their gradients, which have the same shapes. */
export interface Params {
  /** [d, h] */
  w1: tf.Tensor2D
  /** [h] */
  b1: tf.Tensor1D
  /** [h, c] */
  w2: tf.Tensor2D
  /** [c] */
  b2: tf.Tensor1D
}

/** What backward will need to know of the forward pass. What goes in is up to you. */
export interface Cache {
  x: tf.Tensor2D
}

/**
 * x W₁ + b₁ → ReLU → · W₂ + b₂ → softmax → mean cross-entropy.
 *
 * x:      [n, d]
 * labels: [n], int32, from 0 to c − 1
 * returns the loss, a scalar, and the cache
 */
export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): { loss: tf.Scalar; cache: Cache } {
  throw new Error('forward is not written yet.')
}

/**
 * The gradient of the loss with respect to each parameter.
 *
 * returns w1 [d, h], b1 [h], w2 [h, c], b2 [c]
 */
export function backward(cache: Cache): Params {
  throw new Error('backward is not written yet.')
}
