// Everything in plain numbers; Jacobi's rotations make the covariance diagonal, and the diagonal is sorted.
import * as tf from '@tensorflow/tfjs'

interface Pca {
  mean: tf.Tensor1D
  components: tf.Tensor2D
  explainedVariance: tf.Tensor1D
  explainedVarianceRatio: tf.Tensor1D
}

export async function pca(x: tf.Tensor2D, k: number): Promise<Pca> {
  const rows = await x.array()
  const [n, d] = x.shape
  const mean = new Array<number>(d).fill(0)
  for (const row of rows) for (let j = 0; j < d; j++) mean[j]! += row[j]! / n
  const a = mean.map((mi, i) =>
    mean.map((mj, j) => rows.reduce((sum, row) => sum + (row[i]! - mi) * (row[j]! - mj), 0) / (n - 1)),
  )
  const v = mean.map((_, i) => mean.map((_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 12; sweep++)
    for (let p = 0; p < d - 1; p++) for (let q = p + 1; q < d; q++) rotate(a, v, p, q)
  const order = mean.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]!)
  const total = order.reduce((sum, i) => sum + a[i]![i]!, 0)
  const kept = order.slice(0, k)
  const variances = kept.map((i) => a[i]![i]!)
  return {
    mean: tf.tensor1d(mean),
    components: tf.tensor2d(kept.map((i) => v.map((row) => row[i]!))),
    explainedVariance: tf.tensor1d(variances),
    explainedVarianceRatio: tf.tensor1d(variances.map((value) => value / (total || 1))),
  }
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const off = a[p]![q]!
  if (off === 0) return
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * off)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  for (let i = 0; i < a.length; i++) {
    const [ip, iq] = [a[i]![p]!, a[i]![q]!]
    a[i]![p] = c * ip - s * iq
    a[i]![q] = s * ip + c * iq
  }
  for (let i = 0; i < a.length; i++) {
    const [pi, qi] = [a[p]![i]!, a[q]![i]!]
    a[p]![i] = c * pi - s * qi
    a[q]![i] = s * pi + c * qi
  }
  for (const row of v) {
    const [vp, vq] = [row[p]!, row[q]!]
    row[p] = c * vp - s * vq
    row[q] = s * vp + c * vq
  }
}

export async function project(fit: Pca, points: tf.Tensor2D): Promise<tf.Tensor2D> {
  const [rows, mean, components] = await Promise.all([
    points.array(),
    fit.mean.array(),
    fit.components.array(),
  ])
  return tf.tensor2d(
    rows.map((row) => components.map((v) => v.reduce((sum, c, j) => sum + c * (row[j]! - mean[j]!), 0))),
  )
}

export async function reconstruct(fit: Pca, coordinates: tf.Tensor2D): Promise<tf.Tensor2D> {
  const [rows, mean, components] = await Promise.all([
    coordinates.array(),
    fit.mean.array(),
    fit.components.array(),
  ])
  return tf.tensor2d(
    rows.map((row) => mean.map((m, j) => row.reduce((sum, c, i) => sum + c * components[i]![j]!, m))),
  )
}
