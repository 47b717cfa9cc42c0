// Calls that have to happen where the tensors are, and the cars.

import * as tf from '@tensorflow/tfjs'
import carData from './data/cars.json'

interface Options {
  learningRate: number
  epochs: number
  l2: number
}

interface Fit {
  weights: tf.Tensor1D
  bias: number
}

/** Your module. */
export interface Candidate {
  fitGradientDescent(
    x: tf.Tensor2D,
    y: tf.Tensor1D,
    options: Options,
  ): (Fit & { losses: number[] }) | Promise<Fit & { losses: number[] }>
  fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number): Fit | Promise<Fit>
}

export interface Afterwards {
  descent: Fit & { losses: number[] }
  normal: Fit
  x: tf.Tensor2D
  y: tf.Tensor1D
}

/** Runs both twice and disposes of the first results: the second ones, and the tensors as they are afterwards. */
export async function twice(
  { fitGradientDescent, fitNormalEquation }: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  options: Options,
): Promise<Afterwards> {
  const checked = async <T>(name: string, call: () => T | Promise<T>): Promise<T> => {
    const result = await call()
    if (x.isDisposed || y.isDisposed)
      throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
    return result
  }
  const descent = () => checked('fitGradientDescent', () => fitGradientDescent(x, y, options))
  const normal = () => checked('fitNormalEquation', () => fitNormalEquation(x, y, options.l2))
  tf.dispose([(await descent()).weights, (await normal()).weights])
  return { descent: await descent(), normal: await normal(), x, y }
}

/** Weight in pounds and fuel economy in miles per US gallon of cars of the years 1970 to 1982. */
export const cars: { readonly weight: readonly number[]; readonly milesPerGallon: readonly number[] } =
  carData
