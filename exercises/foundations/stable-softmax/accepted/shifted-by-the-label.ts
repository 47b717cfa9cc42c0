// The loss as the logSumExp of the gaps to the label; softmax disposes of its steps by hand.
import * as tf from '@tensorflow/tfjs'

const keep = (t: tf.Tensor) => tf.clipByValue(t, -1e30, 1e30)

export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  const top = tf.tidy(() => keep(logits.max(axis, true)))
  const e = tf.tidy(() => tf.exp(tf.sub(logits, top)))
  const total = e.sum(axis, true)
  const p = tf.divNoNan(e, total)
  tf.dispose([top, e, total])
  return p
}

export function logSumExp(logits: tf.Tensor, axis = -1): tf.Tensor {
  return tf.tidy(() => {
    const top = keep(logits.max(axis, true))
    const kept = logits.sub(top).exp().sum(axis, true).log().add(top)
    return kept.squeeze([axis < 0 ? axis + logits.rank : axis])
  })
}

export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const [examples, classes] = logits.shape
    const flat = logits.reshape([examples * classes])
    const starts = tf.range(0, examples * classes, classes, 'int32')
    const ofLabels = flat.gather(starts.add(labels)).reshape([examples, 1])
    // −ln p of the label is the logSumExp of all gaps to it: of 0 and of what lies above and below.
    const losses = logSumExp(logits.sub(ofLabels), 1)
    return tf.where(ofLabels.squeeze([1]).equal(-Infinity), tf.fill([examples], Infinity), losses).mean()
  })
}
