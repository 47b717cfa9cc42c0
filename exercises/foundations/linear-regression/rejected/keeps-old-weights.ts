// rejected by: The tensors of all epochs are never there together · says: weights of all epochs seem to be kept
// The weights of each epoch stay until the last one is over.
import * as tf from '@tensorflow/tfjs'

export interface Options {
  learningRate: number
  epochs: number
  l2: number
}

export interface Fit {
  weights: tf.Tensor1D
  bias: number
}

export function fitGradientDescent(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: Options,
): Fit & { losses: number[] } {
  const history = [tf.zeros<tf.Rank.R1>([x.shape[1]])]
  let bias = 0
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = history.at(-1)!
    tf.tidy(() => {
      const errors = x.dot(before).add(bias).sub(y)
      const penalty = before.square().sum().mul(l2)
      losses.push(numberOf(errors.square().mean().add(penalty)))
      const slope = errors.expandDims(1).mul(x).mean(0).add(before.mul(l2)).mul(2)
      history.push(tf.keep(before.sub(slope.mul(learningRate))))
      bias -= learningRate * 2 * numberOf(errors.mean())
    })
  }
  const weights = history.pop()!
  tf.dispose(history)
  return { weights, bias, losses }
}

export function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number): Fit {
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
