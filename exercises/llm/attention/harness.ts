// Calls that have to happen where the tensors are.

import type * as tf from '@tensorflow/tfjs'

type Attention = (
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  options?: { heads?: number; causal?: boolean; mask?: tf.Tensor2D },
) => tf.Tensor2D | Promise<tf.Tensor2D>

/** The same tensors twice: the second output, and the tensors as they are afterwards. */
export async function twice(
  { attention }: { attention: Attention },
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  mask: tf.Tensor2D,
): Promise<{ second: tf.Tensor2D; q: tf.Tensor2D; k: tf.Tensor2D; v: tf.Tensor2D; mask: tf.Tensor2D }> {
  const first = await attention(q, k, v, { mask })
  first.dispose()
  const second = await attention(q, k, v, { mask })
  return { second, q, k, v, mask }
}
