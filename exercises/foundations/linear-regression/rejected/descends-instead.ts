// rejected by: Two features that nearly agree: the bottom of a long, flat valley · says: wrong
// A thousand steps of descent in the place of the formula.
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
  let weights = tf.zeros<tf.Rank.R1>([x.shape[1]])
  let bias = 0
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = weights
    tf.tidy(() => {
      const errors = x.dot(before).add(bias).sub(y)
      const penalty = before.square().sum().mul(l2)
      losses.push(numberOf(errors.square().mean().add(penalty)))
      const slope = errors.expandDims(1).mul(x).mean(0).add(before.mul(l2)).mul(2)
      weights = tf.keep(before.sub(slope.mul(learningRate)))
      bias -= learningRate * 2 * numberOf(errors.mean())
    })
    before.dispose()
  }
  return { weights, bias, losses }
}

export function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number): Fit {
  const [rows, labels] = [x.arraySync(), y.arraySync()]
  let w = new Array<number>(x.shape[1]).fill(0)
  let bias = 0
  for (let step = 0; step < 1000; step++) {
    const errors = rows.map((row, i) => row.reduce((sum, value, j) => sum + value * w[j]!, bias) - labels[i]!)
    const slope = (of: (i: number) => number): number =>
      (2 / rows.length) * errors.reduce((sum, error, i) => sum + error * of(i), 0)
    bias -= 0.03 * slope(() => 1)
    w = w.map((weight, j) => weight - 0.03 * (slope((i) => rows[i]![j]!) + 2 * l2 * weight))
  }
  return { weights: tf.tensor1d(w), bias }
}

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!
