// Calls that have to happen where the tensors are.

import type * as tf from '@tensorflow/tfjs'

type Attention = (
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  options?: { window?: number },
) => tf.Tensor3D | Promise<tf.Tensor3D>

/** The same tensors twice: the second output, and the tensors as they are afterwards. */
export async function twice(
  { groupedAttention }: { groupedAttention: Attention },
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
): Promise<{ second: tf.Tensor3D; q: tf.Tensor3D; k: tf.Tensor3D; v: tf.Tensor3D }> {
  const first = await groupedAttention(q, k, v, { window: 2 })
  first.dispose()
  const second = await groupedAttention(q, k, v, { window: 2 })
  return { second, q, k, v }
}
