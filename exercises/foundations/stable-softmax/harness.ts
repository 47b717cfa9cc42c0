// Calls that have to happen where the tensors are.

import type * as tf from '@tensorflow/tfjs'

interface Learner {
  softmax(logits: tf.Tensor, axis?: number): tf.Tensor | Promise<tf.Tensor>
  logSumExp(logits: tf.Tensor, axis?: number): tf.Tensor | Promise<tf.Tensor>
  crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar | Promise<tf.Scalar>
}

/** All three on the same tensors, and the tensors as they are afterwards. */
export async function afterwards(
  { softmax, logSumExp, crossEntropy }: Learner,
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): Promise<{ loss: tf.Tensor; logits: tf.Tensor; labels: tf.Tensor }> {
  ;(await softmax(logits)).dispose()
  ;(await logSumExp(logits)).dispose()
  ;(await crossEntropy(logits, labels)).dispose()
  return { loss: await crossEntropy(logits, labels), logits, labels }
}
