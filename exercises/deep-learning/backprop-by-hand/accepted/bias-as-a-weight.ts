// A column of ones is appended to the inputs of each layer, so that the bias is one more row of the weights.
import * as tf from '@tensorflow/tfjs'

interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

const withOnes = (a: tf.Tensor2D): tf.Tensor2D => tf.concat([a, tf.ones([a.shape[0], 1])], 1)
const joined = (w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor2D =>
  tf.concat([w, b.expandDims<tf.Tensor2D>(0)], 0)
const parted = (gradient: tf.Tensor2D): [tf.Tensor2D, tf.Tensor1D] => {
  const [rows, columns] = gradient.shape
  return [gradient.slice([0, 0], [rows - 1, columns]), gradient.slice([rows - 1, 0], [1, columns]).as1D()]
}

export const forward = (x: tf.Tensor2D, labels: tf.Tensor1D, { w1, b1, w2, b2 }: Params) =>
  tf.tidy(() => {
    const n = x.shape[0]
    const a0 = withOnes(x)
    const z1 = a0.matMul(joined(w1, b1))
    const a1 = withOnes(z1.relu())
    const logits = a1.matMul(joined(w2, b2))
    const shifted: tf.Tensor2D = logits.sub(logits.max(1, true))
    const logTotals = shifted.exp().sum(1).log()
    const rows = tf.range(0, n, 1, 'int32')
    const own = tf.gatherND(shifted, tf.stack([rows, labels], 1))
    const loss = logTotals.sub(own).mean() as tf.Scalar
    return { loss, cache: [a0, z1, a1, shifted, labels, w2] as const }
  })

export const backward = ([a0, z1, a1, shifted, labels, w2]: readonly [
  tf.Tensor2D,
  tf.Tensor2D,
  tf.Tensor2D,
  tf.Tensor2D,
  tf.Tensor1D,
  tf.Tensor2D,
]): Params =>
  tf.tidy(() => {
    const [n, c] = shifted.shape
    const y = labels
      .expandDims(1)
      .equal(tf.range(0, c, 1, 'int32').expandDims(0))
      .toFloat()
    const d2 = shifted
      .softmax()
      .sub(y)
      .mul<tf.Tensor2D>(1 / n)
    const d1 = tf.step(z1).mul<tf.Tensor2D>(tf.matMul(d2, w2, false, true))
    const [gw2, gb2] = parted(tf.matMul(a1, d2, true))
    const [gw1, gb1] = parted(tf.matMul(a0, d1, true))
    return { w1: gw1, b1: gb1, w2: gw2, b2: gb2 }
  })
