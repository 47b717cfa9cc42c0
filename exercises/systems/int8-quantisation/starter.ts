import * as tf from '@tensorflow/tfjs'

export interface Quantised {
  /** [inputs, outputs], int32: whole numbers from -127 to 127. */
  values: tf.Tensor2D
  /** [outputs]: what one step is worth in each output channel. */
  scales: tf.Tensor1D
}

/**
 * Whole numbers for weights, symmetric around 0, with a scale for each output channel.
 *
 * weights: [inputs, outputs]
 */
export function quantise(weights: tf.Tensor2D): Quantised {
  throw new Error('quantise is not written yet.')
}

/**
 * About x times the weights, by sums of whole numbers.
 *
 * x: [n, inputs]
 * weights: values [inputs, outputs] and scales [outputs]
 * xScale: the scale of all rows of x; if it is absent, each row has its own
 * returns [n, outputs]
 */
export function quantisedMatMul(x: tf.Tensor2D, weights: Quantised, xScale?: number): tf.Tensor2D {
  throw new Error('quantisedMatMul is not written yet.')
}
