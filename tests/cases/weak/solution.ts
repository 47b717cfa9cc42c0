import * as tf from '@tensorflow/tfjs'

export const lengths = (x: tf.Tensor2D): tf.Tensor1D => x.square().sum<tf.Tensor1D>(1).sqrt()
