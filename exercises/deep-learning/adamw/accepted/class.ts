// A class holds the options and takes the steps; the exported functions are its front.
import * as tf from '@tensorflow/tfjs'

class State {
  constructor(
    readonly t: number,
    readonly m: tf.Tensor,
    readonly v: tf.Tensor,
  ) {}

  static zero = (param: tf.Tensor): State => new State(0, tf.zeros(param.shape), tf.zeros(param.shape))
}

class AdamW {
  readonly learningRate: number = 1e-3
  readonly beta1: number = 0.9
  readonly beta2: number = 0.999
  readonly epsilon: number = 1e-8
  readonly weightDecay: number = 1e-2

  constructor(options: Partial<AdamW> = {}) {
    Object.assign(this, options)
  }

  step(param: tf.Tensor, grad: tf.Tensor, before: State) {
    const { t, m, v } = this.averages(grad, before)
    const ratio = tf.tidy(() => {
      const unbiased = (moment: tf.Tensor, beta: number) => moment.div(1 - Math.pow(beta, t))
      return unbiased(m, this.beta1).div(unbiased(v, this.beta2).sqrt().add(this.epsilon))
    })
    const next = tf.tidy(() => param.sub(ratio.add(param.mul(this.weightDecay)).mul(this.learningRate)))
    ratio.dispose()
    return { param: next, state: { t, m, v } }
  }

  private averages(grad: tf.Tensor, { t, m, v }: State): State {
    const mixed = (old: tf.Tensor, now: tf.Tensor, beta: number) =>
      tf.addN([old.mul(beta), now.mul(1 - beta)])
    return new State(
      t + 1,
      tf.tidy(() => mixed(m, grad, this.beta1)),
      tf.tidy(() => mixed(v, grad.square(), this.beta2)),
    )
  }
}

export const initialState = (param: tf.Tensor) => ({ ...State.zero(param) })

export const adamWStep = (param: tf.Tensor, grad: tf.Tensor, state: State, options?: Partial<AdamW>) =>
  new AdamW(options).step(param, grad, state)
