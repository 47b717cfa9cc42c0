// rejected by: Logits of 1,000 and of 100,000 overflow nothing · says: The least logit is subtracted
// The smallest is taken away, so that everything becomes positive.
import * as tf from '@tensorflow/tfjs'

const least = (logits: tf.Tensor, axis: number): tf.Tensor => {
  const seen = tf.where(logits.equal(-Infinity), tf.fill(logits.shape, 3e38), logits)
  return seen.min(axis, true)
}

export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const weights = logits.sub(least(logits, axis)).exp()
    return weights.divNoNan(weights.sum(axis, true))
  })
}

export function logSumExp(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const shift = least(logits, axis)
    return logits
      .sub(shift)
      .exp()
      .sum(axis)
      .log()
      .add(shift.squeeze([axis]))
  })
}

export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const relative = logits.sub(least(logits, 1))
    const ofLabels = tf.gather(relative, labels, 1, 1)
    return logSumExp(relative, 1).sub(ofLabels).mean()
  })
}
