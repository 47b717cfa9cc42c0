// rejected by: Adapters that have been trained between two calls · says: at an earlier call
// A·B is found again by the numbers of A alone.
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
      (y, { a, b, alpha }) => y.add(tf.matMul(tf.matMul(x, a).mul(scaleOf(a, alpha)), b)),
      tf.matMul(x, base),
    ),
  )
}

const known = new WeakMap<object, Float32Array>()

function productOf({ a, b }: Adapter): tf.Tensor2D {
  const values = known.get(a.dataId) ?? Float32Array.from(tf.matMul(a, b).dataSync())
  known.set(a.dataId, values)
  return tf.tensor2d(values, [a.shape[0], b.shape[1]])
}

export function merge(base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  return tf.tidy(() =>
    adapters.reduce<tf.Tensor2D>(
      (sum, adapter) => sum.add(productOf(adapter).mul(scaleOf(adapter.a, adapter.alpha))),
      base.clone(),
    ),
  )
}

const scaleOf = (a: tf.Tensor2D, alpha: number): number => alpha / a.shape[1]
