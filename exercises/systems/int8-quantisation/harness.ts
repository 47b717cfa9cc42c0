// A look at the caller's tensors after they were used.

import type * as tf from '@tensorflow/tfjs'
import { dispose } from '@tensorflow/tfjs'

interface Quantised {
  values: tf.Tensor2D
  scales: tf.Tensor1D
}

interface Learner {
  quantise(weights: tf.Tensor2D): Quantised | Promise<Quantised>
  quantisedMatMul(x: tf.Tensor2D, weights: Quantised, xScale?: number): tf.Tensor2D | Promise<tf.Tensor2D>
}

/** The same tensors twice: the second results, and the tensors as they are afterwards. */
export async function twice(
  { quantise, quantisedMatMul }: Learner,
  weights: tf.Tensor2D,
  x: tf.Tensor2D,
  quantised: Quantised,
): Promise<{ quantised: Quantised; product: tf.Tensor; given: tf.Tensor[] }> {
  const given = [weights, x, quantised.values, quantised.scales]
  const checked = async <T>(name: string, call: () => T | Promise<T>): Promise<T> => {
    const result = await call()
    if (given.some((tensor) => tensor.isDisposed))
      throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
    return result
  }
  const quantisedAnew = () => checked('quantise', () => quantise(weights))
  const product = () => checked('quantisedMatMul', () => quantisedMatMul(x, quantised))
  const first = await quantisedAnew()
  dispose([first.values, first.scales, await product()])
  return { quantised: await quantisedAnew(), product: await product(), given }
}
