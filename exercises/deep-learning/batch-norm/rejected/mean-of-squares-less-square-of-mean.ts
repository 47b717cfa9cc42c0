// rejected by: A large mean does no harm · says: before you square
// One pass, and no digits left.
import * as tf from '@tensorflow/tfjs'

/** All of shape [c]. */
export interface BatchNorm {
  gamma: tf.Tensor1D
  beta: tf.Tensor1D
  /** The running mean. */
  mean: tf.Tensor1D
  /** The running variance. */
  variance: tf.Tensor1D
}

export interface BatchNormOptions {
  training: boolean
  /** The weight of the new batch in the running statistics. */
  momentum?: number
  epsilon?: number
}

/** What batchNorm returns. */
export interface Normalised {
  /** The shape of x. */
  y: tf.Tensor
  /** The running mean after this call. */
  mean: tf.Tensor1D
  /** The running variance after this call. */
  variance: tf.Tensor1D
}

/** The layer before training. */
export function createBatchNorm(channels: number): BatchNorm {
  return {
    gamma: tf.ones([channels]),
    beta: tf.zeros([channels]),
    mean: tf.zeros([channels]),
    variance: tf.ones([channels]),
  }
}

/** Normalises each channel, the last axis of x: by the batch in training, by the running statistics at inference. */
export function batchNorm(
  x: tf.Tensor,
  { gamma, beta, mean, variance }: BatchNorm,
  { training, momentum = 0.1, epsilon = 1e-5 }: BatchNormOptions,
): Normalised {
  const normalised = (mu: tf.Tensor, sigma2: tf.Tensor): tf.Tensor =>
    tf.tidy(() => {
      const scale = tf.div(gamma, tf.sqrt(tf.add(sigma2, epsilon)))
      return tf.add(tf.mul(tf.sub(x, mu), scale), beta)
    })
  if (!training) return { y: normalised(mean, variance), mean, variance }

  const count = x.size / gamma.size
  if (count === 1) throw new Error('One value for each channel has no variance: training needs more.')
  const axes = x.shape.slice(0, -1).map((_, axis) => axis)
  const moved = (old: tf.Tensor1D, now: tf.Tensor): tf.Tensor1D =>
    tf.add(tf.mul(old, 1 - momentum), tf.mul(now, momentum))
  return tf.tidy(() => {
    const mu = tf.mean(x, axes)
    const batch = { mean: mu, variance: tf.sub(tf.mean(tf.square(x), axes), tf.square(mu)) }
    return {
      y: normalised(batch.mean, batch.variance),
      mean: moved(mean, batch.mean),
      variance: moved(variance, tf.mul(batch.variance, count / (count - 1))),
    }
  })
}
