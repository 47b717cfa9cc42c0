// rejected by: It does not stop early, however little changes · says: seems to stop
// Stops when the loss, in float32, is the one before, and fills the list up.
import * as tf from '@tensorflow/tfjs'

export interface Options {
  learningRate: number
  epochs: number
  l2: number
}

export interface Model {
  mean: tf.Tensor1D
  deviation: tf.Tensor1D
  weights: tf.Tensor1D
  bias: number
}

export function train(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: Options,
): { model: Model; losses: number[] } {
  const { mean, deviation } = statistics(x)
  const rows = standardised(x, mean, deviation)
  let weights = tf.zeros<tf.Rank.R1>([x.shape[1]])
  let bias = 0
  const losses: number[] = []
  for (let epoch = 0; losses.length < epochs; epoch++) {
    const before = weights
    tf.tidy(() => {
      const z = rows.dot(before).add(bias)
      const costs = z.relu().sub(z.mul(y)).add(z.abs().neg().exp().log1p())
      losses.push(numberOf(costs.mean().add(before.square().sum().mul(l2))))
      const errors = z.sigmoid().sub(y)
      const slope = errors
        .expandDims(1)
        .mul(rows)
        .mean(0)
        .add(before.mul(2 * l2))
      weights = tf.keep(before.sub(slope.mul(learningRate)))
      bias -= learningRate * numberOf(errors.mean())
    })
    before.dispose()
    // At the bottom, where the other steps would do nothing.
    if (losses[epoch] === losses[epoch - 1]) while (losses.length < epochs) losses.push(losses[epoch]!)
  }
  rows.dispose()
  return { model: { mean, deviation, weights, bias }, losses }
}

export function predictProbability({ mean, deviation, weights, bias }: Model, x: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => standardised(x, mean, deviation).dot(weights).add<tf.Tensor1D>(bias).sigmoid())
}

function statistics(x: tf.Tensor2D): Pick<Model, 'mean' | 'deviation'> {
  return tf.tidy(() => {
    const mean = x.mean<tf.Tensor1D>(0)
    const deviation = x.sub(mean).square().mean(0).sqrt()
    const constant = x.max(0).equal(x.min(0))
    return { mean, deviation: tf.where(constant, tf.onesLike(deviation), deviation) as tf.Tensor1D }
  })
}

const standardised = (x: tf.Tensor2D, mean: tf.Tensor1D, deviation: tf.Tensor1D): tf.Tensor2D =>
  tf.tidy(() => x.sub(mean).div(deviation))

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!
