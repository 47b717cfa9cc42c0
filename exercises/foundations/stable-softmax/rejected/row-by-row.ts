// rejected by: As many operations for 60 rows as for 3 · says: grows with the logits
// Right, one example at a time.
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
    const y = labels.dataSync()
    const losses = tf.unstack(logits).map((row, i) => {
      const relative = row.sub(row.max())
      return relative.exp().sum().log().sub(relative.slice(y[i]!, 1).squeeze())
    })
    return tf.stack(losses).mean()
  })
}
