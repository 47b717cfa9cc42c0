// rejected by: Softmax and logSumExp along every axis of every shape · says: along the last axis, whichever is asked for
// Always the last axis.
import * as tf from '@tensorflow/tfjs'

const greatest = (logits: tf.Tensor, axis: number): tf.Tensor => logits.max(axis, true).maximum(-3e38)

export function softmax(logits: tf.Tensor, _axis?: number): tf.Tensor {
  const axis = -1
  return tf.tidy(() => {
    const weights = logits.sub(greatest(logits, axis)).exp()
    return weights.divNoNan(weights.sum(axis, true))
  })
}

export function logSumExp(logits: tf.Tensor, _axis?: number): tf.Tensor {
  const axis = -1
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
    const relative = logits.sub(greatest(logits, 1))
    const ofLabels = tf.gather(relative, labels, 1, 1)
    return logSumExp(relative, 1).sub(ofLabels).mean()
  })
}
