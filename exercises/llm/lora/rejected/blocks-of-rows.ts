// rejected by: As many operations for large matrices as for small ones · says: grows with the sizes
// Right, 1,024 rows at a time.
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
  const block = (rows: tf.Tensor2D): tf.Tensor2D =>
    adapters.reduce<tf.Tensor2D>(
      (y, { a, b, alpha }) => y.add(tf.matMul(tf.matMul(rows, a).mul(scaleOf(a, alpha)), b)),
      tf.matMul(rows, base),
    )
  return tf.tidy(() => {
    const n = x.shape[0]
    if (n <= 1024) return block(x)
    const starts = Array.from({ length: Math.ceil(n / 1024) }, (_, i) => 1024 * i)
    return tf.concat(starts.map((from) => block(x.slice([from, 0], [Math.min(1024, n - from), -1]))))
  })
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
