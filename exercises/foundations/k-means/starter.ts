import * as tf from '@tensorflow/tfjs'

export interface Clustering {
  /** [k, d] */
  centroids: tf.Tensor2D
  /** [n], int32: the nearest of these centroids. */
  labels: tf.Tensor1D
  /** The sum of squared distances to them. */
  inertia: number
  /** How many were made; the one that changed no label counts. */
  iterations: number
}

/**
 * Chooses k points by k-means++: each with a probability in proportion to its squared distance to the nearest one chosen.
 *
 * points: [n, d]
 * random: gives a uniform number in [0, 1); call it once for each centroid
 * returns [k, d], in the order of choice
 */
export function seedCentroids(points: tf.Tensor2D, k: number, random: () => number): tf.Tensor2D {
  throw new Error('seedCentroids is not written yet.')
}

/**
 * Assigns points to centroids and moves centroids to the means of their points, until no label changes.
 *
 * points: [n, d]
 * initial: [k, d]
 * maxIterations: 0 or more
 */
export function kMeans(points: tf.Tensor2D, initial: tf.Tensor2D, maxIterations: number): Clustering {
  throw new Error('kMeans is not written yet.')
}
