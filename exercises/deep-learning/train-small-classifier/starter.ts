import * as tf from '@tensorflow/tfjs'

/**
 * Whatever a model is to you: a tf.LayersModel, or an object of your own that holds tf.Variables.
 * The tests only pass it on, from createModel to train and predict.
 */
export type Classifier = object

export interface TrainOptions {
  /** How often to go over all the training points. */
  epochs: number
  /** Call it, and await it, after each epoch, counted from 0, with that epoch's mean loss. */
  onEpoch?: (epoch: number, loss: number) => unknown
}

/** Makes an untrained model for rows of `features` numbers and `classes` classes. */
export function createModel(features: number, classes: number): Classifier {
  throw new Error('createModel is not written yet.')
}

/**
 * Trains the model in place.
 * x: [n, features], float32, in any units
 * y: [n], int32, the class of each row, from 0 to classes − 1
 * returns the mean cross-entropy of each epoch, epochs numbers
 */
export async function train(
  model: Classifier,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch }: TrainOptions,
): Promise<{ loss: number[] }> {
  throw new Error('train is not written yet.')
}

/**
 * x: [m, features]
 * returns [m, classes], float32: the probability of each class, each row summing to 1
 */
export function predict(model: Classifier, x: tf.Tensor2D): tf.Tensor2D {
  throw new Error('predict is not written yet.')
}
