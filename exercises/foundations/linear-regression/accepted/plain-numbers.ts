// Loops over arrays of numbers; Cholesky's factor for the system; tensors only at the door.
import * as tf from '@tensorflow/tfjs'

type Options = { learningRate: number; epochs: number; l2: number }

export async function fitGradientDescent(x: tf.Tensor2D, y: tf.Tensor1D, options: Options) {
  const rows = await x.array()
  const labels = await y.array()
  const n = rows.length
  const w = new Array<number>(x.shape[1]).fill(0)
  let b = 0
  const losses: number[] = []
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const slope = w.map((weight) => 2 * options.l2 * weight)
    let biasSlope = 0
    let loss = options.l2 * w.reduce((sum, weight) => sum + weight ** 2, 0)
    rows.forEach((row, i) => {
      const error = row.reduce((sum, value, j) => sum + value * w[j]!, b) - labels[i]!
      loss += error ** 2 / n
      biasSlope += (2 * error) / n
      row.forEach((value, j) => (slope[j]! += (2 * error * value) / n))
    })
    losses.push(loss)
    slope.forEach((value, j) => (w[j]! -= options.learningRate * value))
    b -= options.learningRate * biasSlope
  }
  return { weights: tf.tensor1d(w), bias: b, losses }
}

export async function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number) {
  const rows = (await x.array()).map((row) => [...row, 1])
  const labels = await y.array()
  const size = x.shape[1] + 1
  // Symmetric; the last row and column belong to the bias, which has no penalty.
  const a = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const product = rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)
      return i === j && i < size - 1 ? product + rows.length * l2 : product
    }),
  )
  const b = a.map((_, i) => rows.reduce((sum, row, r) => sum + row[i]! * labels[r]!, 0))
  const factor = cholesky(a)
  const forward: number[] = []
  for (let i = 0; i < size; i++) {
    let rest = b[i]!
    for (let j = 0; j < i; j++) rest -= factor[i]![j]! * forward[j]!
    forward.push(rest / factor[i]![i]!)
  }
  const solution = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i--) {
    let rest = forward[i]!
    for (let j = i + 1; j < size; j++) rest -= factor[j]![i]! * solution[j]!
    solution[i] = rest / factor[i]![i]!
  }
  return { weights: tf.tensor1d(solution.slice(0, -1)), bias: solution[size - 1]! }
}

function cholesky(a: number[][]): number[][] {
  const factor = a.map((row) => row.map(() => 0))
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j <= i; j++) {
      let rest = a[i]![j]!
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!
      factor[i]![j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!
    }
  return factor
}
