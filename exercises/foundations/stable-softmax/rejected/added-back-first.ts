// rejected by: Between large logits an eighth still counts · says: rounds it to 1/128
// logSumExp less the logit, as the formula has it: two numbers near 100,000.
import * as tf from '@tensorflow/tfjs'

const greatest = (logits: tf.Tensor, axis: number): tf.Tensor => logits.max(axis, true).maximum(-3e38)

export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const weights = logits.sub(greatest(logits, axis)).exp()
    return weights.divNoNan(weights.sum(axis, true))
  })
}

export function logSumExp(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const shift = greatest(logits, axis)
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
    const ofLabels = tf.gather(logits, labels, 1, 1)
    return logSumExp(logits, 1).sub(ofLabels).mean()
  })
}
