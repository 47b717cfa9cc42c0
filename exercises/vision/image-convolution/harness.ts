import type * as tf from '@tensorflow/tfjs'

interface Options {
  stride?: number
  padding?: 'valid' | 'same'
}

interface Learner {
  convolve2d(image: tf.Tensor3D, kernel: tf.Tensor4D, options: Options): tf.Tensor3D | Promise<tf.Tensor3D>
  sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D | Promise<tf.Tensor2D>
}

/** Two calls with the very same tensors, as a training loop makes them. */
export async function convolveTwice(
  learner: Learner,
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: Options,
): Promise<tf.Tensor3D[]> {
  const first = await learner.convolve2d(image, kernel, options)
  refuseDisposed(image, 'convolve2d disposed of its image.')
  refuseDisposed(kernel, 'convolve2d disposed of its kernel.')
  return [first, await learner.convolve2d(image, kernel, options)]
}

export async function sobelTwice(learner: Learner, image: tf.Tensor2D): Promise<tf.Tensor2D[]> {
  const first = await learner.sobelMagnitude(image)
  refuseDisposed(image, 'sobelMagnitude disposed of its image.')
  return [first, await learner.sobelMagnitude(image)]
}

function refuseDisposed(tensor: tf.Tensor, message: string): void {
  if (tensor.isDisposed) throw new Error(`${message} It belongs to the caller, who uses it again.`)
}
