// Everything is a tensor, the powers of β too; what is made on the way is disposed of by hand.
import * as tf from '@tensorflow/tfjs'

interface State {
  t: number
  m: tf.Tensor
  v: tf.Tensor
}

interface Options {
  learningRate?: number
  beta1?: number
  beta2?: number
  epsilon?: number
  weightDecay?: number
}

export function initialState(param: tf.Tensor): State {
  return { t: 0, m: tf.fill(param.shape, 0), v: tf.fill(param.shape, 0) }
}

function average(old: tf.Tensor, value: tf.Tensor, beta: number): tf.Tensor {
  const [kept, added] = [tf.mul(old, beta), tf.mul(value, 1 - beta)]
  const sum = tf.add(kept, added)
  tf.dispose([kept, added])
  return sum
}

function corrected(mean: tf.Tensor, beta: number, t: number): tf.Tensor {
  const [base, exponent, one] = [tf.scalar(beta), tf.scalar(t), tf.scalar(1)]
  const power = tf.pow(base, exponent)
  const weight = tf.sub(one, power)
  const result = tf.div(mean, weight)
  tf.dispose([base, exponent, one, power, weight])
  return result
}

export function adamWStep(
  param: tf.Tensor,
  grad: tf.Tensor,
  state: State,
  { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 1e-2 }: Options = {},
): { param: tf.Tensor; state: State } {
  const t = state.t + 1
  const squares = tf.mul(grad, grad)
  const m = average(state.m, grad, beta1)
  const v = average(state.v, squares, beta2)

  const mHat = corrected(m, beta1, t)
  const vHat = corrected(v, beta2, t)
  const root = tf.sqrt(vHat)
  const denominator = tf.add(root, epsilon)
  const ratio = tf.div(mHat, denominator)
  const decay = tf.mul(param, weightDecay)
  const direction = tf.add(ratio, decay)
  const move = tf.mul(direction, learningRate)
  const next = tf.sub(param, move)
  tf.dispose([squares, mHat, vHat, root, denominator, ratio, decay, direction, move])

  return { param: next, state: { t, m, v } }
}
