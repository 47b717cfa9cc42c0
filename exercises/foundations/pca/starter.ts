import * as tf from '@tensorflow/tfjs'

export interface Pca {
  /** [d] */
  mean: tf.Tensor1D
  /** [k, d]: a row for each component, of length 1, orthogonal to the others. */
  components: tf.Tensor2D
  /** [k], greatest first. */
  explainedVariance: tf.Tensor1D
  /** [k]: shares of the variance of all d directions. */
  explainedVarianceRatio: tf.Tensor1D
}

/**
 * The k directions in which the points vary most.
 *
 * x: [n, d], n at least 2
 * k: 1 to d
 */
export function pca(x: tf.Tensor2D, k: number): Pca {
  throw new Error('pca is not written yet.')
}

/**
 * The coordinates of points along the components.
 *
 * points: [m, d], any
 * returns [m, k]
 */
export function project(fit: Pca, points: tf.Tensor2D): tf.Tensor2D {
  throw new Error('project is not written yet.')
}

/**
 * Back from coordinates to points.
 *
 * coordinates: [m, k]
 * returns [m, d]
 */
export function reconstruct(fit: Pca, coordinates: tf.Tensor2D): tf.Tensor2D {
  throw new Error('reconstruct is not written yet.')
}
