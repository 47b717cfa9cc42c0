// On tensors alone: a matrix that is squared again and again becomes the projection on its greatest eigenvectors.
import * as tf from '@tensorflow/tfjs'

interface Pca {
  mean: tf.Tensor1D
  components: tf.Tensor2D
  explainedVariance: tf.Tensor1D
  explainedVarianceRatio: tf.Tensor1D
}

const traceOf = (m: tf.Tensor2D): tf.Scalar => m.mul(tf.eye(m.shape[0])).sum()
const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!

/** The column of a projection that is longest, as a row of length 1. */
function columnOf(projection: tf.Tensor2D): tf.Tensor2D {
  const lengths = projection.square().sum(0)
  const longest = numberOf(lengths.argMax())
  const row = projection.slice([0, longest], [-1, 1]).reshape<tf.Tensor2D>([1, -1])
  return row.div(tf.norm(row))
}

export function pca(x: tf.Tensor2D, k: number): Pca {
  return tf.tidy(() => {
    const d = x.shape[1]
    const { mean } = tf.moments(x, 0)
    const centred = x.sub(mean)
    const covariance = tf.matMul(centred.transpose(), centred).div<tf.Tensor2D>(x.shape[0] - 1)
    const total = traceOf(covariance)
    let free: tf.Tensor2D = tf.eye(d)
    const rows: tf.Tensor2D[] = []
    for (let i = 0; i < k; i++) {
      let power: tf.Tensor2D = tf.matMul(tf.matMul(free, covariance), free)
      if (numberOf(traceOf(power)) <= 2e-6 * numberOf(total)) power = free
      for (let squaring = 0; squaring < 10; squaring++) {
        const scaled: tf.Tensor2D = power.div(traceOf(power))
        power = tf.matMul(scaled, scaled)
      }
      const row = columnOf(power)
      rows.push(row)
      free = free.sub(tf.matMul(row, row, true))
    }
    const components = tf.concat2d(rows, 0)
    const explainedVariance = tf.matMul(components, covariance).mul(components).sum<tf.Tensor1D>(1)
    const explainedVarianceRatio = explainedVariance.divNoNan<tf.Tensor1D>(total)
    return { mean: mean as tf.Tensor1D, components, explainedVariance, explainedVarianceRatio }
  }) as unknown as Pca
}

export const project = (fit: Pca, points: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => fit.components.dot(points.sub(fit.mean).transpose()).transpose())

export const reconstruct = (fit: Pca, coordinates: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => coordinates.dot(fit.components).add(fit.mean))
