import * as tf from '@tensorflow/tfjs'

export interface AttentionOptions {
  /** How many heads share the columns. 1 when absent. */
  heads?: number
  /** The queries are the last positions; none sees beyond its own. */
  causal?: boolean
  /** [n, m], bool: true where query i may see key j. */
  mask?: tf.Tensor2D
}

/**
 * How much each query looks at each key.
 *
 * q: [n, d]
 * k: [m, d]
 * returns [heads, n, m]; each row sums to 1, or is 0 where nothing may be seen
 */
export function attentionWeights(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  { heads = 1, causal = false, mask }: AttentionOptions = {},
): tf.Tensor3D {
  throw new Error('attentionWeights is not written yet.')
}

/**
 * The values, averaged with these weights, the heads side by side.
 *
 * q: [n, d]
 * k: [m, d]
 * v: [m, e]
 * returns [n, e]
 */
export function attention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options: AttentionOptions = {},
): tf.Tensor2D {
  throw new Error('attention is not written yet.')
}
