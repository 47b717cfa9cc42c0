// rejected by: Logits of 1,000 and of 100,000 overflow nothing · says: values are wrong
// Logits are cut to ±80, where exponentials are safe.
import * as tf from '@tensorflow/tfjs'

export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const weights = logits.clipByValue(-80, 80).exp().mul(logits.notEqual(-Infinity).toFloat())
    return weights.divNoNan(weights.sum(axis, true))
  })
}

export function logSumExp(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const seen = logits.notEqual(-Infinity).toFloat()
    return logits.clipByValue(-80, 80).exp().mul(seen).sum(axis).log()
  })
}

export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const relative = logits
    const ofLabels = tf.gather(relative, labels, 1, 1)
    return logSumExp(relative, 1).sub(ofLabels).mean()
  })
}
