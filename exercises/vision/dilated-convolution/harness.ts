// Calls that have to happen where the tensors are.

import type * as tf from '@tensorflow/tfjs'

interface Options {
  dilation?: number
  groups?: number
  padding?: 'valid' | 'same'
}
type Convolve = (
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: Options,
) => tf.Tensor3D | Promise<tf.Tensor3D>

/** The same tensors twice: the second result, and the tensors as they are afterwards. */
export async function twice(
  { groupedConvolve2d }: { groupedConvolve2d: Convolve },
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: Options,
): Promise<{ second: tf.Tensor3D; image: tf.Tensor3D; kernel: tf.Tensor4D }> {
  const first = await groupedConvolve2d(image, kernel, options)
  first.dispose()
  const second = await groupedConvolve2d(image, kernel, options)
  return { second, image, kernel }
}
