// rejected by: compiling · says: asks you to build tf.train.adam by hand
// Lets the library take the step; its averages are anybody’s guess.
import * as tf from '@tensorflow/tfjs'

interface AdamWState {
  t: number
  m: tf.Tensor
  v: tf.Tensor
}
type AdamWOptions = Partial<Record<'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>>

export function initialState(param: tf.Tensor): AdamWState {
  return { t: 0, m: tf.zerosLike(param), v: tf.zerosLike(param) }
}

export function adamWStep(param: tf.Tensor, grad: tf.Tensor, state: AdamWState, options: AdamWOptions = {}) {
  const { learningRate = 0.001, weightDecay = 0.01 } = options
  return tf.tidy(() => {
    const weights = tf.variable(param.mul(1 - learningRate * weightDecay))
    const optimizer = tf.train.adam(learningRate, options.beta1, options.beta2, options.epsilon)
    optimizer.applyGradients([{ name: weights.name, tensor: grad }])
    return { param: weights.clone(), state: { ...state, t: state.t + 1 } }
  })
}
