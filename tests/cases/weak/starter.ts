import * as tf from '@tensorflow/tfjs'

export function lengths(x: tf.Tensor2D): tf.Tensor1D {
  throw new Error('Write lengths().')
}
