// No matrix product: all products over three axes, summed; halves rounded away from zero; the larger of two for the clip.
import * as tf from '@tensorflow/tfjs'

const nearest = (x: tf.Tensor) => tf.sign(x).mul(tf.floor(tf.abs(x).add(0.5)))
const within = (x: tf.Tensor) => tf.minimum(tf.maximum(x, -127), 127)

function scaleOf(x: tf.Tensor, axis: number) {
  const top = tf.maximum(x.max(axis, true), x.min(axis, true).neg())
  return top.div(127).add(tf.cast(top.equal(0), 'float32'))
}

export const quantise = (weights: tf.Tensor2D) =>
  tf.tidy(() => {
    const scale = scaleOf(weights, 0)
    return {
      values: tf.cast(nearest(weights.div(scale)), 'int32') as tf.Tensor2D,
      scales: scale.reshape([-1]) as tf.Tensor1D,
    }
  })

export const quantisedMatMul = async (
  x: tf.Tensor2D,
  { values, scales }: { values: tf.Tensor2D; scales: tf.Tensor1D },
  xScale: number | null = null,
): Promise<tf.Tensor2D> =>
  tf.tidy(() => {
    const scale = xScale === null ? scaleOf(x, 1) : tf.tensor2d([[xScale]])
    const whole = within(nearest(x.div(scale)))
    const products = whole.expandDims(2).mul(values.cast('float32').expandDims(0))
    return products
      .sum(1)
      .mul(scales.reshape([1, -1]))
      .mul(scale) as tf.Tensor2D
  })
