// rejected by: An improbable label has a finite loss, however improbable · says: caps the loss
// A small number is added, so that the logarithm is never that of 0.
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
  return tf.tidy(() => tf.gather(softmax(logits, 1), labels, 1, 1).add(1e-12).log().neg().mean())
}
