// rejected by: The case by hand: two steps · says: wrong
// Adam for plain descent.
import * as tf from '@tensorflow/tfjs'

interface Options {
  learningRate: number
  epochs: number
  l2: number
}

export function fitGradientDescent(x: tf.Tensor2D, y: tf.Tensor1D, { learningRate, epochs, l2 }: Options) {
  const w = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([x.shape[1]])))
  const b = tf.tidy(() => tf.variable(tf.scalar(0)))
  const optimizer = tf.train.adam(learningRate)
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++)
    tf.tidy(() => {
      const loss = (): tf.Scalar =>
        x.dot(w).add(b).sub(y).square().mean().add<tf.Scalar>(w.square().sum().mul(l2))
      losses.push(numberOf(optimizer.minimize(loss, true, [w, b])!))
    })
  const fit = { weights: w.clone(), bias: numberOf(b), losses }
  tf.dispose([w, b])
  optimizer.dispose()
  return fit
}

export function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number) {
  const [mean, variances, covariances, yMean] = tf.tidy(() => {
    const mean = x.mean<tf.Tensor1D>(0)
    const centred = x.sub<tf.Tensor2D>(mean)
    return [
      mean.arraySync(),
      tf.matMul(centred, centred, true).div<tf.Tensor2D>(x.shape[0]).arraySync(),
      centred.mul(y.expandDims(1)).mean<tf.Tensor1D>(0).arraySync(),
      numberOf(y.mean()),
    ] as const
  })
  const penalised = variances.map((row, i) => row.map((value, j) => value + (i === j ? l2 : 0)))
  const weights = solve(penalised, covariances)
  const bias = weights.reduce((rest, weight, j) => rest - weight * mean[j]!, yMean)
  return { weights: tf.tensor1d(weights), bias }
}

function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]!])
  for (const [p, pivot] of rows.entries())
    for (const row of rows) {
      if (row === pivot) continue
      const factor = row[p]! / pivot[p]!
      pivot.forEach((value, j) => (row[j]! -= factor * value))
    }
  return rows.map((row, i) => row.at(-1)! / row[i]!)
}

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!
