import * as tf from '@tensorflow/tfjs'

export interface Adapter {
  /** [inputs, rank] */
  a: tf.Tensor2D
  /** [rank, outputs] */
  b: tf.Tensor2D
  alpha: number
}

/**
 * An adapter that changes nothing yet.
 *
 * normal: gives another standard normal number each time; a takes them row by row, each divided by √inputs
 */
export function initialise(
  inputs: number,
  outputs: number,
  { rank, alpha }: { rank: number; alpha: number },
  normal: () => number,
): Adapter {
  throw new Error('initialise is not written yet.')
}

/**
 * What the base and the adapters make of x together.
 *
 * x: [n, inputs]
 * base: [inputs, outputs]
 * returns [n, outputs]
 */
export function forward(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  throw new Error('forward is not written yet.')
}

/**
 * One matrix that does the same by itself: a new one, whatever the adapters are.
 *
 * returns [inputs, outputs]
 */
export function merge(base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  throw new Error('merge is not written yet.')
}
