import * as tf from '@tensorflow/tfjs'

/** Takes the place of a greatest logit of −∞, from which nothing can be subtracted. */
const LOWEST = -3e38

/** Probabilities that sum to 1 along an axis, or are all 0 where every logit is −∞. */
export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const weights = logits.sub(greatest(logits, axis)).exp()
    return weights.divNoNan(weights.sum(axis, true))
  })
}

/** The logarithm of the sum of exponentials along an axis, which goes. */
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

/** The mean of −ln p over the labels [n] of a batch of logits [n, classes]. */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    // Near 100,000 float32 has no digits for what the two terms differ by, so both are taken relative to the greatest logit.
    const relative = logits.sub(greatest(logits, 1))
    const ofLabels = tf.gather(relative, labels, 1, 1)
    return logSumExp(relative, 1).sub(ofLabels).mean()
  })
}

/** The greatest of each slice, with its axis. Less this, no logit has an exponential above 1. */
const greatest = (logits: tf.Tensor, axis: number): tf.Tensor => logits.max(axis, true).maximum(LOWEST)
