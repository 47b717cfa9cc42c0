// Reads everything out, and works entry by entry in doubles.
import * as tf from '@tensorflow/tfjs'

interface AdamWState {
  t: number
  m: tf.Tensor
  v: tf.Tensor
}

const DEFAULTS = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 1e-2 }

export const initialState = (param: tf.Tensor): AdamWState => {
  const zeros = () => tf.zeros(param.shape, 'float32')
  return { t: 0, m: zeros(), v: zeros() }
}

export async function adamWStep(
  param: tf.Tensor,
  grad: tf.Tensor,
  state: AdamWState,
  options?: Partial<typeof DEFAULTS>,
): Promise<{ param: tf.Tensor; state: AdamWState }> {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = { ...DEFAULTS, ...options }
  const t = state.t + 1
  const before = [param, grad, state.m, state.v].map((tensor) => tensor.data())
  const [thetas, slopes, oldM, oldV] = await Promise.all(before)
  const [theta, m, v] = [0, 1, 2].map(() => new Float32Array(param.size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  for (let i = 0; i < param.size; i++) {
    const g = slopes![i]!
    const first = beta1 * oldM![i]! + (1 - beta1) * g
    const second = beta2 * oldV![i]! + (1 - beta2) * g * g
    const denominator = Math.sqrt(second / (1 - Math.pow(beta2, t))) + epsilon
    const step = first / (1 - Math.pow(beta1, t)) / denominator
    m[i] = first
    v[i] = second
    theta[i] = thetas![i]! - learningRate * (step + weightDecay * thetas![i]!)
  }
  return {
    param: tf.tensor(theta, param.shape),
    state: { t, m: tf.tensor(m, param.shape), v: tf.tensor(v, param.shape) },
  }
}
