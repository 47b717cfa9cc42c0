import * as tf from '@tensorflow/tfjs'

/** What the optimiser remembers of one parameter. */
export interface AdamWState {
  /** Steps taken so far. */
  t: number
  /** The moving average of the gradient, before its correction; the shape of the parameter. */
  m: tf.Tensor
  /** The moving average of the gradient's square, before its correction; the shape of the parameter. */
  v: tf.Tensor
}

export interface AdamWOptions {
  /** 0.001 when absent. */
  learningRate?: number
  /** 0.9 when absent. */
  beta1?: number
  /** 0.999 when absent. */
  beta2?: number
  /** 1e-8 when absent. */
  epsilon?: number
  /** 0.01 when absent. */
  weightDecay?: number
}

/** The state before the first step. */
export function initialState(param: tf.Tensor): AdamWState {
  throw new Error('initialState is not written yet.')
}

/**
 * One step of AdamW.
 *
 * param, grad: of one shape
 * returns the new parameter and the new state; what was given stays as it is
 */
export function adamWStep(
  param: tf.Tensor,
  grad: tf.Tensor,
  state: AdamWState,
  options: AdamWOptions = {},
): { param: tf.Tensor; state: AdamWState } {
  throw new Error('adamWStep is not written yet.')
}
