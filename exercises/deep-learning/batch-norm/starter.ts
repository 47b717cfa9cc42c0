import * as tf from '@tensorflow/tfjs'

/** All of shape [c]. */
export interface BatchNorm {
  /** The scale, which is trained. */
  gamma: tf.Tensor1D
  /** The shift, which is trained. */
  beta: tf.Tensor1D
  /** The running mean. */
  mean: tf.Tensor1D
  /** The running variance. */
  variance: tf.Tensor1D
}

export interface BatchNormOptions {
  training: boolean
  /** The weight of the new batch in the running statistics; 0.1 when absent. */
  momentum?: number
  /** 1e-5 when absent. */
  epsilon?: number
}

/** The layer before training. */
export function createBatchNorm(channels: number): BatchNorm {
  throw new Error('createBatchNorm is not written yet.')
}

/**
 * Normalises each channel.
 *
 * x: [n, c], [n, l, c] or [n, h, w, c]
 * returns y of the shape of x, and the running mean and variance after this call, [c]
 */
export function batchNorm(
  x: tf.Tensor,
  layer: BatchNorm,
  options: BatchNormOptions,
): { y: tf.Tensor; mean: tf.Tensor1D; variance: tf.Tensor1D } {
  throw new Error('batchNorm is not written yet.')
}
