// Loops over arrays of numbers; tensors only at the door.
import * as tf from '@tensorflow/tfjs'

interface Model {
  mean: tf.Tensor1D
  deviation: tf.Tensor1D
  weights: tf.Tensor1D
  bias: number
}

/** ln(1 + eᶻ) */
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)))
const logistic = (z: number): number => 1 / (1 + Math.exp(-z))

export async function train(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  options: { learningRate: number; epochs: number; l2: number },
): Promise<{ model: Model; losses: number[] }> {
  const { learningRate, epochs, l2 } = options
  const raw = await x.array()
  const labels = await y.data()
  const [n, d] = x.shape
  const mean = new Float64Array(d)
  const deviation = new Float64Array(d)
  for (let j = 0; j < d; j++) {
    for (const row of raw) mean[j]! += row[j]! / n
    for (const row of raw) deviation[j]! += (row[j]! - mean[j]!) ** 2 / n
    const first = raw[0]![j]!
    if (raw.some((row) => row[j] !== first)) deviation[j] = Math.sqrt(deviation[j]!)
    else [mean[j], deviation[j]] = [first, 1]
  }
  const rows = raw.map((row) => row.map((value, j) => (value - mean[j]!) / deviation[j]!))
  const w = new Float64Array(d)
  let b = 0
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const slope = w.map((weight) => 2 * l2 * weight)
    let biasSlope = 0
    let loss = 0
    for (const weight of w) loss += l2 * weight * weight
    rows.forEach((row, i) => {
      const z = row.reduce((sum, value, j) => sum + value * w[j]!, b)
      loss += softplus(labels[i] === 1 ? -z : z) / n
      const error = (logistic(z) - labels[i]!) / n
      biasSlope += error
      row.forEach((value, j) => (slope[j]! += error * value))
    })
    losses.push(loss)
    slope.forEach((value, j) => (w[j]! -= learningRate * value))
    b -= learningRate * biasSlope
  }
  const vector = (values: Float64Array): tf.Tensor1D => tf.tensor1d(Float32Array.from(values))
  const model = { mean: vector(mean), deviation: vector(deviation), weights: vector(w), bias: b }
  return { model, losses }
}

export async function predictProbability(model: Model, x: tf.Tensor2D): Promise<tf.Tensor1D> {
  const [mean, deviation, weights] = await Promise.all([
    model.mean.data(),
    model.deviation.data(),
    model.weights.data(),
  ])
  const rows = await x.array()
  return tf.tensor1d(
    rows.map((row) => {
      const z = row.reduce((sum, v, j) => sum + ((v - mean[j]!) / deviation[j]!) * weights[j]!, model.bias)
      return logistic(z)
    }),
  )
}
