// rejected by: A label that is masked costs +∞ · says: the loss
// A very low number stands in for −∞: what is impossible has a price.
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
    const seen = logits.maximum(-1e9)
    const relative = seen.sub(greatest(seen, 1))
    const ofLabels = tf.gather(relative, labels, 1, 1)
    return logSumExp(relative, 1).sub(ofLabels).mean()
  })
}
