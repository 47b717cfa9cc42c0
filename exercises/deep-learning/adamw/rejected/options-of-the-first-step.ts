// rejected by: Options may change from step to step · says: options of the first step
// Keeps the options beside the averages, and asks no more.
import * as tf from '@tensorflow/tfjs'

/** What the optimiser remembers of one parameter. */
export interface AdamWState {
  /** Steps taken so far. */
  t: number
  /** The moving average of the gradient, before its correction. */
  m: tf.Tensor
  /** The moving average of the gradient's square, before its correction. */
  v: tf.Tensor
}

export interface AdamWOptions {
  learningRate?: number
  beta1?: number
  beta2?: number
  epsilon?: number
  weightDecay?: number
}

interface WithOptions extends AdamWState {
  options?: AdamWOptions
}

/** The state before the first step. */
export function initialState(param: tf.Tensor): AdamWState {
  return { t: 0, m: tf.zerosLike(param), v: tf.zerosLike(param) }
}

/** One step of AdamW: the new parameter, and the state for the next step. */
export function adamWStep(
  param: tf.Tensor,
  grad: tf.Tensor,
  state: AdamWState,
  options: AdamWOptions = {},
): { param: tf.Tensor; state: AdamWState } {
  const kept = (state as WithOptions).options ?? options
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = kept
  const t = state.t + 1
  const next = tf.tidy(() => {
    const m = tf.add(tf.mul(state.m, beta1), tf.mul(grad, 1 - beta1))
    const v = tf.add(tf.mul(state.v, beta2), tf.mul(tf.square(grad), 1 - beta2))
    const mHat = tf.div(m, 1 - beta1 ** t)
    const vHat = tf.div(v, 1 - beta2 ** t)
    const ratio = tf.div(mHat, tf.add(tf.sqrt(vHat), epsilon))
    // Decoupled: the decay takes the parameter as it was, and the moments never see it.
    const decayed = tf.mul(param, 1 - learningRate * weightDecay)
    return { param: tf.sub(decayed, tf.mul(ratio, learningRate)), m, v }
  })
  const after: WithOptions = { t, m: next.m, v: next.v, options: kept }
  return { param: next.param, state: after }
}
