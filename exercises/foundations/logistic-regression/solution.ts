import * as tf from '@tensorflow/tfjs'

export interface Options {
  learningRate: number
  epochs: number
  /** How much the squares of the weights cost. The bias costs nothing. */
  l2: number
}

export interface Model {
  /** Of each feature of the training rows, [d]. */
  mean: tf.Tensor1D
  /** The same; 1 where the feature never changes. */
  deviation: tf.Tensor1D
  /** Of the standardised features, [d]. */
  weights: tf.Tensor1D
  bias: number
}

/** One step over all rows [n, d] in each epoch, from zeros on. The losses are those before each step. */
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
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = weights
    tf.tidy(() => {
      const z = rows.dot(before).add(bias)
      // ln(1 + eᶻ) − y z, with no exponential above 1.
      const costs = z.relu().sub(z.mul(y)).add(z.abs().neg().exp().log1p())
      losses.push(numberOf(costs.mean().add(before.square().sum().mul(l2))))
      // Both slopes are those at the old weights and bias.
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
  }
  rows.dispose()
  return { model: { mean, deviation, weights, bias }, losses }
}

/** The probability of class 1 for each row of x [m, d]. */
export function predictProbability({ mean, deviation, weights, bias }: Model, x: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => standardised(x, mean, deviation).dot(weights).add<tf.Tensor1D>(bias).sigmoid())
}

function statistics(x: tf.Tensor2D): Pick<Model, 'mean' | 'deviation'> {
  return tf.tidy(() => {
    const mean = x.mean<tf.Tensor1D>(0)
    const deviation = x.sub(mean).square().mean(0).sqrt()
    // Of equal values the mean may be rounded, and then the deviation is not quite 0.
    const constant = x.max(0).equal(x.min(0))
    return { mean, deviation: tf.where(constant, tf.onesLike(deviation), deviation) as tf.Tensor1D }
  })
}

const standardised = (x: tf.Tensor2D, mean: tf.Tensor1D, deviation: tf.Tensor1D): tf.Tensor2D =>
  tf.tidy(() => x.sub(mean).div(deviation))

const numberOf = (scalar: tf.Tensor): number => scalar.dataSync()[0]!
