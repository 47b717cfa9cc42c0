import * as tf from '@tensorflow/tfjs'

export interface Adapter {
  /** [inputs, rank] */
  a: tf.Tensor2D
  /** [rank, outputs] */
  b: tf.Tensor2D
  alpha: number
}

/** An adapter that changes nothing yet: `normal()` draws a, row by row, and b is 0. */
export function initialise(
  inputs: number,
  outputs: number,
  { rank, alpha }: { rank: number; alpha: number },
  normal: () => number,
): Adapter {
  const draws = Array.from({ length: inputs * rank }, () => normal() / Math.sqrt(inputs))
  return { a: tf.tensor2d(draws, [inputs, rank]), b: tf.zeros([rank, outputs]), alpha }
}

/** x [n, inputs] through the base [inputs, outputs] and past it through each adapter: [n, outputs]. */
export function forward(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  return tf.tidy(() =>
    adapters.reduce<tf.Tensor2D>(
      // From left to right: what is in between is [n, rank].
      (y, { a, b, alpha }) => y.add(tf.matMul(tf.matMul(x, a).mul(scaleOf(a, alpha)), b)),
      tf.matMul(x, base),
    ),
  )
}

/** One matrix that does what the base and the adapters do together: a new one. */
export function merge(base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  return tf.tidy(() =>
    adapters.reduce<tf.Tensor2D>(
      (sum, { a, b, alpha }) => sum.add(tf.matMul(a.mul(scaleOf(a, alpha)), b)),
      base.clone(),
    ),
  )
}

/** By alpha / rank, so that the rate need not change with the rank. */
const scaleOf = (a: tf.Tensor2D, alpha: number): number => alpha / a.shape[1]
