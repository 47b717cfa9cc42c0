import * as tf from '@tensorflow/tfjs'

export interface Digits {
  /** float32 [n, 8, 8], ink from 0 to 16. */
  images: tf.Tensor3D
  /** int32 [n], 0 to 9. */
  labels: tf.Tensor1D
}

export interface Epoch {
  /** Mean cross-entropy of the training digits. */
  loss: number
  /** Share of the held-out digits that are right, from 0 to 1. */
  accuracy: number
}

export interface TrainOptions {
  /** How often to go over all the training digits. */
  epochs: number
  /** Only to look at, never to train on. */
  heldOut: Digits
  /** Call it, and await it, after each epoch, counted from 0. */
  onEpoch?: (epoch: number, result: Epoch) => unknown
}

export interface Mistake {
  /** Which of the digits, counted from 0. */
  index: number
  label: number
  predicted: number
  /** The probability of the label. */
  probability: number
}

/** A new convolutional network: ink [n, 8, 8, 1] from 0 to 1 → probabilities [n, 10]. */
export function createModel(): tf.LayersModel {
  throw new Error('createModel is not written yet.')
}

/** Trains the model in place, and gives the loss and the accuracy of each epoch. */
export async function train(
  model: tf.LayersModel,
  training: Digits,
  { epochs, heldOut, onEpoch }: TrainOptions,
): Promise<{ loss: number[]; accuracy: number[] }> {
  throw new Error('train is not written yet.')
}

/** Images [m, 8, 8], ink from 0 to 16 → probabilities [m, 10]. */
export function predict(model: tf.LayersModel, images: tf.Tensor3D): tf.Tensor2D {
  throw new Error('predict is not written yet.')
}

/** Ten rows of ten: [true class][predicted class] → how many. */
export function confusionMatrix(labels: readonly number[], predicted: readonly number[]): number[][] {
  throw new Error('confusionMatrix is not written yet.')
}

/** At most k mistakes, the worst first. probabilities: [n][10] */
export function worstMistakes(
  probabilities: readonly (readonly number[])[],
  labels: readonly number[],
  k: number,
): Mistake[] {
  throw new Error('worstMistakes is not written yet.')
}
