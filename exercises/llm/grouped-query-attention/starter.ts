import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  /** How many positions a query sees, its own and those just before it. All before it when absent. */
  window?: number
}

/**
 * Causal attention whose heads of queries share heads of keys and values.
 *
 * q: [H, n, d], the last n of the m positions
 * k: [G, m, d], G divides H
 * v: [G, m, e]
 * returns [H, n, e]
 */
export function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { window }: GroupedOptions = {},
): tf.Tensor3D {
  throw new Error('groupedAttention is not written yet.')
}
