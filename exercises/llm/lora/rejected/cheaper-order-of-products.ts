// rejected by: Adapters make no matrix of the base’s size in forward · says: where rows or ranks are many
// Takes the order of the products that has fewer multiplications.
import * as tf from '@tensorflow/tfjs'

export interface Adapter {
  a: tf.Tensor2D
  b: tf.Tensor2D
  alpha: number
}

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
      (y, { a, b, alpha }) => {
        const [n, [d, r], k] = [x.shape[0], a.shape, b.shape[1]]
        const isNarrow = n * r * (d + k) <= d * k * (n + r)
        const part = isNarrow ? tf.matMul(tf.matMul(x, a), b) : tf.matMul(x, tf.matMul(a, b))
        return y.add(part.mul(scaleOf(a, alpha)))
      },
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
