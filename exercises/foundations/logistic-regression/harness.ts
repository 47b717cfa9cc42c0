// Calls that have to happen where the tensors are, and the penguins.

import * as tf from '@tensorflow/tfjs'
import penguinData from './data/penguins.json'

interface Options {
  learningRate: number
  epochs: number
  l2: number
}

interface Model {
  mean: tf.Tensor1D
  deviation: tf.Tensor1D
  weights: tf.Tensor1D
  bias: number
}

interface Trained {
  model: Model
  losses: number[]
}

/** Your module. */
export interface Candidate {
  train(x: tf.Tensor2D, y: tf.Tensor1D, options: Options): Trained | Promise<Trained>
  predictProbability(model: Model, x: tf.Tensor2D): tf.Tensor1D | Promise<tf.Tensor1D>
}

export interface Afterwards {
  trained: Trained
  probabilities: tf.Tensor1D
  x: tf.Tensor2D
  y: tf.Tensor1D
  options: Options
}

/** Trains and asks twice, the first results gone before the second: the second ones, and what was given as it is afterwards. */
export async function twice(
  { train, predictProbability }: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  options: Options,
): Promise<Afterwards> {
  const given: tf.Tensor[] = [x, y]
  const checked = async <T>(name: string, call: () => T | Promise<T>): Promise<T> => {
    const result = await call()
    if (given.some((tensor) => tensor.isDisposed))
      throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
    return result
  }
  const both = async (): Promise<[Trained, tf.Tensor1D]> => {
    const trained = await checked('train', () => train(x, y, options))
    const { mean, deviation, weights } = trained.model
    given.push(mean, deviation, weights)
    const probabilities = await checked('predictProbability', () => predictProbability(trained.model, x))
    given.length = 2
    return [trained, probabilities]
  }
  const [{ model }, first] = await both()
  tf.dispose([model.mean, model.deviation, model.weights, first])
  const [trained, probabilities] = await both()
  return { trained, probabilities, x, y, options }
}

export const penguinFeatures: readonly string[] = penguinData.features
export const penguinSpecies: readonly string[] = penguinData.species
/** 219 penguins: four measurements in their own units, and 1 for a chinstrap or 0 for an Adelie penguin. */
export const penguins: { readonly rows: readonly number[][]; readonly labels: readonly number[] } = {
  rows: penguinData.rows.map((row) => row.slice(0, 4)),
  labels: penguinData.rows.map((row) => row[4]!),
}
