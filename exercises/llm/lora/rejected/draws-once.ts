// rejected by: Two new adapters share nothing · says: has the numbers of the first
// Draws once for each size.
import * as tf from '@tensorflow/tfjs'

export interface Adapter {
  a: tf.Tensor2D
  b: tf.Tensor2D
  alpha: number
}

const known = new Map<string, number[]>()

export function initialise(
  inputs: number,
  outputs: number,
  { rank, alpha }: { rank: number; alpha: number },
  normal: () => number,
): Adapter {
  const key = `${inputs},${rank}`
  const draws = known.get(key) ?? Array.from({ length: inputs * rank }, () => normal() / Math.sqrt(inputs))
  known.set(key, draws)
  return { a: tf.tensor2d(draws, [inputs, rank]), b: tf.zeros([rank, outputs]), alpha }
}

/** x [n, inputs] through the base [inputs, outputs] and past it through each adapter: [n, outputs]. */
export function forward(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  return tf.tidy(() =>
    adapters.reduce<tf.Tensor2D>(
      (y, { a, b, alpha }) => y.add(tf.matMul(tf.matMul(x, a).mul(scaleOf(a, alpha)), b)),
      tf.matMul(x, base),
    ),
  )
}

export function merge(base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  return tf.tidy(() =>
    adapters.reduce<tf.Tensor2D>(
      (sum, { a, b, alpha }) => sum.add(tf.matMul(a.mul(scaleOf(a, alpha)), b)),
      base.clone(),
    ),
  )
}

const scaleOf = (a: tf.Tensor2D, alpha: number): number => alpha / a.shape[1]
