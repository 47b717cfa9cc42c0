// Reads everything once and works in typed arrays, in double precision.
import * as tf from '@tensorflow/tfjs'

interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

type Rows = Float64Array[]

const rowsOf = async (tensor: tf.Tensor2D): Promise<Rows> =>
  (await tensor.array()).map((row) => Float64Array.from(row))

export async function forward(x: tf.Tensor2D, labels: tf.Tensor1D, { w1, b1, w2, b2 }: Params) {
  const [inputs, weights1, weights2] = await Promise.all([rowsOf(x), rowsOf(w1), rowsOf(w2)])
  const [bias1, bias2, classes] = await Promise.all([b1.data(), b2.data(), labels.data()])
  const [n, d, h, c] = [inputs.length, weights1.length, bias1.length, bias2.length]

  let total = 0
  const g = {
    w1: new Float64Array(d * h),
    b1: new Float64Array(h),
    w2: new Float64Array(h * c),
    b2: new Float64Array(c),
  }
  for (let i = 0; i < n; i++) {
    const z = new Float64Array(h)
    for (let j = 0; j < h; j++) {
      z[j] = bias1[j]!
      for (let k = 0; k < d; k++) z[j]! += inputs[i]![k]! * weights1[k]![j]!
    }
    const logits = Float64Array.from(bias2)
    for (let j = 0; j < h; j++)
      if (z[j]! > 0) for (let k = 0; k < c; k++) logits[k]! += z[j]! * weights2[j]![k]!
    const top = Math.max(...logits)
    const exps = logits.map((value) => Math.exp(value - top))
    const sum = exps.reduce((a, b) => a + b)
    total += top + Math.log(sum) - logits[classes[i]!]!

    const delta = exps.map((value, k) => (value / sum - (k === classes[i] ? 1 : 0)) / n)
    for (let k = 0; k < c; k++) g.b2[k]! += delta[k]!
    for (let j = 0; j < h; j++) {
      if (z[j]! <= 0) continue
      let arriving = 0
      for (let k = 0; k < c; k++) {
        g.w2[j * c + k]! += z[j]! * delta[k]!
        arriving += delta[k]! * weights2[j]![k]!
      }
      g.b1[j]! += arriving
      for (let k = 0; k < d; k++) g.w1[k * h + j]! += inputs[i]![k]! * arriving
    }
  }
  // The way back is already walked: the cache holds what it found.
  return { loss: tf.scalar(total / n), cache: { ...g, sizes: [d, h, c] } }
}

export function backward({
  w1,
  b1,
  w2,
  b2,
  sizes,
}: {
  w1: Float64Array
  b1: Float64Array
  w2: Float64Array
  b2: Float64Array
  sizes: number[]
}): Params {
  const [d, h, c] = sizes as [number, number, number]
  return {
    w1: tf.tensor2d(Float32Array.from(w1), [d, h]),
    b1: tf.tensor1d(Float32Array.from(b1)),
    w2: tf.tensor2d(Float32Array.from(w2), [h, c]),
    b2: tf.tensor1d(Float32Array.from(b2)),
  }
}
