// x goes through quantise as well, turned: its rows are the channels then. The inverse of a scale is multiplied.
import * as tf from '@tensorflow/tfjs'

interface Quantised {
  values: tf.Tensor2D
  scales: tf.Tensor1D
}

export function quantise(weights: tf.Tensor2D): Quantised {
  return tf.tidy(() => {
    const size = tf.max(tf.abs(weights), 0)
    const safe = size.add(size.equal(0).mul(127)) as tf.Tensor1D
    const values = tf.mul(weights, tf.div(127, safe)).round().toInt() as tf.Tensor2D
    return { values, scales: safe.mul<tf.Tensor1D>(1 / 127) }
  })
}

export function quantisedMatMul(x: tf.Tensor2D, weights: Quantised, xScale?: number): tf.Tensor2D {
  return tf.tidy(() => {
    let p: tf.Tensor2D
    let t: tf.Tensor
    if (xScale) {
      p = tf.clipByValue(tf.round(x.div(xScale)), -127, 127)
      t = tf.fill([x.shape[0], 1], xScale)
    } else {
      const turned = quantise(x.transpose())
      p = turned.values.transpose<tf.Tensor2D>().toFloat()
      t = turned.scales.expandDims(1)
    }
    return tf.dot(p, weights.values.toFloat()).mul(t.mul(weights.scales.expandDims(0))) as tf.Tensor2D
  })
}
