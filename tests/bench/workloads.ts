// The same TF.js work for the harness and for a bare worker.

import * as tf from '@tensorflow/tfjs'

/** 150 full-batch steps of a two-layer network on 256 points. Returns the last loss. */
export function train(x: tf.Tensor2D, y: tf.Tensor2D): number {
  const w1 = tf.variable(tf.randomNormal([2, 32], 0, 0.5, 'float32', 1))
  const w2 = tf.variable(tf.randomNormal([32, 1], 0, 0.5, 'float32', 2))
  const optimiser = tf.train.sgd(0.1)
  const loss = (): tf.Scalar => tf.losses.sigmoidCrossEntropy(y, x.matMul(w1).relu().matMul(w2)) as tf.Scalar
  for (let step = 0; step < 150; step++) optimiser.minimize(loss, false, [w1, w2])
  const last = tf.tidy(() => loss().dataSync()[0]!)
  tf.dispose([w1, w2])
  optimiser.dispose()
  return last
}

/** A 5 × 5 convolution of a 192 × 192 × 3 image to 8 channels, six times. */
export function convolve(image: tf.Tensor3D, kernel: tf.Tensor4D): tf.Tensor3D {
  return tf.tidy(() => {
    let out = tf.conv2d(image, kernel, 1, 'same')
    for (let i = 0; i < 5; i++) out = tf.conv2d(image, kernel, 1, 'same')
    return out
  })
}

export interface Inputs {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly image: Float32Array
  readonly kernel: Float32Array
}

/** Plain numbers, the same every time. */
export function inputs(): Inputs {
  const wave = (length: number, step: number): Float32Array =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * step))
  const x = wave(512, 0.7)
  return {
    x,
    y: Float32Array.from({ length: 256 }, (_, i) => (x[2 * i]! * x[2 * i + 1]! > 0 ? 1 : 0)),
    image: wave(192 * 192 * 3, 0.013),
    kernel: wave(5 * 5 * 3 * 8, 0.37),
  }
}
