import * as tf from '@tensorflow/tfjs'

/** The parameters, and also their gradients. */
export interface Params {
  /** [d, h] */
  w1: tf.Tensor2D
  /** [h] */
  b1: tf.Tensor1D
  /** [h, c] */
  w2: tf.Tensor2D
  /** [c] */
  b2: tf.Tensor1D
}

/** What the way back needs. */
export interface Cache {
  /** The input of the first layer, [n, d]. */
  x: tf.Tensor2D
  /** The input of the second, after ReLU, [n, h]. */
  hidden: tf.Tensor2D
  w2: tf.Tensor2D
  /** [n, c] */
  logProbabilities: tf.Tensor2D
  /** The labels as one-hot rows, [n, c]. */
  targets: tf.Tensor2D
}

/** The mean cross-entropy of a batch. x: [n, d], labels: int32 [n]. */
export function forward(
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  { w1, b1, w2, b2 }: Params,
): { loss: tf.Scalar; cache: Cache } {
  return tf.tidy(() => {
    const hidden: tf.Tensor2D = tf.relu(tf.add(tf.matMul(x, w1), b1))
    const logits: tf.Tensor2D = tf.add(tf.matMul(hidden, w2), b2)
    const logProbabilities: tf.Tensor2D = tf.logSoftmax(logits)
    const targets = tf.oneHot(labels, b2.size) as tf.Tensor2D
    const loss: tf.Scalar = tf.neg(tf.mean(tf.sum(tf.mul(logProbabilities, targets), 1)))
    return { loss, cache: { x, hidden, w2, logProbabilities, targets } }
  })
}

/** The gradient of the loss with respect to each parameter. */
export function backward({ x, hidden, w2, logProbabilities, targets }: Cache): Params {
  return tf.tidy(() => {
    const n = x.shape[0]
    const toLogits: tf.Tensor2D = tf.div(tf.sub(tf.exp(logProbabilities), targets), n)
    const toHidden = tf.matMul(toLogits, w2, false, true)
    const toSums: tf.Tensor2D = tf.mul(toHidden, tf.greater(hidden, 0))
    return {
      w1: tf.matMul<tf.Tensor2D>(x, toSums, true),
      b1: tf.sum<tf.Tensor1D>(toSums, 0),
      w2: tf.matMul<tf.Tensor2D>(hidden, toLogits, true),
      b2: tf.sum<tf.Tensor1D>(toLogits, 0),
    }
  })
}
