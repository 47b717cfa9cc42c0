// One class for the options, one method for each mode, and no tidy around the whole.
import * as tf from '@tensorflow/tfjs'

interface Params {
  gamma: tf.Tensor1D
  beta: tf.Tensor1D
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

interface Options {
  training: boolean
  momentum?: number
  epsilon?: number
}

class BatchNormalisation {
  readonly momentum: number
  readonly epsilon: number

  constructor({ momentum = 0.1, epsilon = 1e-5 }: Options) {
    this.momentum = momentum
    this.epsilon = epsilon
  }

  infer(x: tf.Tensor, params: Params) {
    const y = this.apply(x, params, params.mean, params.variance)
    return { y, mean: params.mean.clone(), variance: params.variance.clone() }
  }

  train(x: tf.Tensor, params: Params) {
    const axes = [...Array(x.rank - 1).keys()]
    const size = axes.reduce((product, axis) => product * x.shape[axis]!, 1)
    if (!(size > 1)) throw new Error('Training needs at least two values for each channel.')
    return tf.tidy(() => {
      const mean = tf.mean(x, axes, true)
      const variance = tf.mean(x.sub(mean).square(), axes, true)
      const flat = (statistic: tf.Tensor): tf.Tensor1D => statistic.as1D()
      return {
        y: this.apply(x, params, mean, variance),
        mean: this.follow(params.mean, flat(mean)),
        variance: this.follow(
          params.variance,
          flat(variance)
            .mul<tf.Tensor1D>(size)
            .div(size - 1),
        ),
      }
    })
  }

  private apply(x: tf.Tensor, { gamma, beta }: Params, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    return tf.tidy(() => x.sub(mean).div(variance.add(this.epsilon).sqrt()).mul(gamma).add(beta))
  }

  private follow(old: tf.Tensor1D, now: tf.Tensor1D): tf.Tensor1D {
    return tf.tidy(() => old.sub(old.sub(now).mul(this.momentum)) as tf.Tensor1D)
  }
}

export function createBatchNorm(channels: number): Params {
  return {
    gamma: tf.ones([channels]),
    beta: tf.zeros([channels]),
    mean: tf.zeros([channels]),
    variance: tf.ones([channels]),
  }
}

export function batchNorm(x: tf.Tensor, layer: Params, options: Options) {
  const norm = new BatchNormalisation(options)
  return options.training ? norm.train(x, layer) : norm.infer(x, layer)
}
