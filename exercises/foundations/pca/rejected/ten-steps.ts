// rejected by: Variances that are a fifth apart: convergence takes its time · says: variance
// Ten steps of power iteration, whatever comes.
import * as tf from '@tensorflow/tfjs'

export interface Pca {
  mean: tf.Tensor1D
  components: tf.Tensor2D
  explainedVariance: tf.Tensor1D
  explainedVarianceRatio: tf.Tensor1D
}

type Vector = readonly number[]
type Matrix = readonly Vector[]

const STEPS = 10
const NOTHING = 1e-12

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

export function project({ mean, components }: Pca, points: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(points.sub<tf.Tensor2D>(mean), components, false, true))
}

export function reconstruct({ mean, components }: Pca, coordinates: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(coordinates, components).add(mean))
}

function eigenvectors(matrix: Matrix, k: number): number[][] {
  const found: number[][] = []
  const least = NOTHING * traceOf(matrix)
  while (found.length < k) {
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
