// rejected by: Thousandths and thousands: what is small is relative · says: wrong
// Jacobi’s rotations that stop where an entry is below 0.00001, in whatever unit.
import * as tf from '@tensorflow/tfjs'

export interface Pca {
  mean: tf.Tensor1D
  components: tf.Tensor2D
  explainedVariance: tf.Tensor1D
  explainedVarianceRatio: tf.Tensor1D
}

type Vector = readonly number[]
type Matrix = readonly Vector[]

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
  const a = matrix.map((row) => [...row])
  const v = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 20; sweep++)
    for (let p = 0; p < a.length; p++)
      for (let q = p + 1; q < a.length; q++) {
        if (Math.abs(a[p]![q]!) < 1e-5) continue
        const angle = Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!) / 2
        const [c, s] = [Math.cos(angle), Math.sin(angle)]
        for (const row of a) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!]
        for (const rows of [a, v]) {
          const [up, down] = [rows[p]!, rows[q]!]
          rows[p] = up.map((value, i) => c * value - s * down[i]!)
          rows[q] = up.map((value, i) => s * value + c * down[i]!)
        }
      }
  const order = v.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]!)
  return order.slice(0, k).map((i) => v[i]!)
}

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const product = (matrix: Matrix, v: Vector): number[] => matrix.map((row) => dot(row, v))
const traceOf = (matrix: Matrix): number => matrix.reduce((sum, row, i) => sum + row[i]!, 0)
