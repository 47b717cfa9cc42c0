// Calls that have to happen where the tensors are, and the penguins.

import * as tf from '@tensorflow/tfjs'
import penguinData from './data/penguins.json'

interface Pca {
  mean: tf.Tensor1D
  components: tf.Tensor2D
  explainedVariance: tf.Tensor1D
  explainedVarianceRatio: tf.Tensor1D
}

/** Your module. */
export interface Candidate {
  pca(x: tf.Tensor2D, k: number): Pca | Promise<Pca>
  project(fit: Pca, points: tf.Tensor2D): tf.Tensor2D | Promise<tf.Tensor2D>
  reconstruct(fit: Pca, coordinates: tf.Tensor2D): tf.Tensor2D | Promise<tf.Tensor2D>
}

export interface Journey {
  fit: Pca
  /** Of the points themselves. */
  coordinates: tf.Tensor2D
  back: tf.Tensor2D
  x: tf.Tensor2D
}

/** Fit, there and back, twice; the first results are disposed of. The second ones, and the points as they are afterwards. */
export async function twice(
  { pca, project, reconstruct }: Candidate,
  x: tf.Tensor2D,
  k: number,
): Promise<Journey> {
  const journey = async (): Promise<Journey> => {
    const fit = await pca(x, k)
    const tensors = (): tf.Tensor[] => [x, ...Object.values(fit as unknown as Record<string, tf.Tensor>)]
    const check = (name: string, given: tf.Tensor[]): void => {
      if (given.some((tensor) => tensor.isDisposed))
        throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
    }
    check('pca', [x])
    const coordinates = await project(fit, x)
    check('project', tensors())
    const back = await reconstruct(fit, coordinates)
    check('reconstruct', [...tensors(), coordinates])
    return { fit, coordinates, back, x }
  }
  const { fit, coordinates, back } = await journey()
  tf.dispose([fit, coordinates, back] as unknown as tf.TensorContainer)
  if (x.isDisposed) throw new Error('A result is the tensor of points itself. Results are new tensors.')
  return journey()
}

export const penguinFeatures: readonly string[] = penguinData.features
export const penguinSpecies: readonly string[] = penguinData.species
/** Four measurements, and the index of the species. */
export const penguins: readonly (readonly number[])[] = penguinData.rows
