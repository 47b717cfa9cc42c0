import * as tf from '@tensorflow/tfjs'

export interface Options {
  learningRate: number
  /** How many steps to take; may be 0. */
  epochs: number
  /** How much the squares of the weights cost. The bias costs nothing. */
  l2: number
}

export interface Model {
  /** Of each feature of the training rows, [d]. */
  mean: tf.Tensor1D
  /** The same; 1 where the feature never changes. */
  deviation: tf.Tensor1D
  /** Of the standardised features, [d]. */
  weights: tf.Tensor1D
  bias: number
}

/**
 * Standardises the features and goes down the slope of the loss, one step over all rows in each epoch, from zeros on.
 *
 * x: [n, d], in units of its own
 * y: [n], 0 or 1, int32
 * losses: the loss before each step, with its penalty
 */
export function train(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: Options,
): { model: Model; losses: number[] } {
  throw new Error('train is not written yet.')
}

/**
 * The probability of class 1 for each row.
 *
 * x: [m, d], in the units of the training rows
 * returns [m]
 */
export function predictProbability({ mean, deviation, weights, bias }: Model, x: tf.Tensor2D): tf.Tensor1D {
  throw new Error('predictProbability is not written yet.')
}
