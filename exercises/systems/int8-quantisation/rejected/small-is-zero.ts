// rejected by: Weights and x of a millionth, and of a million · says: taken for one of zeros
// Takes small channels for empty ones.
import * as tf from '@tensorflow/tfjs'

export interface Quantised {
  /** [inputs, outputs], int32: whole numbers from -127 to 127. */
  values: tf.Tensor2D
  /** [outputs]: what one step is worth in each output channel. */
  scales: tf.Tensor1D
}

/** What one step is worth, so that the largest number along `axis` is 127 steps. The axis stays, with length 1. */
function scalesAlong(axis: 0 | 1, x: tf.Tensor2D): tf.Tensor2D {
  const largest = x.abs().max<tf.Tensor2D>(axis, true)
  // Nothing but zeros: any scale will do, but not 0 / 0.
  return tf.where(largest.less(1e-5), tf.onesLike(largest), largest.div(127))
}

/** Whole numbers for weights, symmetric around 0, with a scale for each output channel. */
export function quantise(weights: tf.Tensor2D): Quantised {
  return tf.tidy(() => {
    const scales = scalesAlong(0, weights)
    return { values: weights.div(scales).round().cast<tf.Tensor2D>('int32'), scales: scales.flatten() }
  })
}

/** About x times the weights, by sums of whole numbers: [n, outputs]. */
export function quantisedMatMul(x: tf.Tensor2D, weights: Quantised, xScale?: number): tf.Tensor2D {
  return tf.tidy(() => {
    const scales = xScale === undefined ? scalesAlong(1, x) : tf.scalar(xScale)
    const whole = x.div<tf.Tensor2D>(scales).round().clipByValue(-127, 127)
    // No sum reaches 2^24, so float32 is as exact as int32.
    const sums = tf.matMul(whole, weights.values.cast('float32'))
    return sums.mul(scales).mul(weights.scales)
  })
}
