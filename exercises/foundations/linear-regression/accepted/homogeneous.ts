// The bias as the last weight of a feature that is always 1; a mask keeps the penalty off it. Elimination on tensors.
import * as tf from '@tensorflow/tfjs'

interface Options {
  learningRate: number
  epochs: number
  l2: number
}

const withOnes = (x: tf.Tensor2D): tf.Tensor2D => tf.concat2d([x, tf.ones([x.shape[0], 1])], 1)
const mask = (d: number): tf.Tensor1D => tf.concat1d([tf.ones([d]), tf.zeros([1])])

function split(theta: tf.Tensor1D) {
  const d = theta.shape[0] - 1
  const weights = tf.slice1d(theta, 0, d)
  const bias = tf.tidy(() => tf.slice1d(theta, d, 1).dataSync()[0]!)
  return { weights, bias }
}

export function fitGradientDescent(x: tf.Tensor2D, y: tf.Tensor1D, { learningRate, epochs, l2 }: Options) {
  const [n, d] = x.shape
  const lossAt = (theta: tf.Tensor): tf.Scalar => {
    const errors = withOnes(x).dot(theta).squaredDifference(y)
    return errors
      .sum()
      .div(n)
      .add(theta.mul(mask(d)).square().sum().mul(l2))
  }
  const slopeAt = tf.valueAndGrad(lossAt)
  const losses: number[] = []
  let theta = tf.zeros([d + 1]) as tf.Tensor1D
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { value, next } = tf.tidy(() => {
      const { value, grad } = slopeAt(theta)
      return { value, next: theta.sub(grad.mul(learningRate)) as tf.Tensor1D }
    })
    losses.push(value.dataSync()[0]!)
    value.dispose()
    theta.dispose()
    theta = next
  }
  const fit = split(theta)
  theta.dispose()
  return { ...fit, losses }
}

export function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number) {
  const [n, d] = x.shape
  return tf.tidy(() => {
    // Shifted features have the same weights, and small products.
    const shift = x.mean(0)
    const design = withOnes(x.sub(shift))
    const penalty = tf.diag(mask(d)).mul(n * l2)
    const a = tf.matMul(design, design, true).add(penalty)
    const b = design.transpose().dot(y).expandDims(1)
    let system = tf.concat([a, b], 1) as tf.Tensor2D
    for (let p = 0; p <= d; p++) {
      const pivot = system.slice([p, 0], [1, -1])
      const scaled = pivot.div<tf.Tensor2D>(pivot.slice([0, p], [1, 1]))
      const isPivot = tf
        .oneHot([p], d + 1)
        .reshape([d + 1, 1])
        .toFloat()
      const factors = system.slice([0, p], [-1, 1]).mul(tf.sub(1, isPivot))
      system = system.mul(tf.sub(1, isPivot)).add(isPivot.mul(scaled)).sub(factors.mul(scaled)) as tf.Tensor2D
    }
    const { weights, bias } = split(system.slice([0, d + 1], [-1, 1]).reshape([d + 1]))
    return { weights, bias: bias - shift.dot(weights).dataSync()[0]! }
  })
}
