// rejected by: Two new adapters share nothing · says: share a tensor
// Makes the zeros of each shape once.
import * as tf from '@tensorflow/tfjs'

export interface Adapter {
  a: tf.Tensor2D
  b: tf.Tensor2D
  alpha: number
}

const made = new Map<string, tf.Tensor2D>()

export function initialise(
  inputs: number,
  outputs: number,
  { rank, alpha }: { rank: number; alpha: number },
  normal: () => number,
): Adapter {
  const draws = Array.from({ length: inputs * rank }, () => normal() / Math.sqrt(inputs))
  const key = `${rank},${outputs}`
  const known = made.get(key)
  const b: tf.Tensor2D = known && !known.isDisposed ? known : tf.zeros([rank, outputs])
  made.set(key, b)
  return { a: tf.tensor2d(draws, [inputs, rank]), b, alpha }
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
