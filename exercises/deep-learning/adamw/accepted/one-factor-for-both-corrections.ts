// As fast code does it: both corrections go into the step size, ε is scaled so that it means the same, and an average moves
// towards what is new by a share of the difference.
import * as tf from '@tensorflow/tfjs'

interface AdamWState {
  t: number
  m: tf.Tensor
  v: tf.Tensor
}
type AdamWOptions = Partial<Record<'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>>

export function initialState(param: tf.Tensor): AdamWState {
  const zeros = tf.zerosLike(param)
  // One tensor for both: nobody ever writes into it.
  return { t: 0, m: zeros, v: zeros }
}

export function adamWStep(param: tf.Tensor, grad: tf.Tensor, state: AdamWState, options?: AdamWOptions) {
  const lr = options?.learningRate ?? 1e-3
  const b1 = options?.beta1 ?? 0.9
  const b2 = options?.beta2 ?? 0.999
  const eps = options?.epsilon ?? 1e-8
  const decay = options?.weightDecay ?? 0.01
  return tf.tidy(() => {
    const t = state.t + 1
    const root2 = Math.sqrt(1 - b2 ** t)
    const m = state.m.add(grad.sub(state.m).mul(1 - b1))
    const v = state.v.add(
      grad
        .mul(grad)
        .sub(state.v)
        .mul(1 - b2),
    )
    const stepSize = (lr * root2) / (1 - b1 ** t)
    const next = param.sub(param.mul(lr * decay)).sub(m.mul(stepSize).div(v.sqrt().add(eps * root2)))
    return { param: next, state: { t, m, v } }
  })
}
