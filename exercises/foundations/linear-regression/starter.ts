import * as tf from '@tensorflow/tfjs'

export interface Options {
  learningRate: number
  /** How many steps to take; may be 0. */
  epochs: number
  /** How much the squares of the weights cost. The bias costs nothing. */
  l2: number
}

export interface Fit {
  /** [d] */
  weights: tf.Tensor1D
  bias: number
}

/**
 * Goes down the slope of the loss, one step over all rows in each epoch, from zeros on.
 *
 * x: [n, d]
 * y: [n]
 * losses: the loss before each step, with its penalty
 */
export function fitGradientDescent(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: Options,
): Fit & { losses: number[] } {
  throw new Error('fitGradientDescent is not written yet.')
}

/**
 * Goes to the bottom of the same loss at once.
 *
 * x: [n, d]
 * y: [n]
 */
export function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number): Fit {
  throw new Error('fitNormalEquation is not written yet.')
}
