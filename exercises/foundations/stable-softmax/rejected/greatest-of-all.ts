// rejected by: Slices that lie far apart: each has a greatest of its own · says: each slice has a greatest of its own
// One maximum for the whole tensor. It passes every test with one row.
import * as tf from '@tensorflow/tfjs'

const greatest = (logits: tf.Tensor): tf.Tensor => logits.max().maximum(-3e38)

export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const weights = logits.sub(greatest(logits)).exp()
    return weights.divNoNan(weights.sum(axis, true))
  })
}

export function logSumExp(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const shift = greatest(logits)
    return logits.sub(shift).exp().sum(axis).log().add(shift)
  })
}

export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const relative = logits.sub(greatest(logits))
    const ofLabels = tf.gather(relative, labels, 1, 1)
    return logSumExp(relative, 1).sub(ofLabels).mean()
  })
}
