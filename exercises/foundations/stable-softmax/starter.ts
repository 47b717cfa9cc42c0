import * as tf from '@tensorflow/tfjs'

/**
 * Probabilities that sum to 1 along an axis.
 *
 * logits: any rank from 1 to 4, −Infinity where something is impossible
 * axis: counted from 0, or from the end
 * returns the shape of logits; a slice of nothing but −Infinity gives zeros
 */
export function softmax(logits: tf.Tensor, axis = -1): tf.Tensor {
  throw new Error('softmax is not written yet.')
}

/**
 * The logarithm of the sum of exponentials along an axis.
 *
 * logits: any rank from 1 to 4
 * returns the shape of logits without the axis; −Infinity for a slice of nothing but −Infinity
 */
export function logSumExp(logits: tf.Tensor, axis = -1): tf.Tensor {
  throw new Error('logSumExp is not written yet.')
}

/**
 * The mean loss of a batch: −ln of the probability of each label.
 *
 * logits: [n, c]
 * labels: [n], int32, 0 to c − 1
 * returns a scalar
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  throw new Error('crossEntropy is not written yet.')
}
