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

type Vector = readonly number[]
type Matrix = readonly Vector[]

const STEPS = 300
/** What is left of the trace where there is no variance any more. */
const NOTHING = 1e-12

/** The k directions in which the points [n, d] vary most. */
export function pca(x: tf.Tensor2D, k: number): Pca {
  const mean = x.mean<tf.Tensor1D>(0)
  const covariance = tf.tidy(() => {
    const centred = x.sub<tf.Tensor2D>(mean)
    return tf
      .matMul(centred, centred, true)
      .div<tf.Tensor2D>(x.shape[0] - 1)
      .arraySync()
  })
  const components = eigenvectors(covariance, k)
  const variances = components.map((v) => dot(v, product(covariance, v)))
  const total = traceOf(covariance)
  return {
    mean,
    components: tf.tensor2d(components),
    explainedVariance: tf.tensor1d(variances),
    explainedVarianceRatio: tf.tensor1d(variances.map((variance) => (total > 0 ? variance / total : 0))),
  }
}

/** The coordinates of points [m, d] along the components: [m, k]. */
export function project({ mean, components }: Pca, points: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(points.sub<tf.Tensor2D>(mean), components, false, true))
}

/** Back from coordinates [m, k] to points [m, d]. */
export function reconstruct({ mean, components }: Pca, coordinates: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(coordinates, components).add(mean))
}

/** The first k by power iteration, for a symmetric matrix without negative eigenvalues; greatest first. */
function eigenvectors(matrix: Matrix, k: number): number[][] {
  const found: number[][] = []
  const least = NOTHING * traceOf(matrix)
  while (found.length < k) {
    // By chance: whatever start is fixed beforehand, some data have components orthogonal to it, and would never give them.
    const start = matrix.map(() => Math.random())
    let v = unit(without(found, start))
    for (let step = 0; step < STEPS; step++) {
      const next = without(found, product(matrix, v))
      if (lengthOf(next) <= least) break
      v = unit(next)
    }
    found.push(v)
  }
  return found
}

/** What is left of a vector without its parts along orthogonal unit vectors. */
const without = (found: Matrix, vector: Vector): Vector =>
  found.reduce((rest, axis) => {
    const along = dot(axis, rest)
    return rest.map((value, i) => value - along * axis[i]!)
  }, vector)

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const product = (matrix: Matrix, v: Vector): number[] => matrix.map((row) => dot(row, v))
const lengthOf = (v: Vector): number => Math.sqrt(dot(v, v))
const unit = (v: Vector): number[] => v.map((value) => value / lengthOf(v))
const traceOf = (matrix: Matrix): number => matrix.reduce((sum, row, i) => sum + row[i]!, 0)
