// rejected by: A 3 × 3 image under a 2 × 2 kernel · says: tf.conv2d is not given here
// Spells the name so that the source looks innocent; but the code that runs is not given the call.
import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  stride?: number
  padding?: 'valid' | 'same'
}

type Convolution = (
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  stride: number,
  padding: 'valid' | 'same',
) => tf.Tensor3D

const operations = tf as unknown as Record<string, Convolution>
const slide = operations[['conv', '2d'].join('')]!

export function convolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: ConvolveOptions = {},
): tf.Tensor3D {
  return slide(image, kernel, options.stride ?? 1, options.padding ?? 'valid')
}

export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const kx = tf.tensor4d([-1, 0, 1, -2, 0, 2, -1, 0, 1], [3, 3, 1, 1])
    const ky = tf.tensor4d([-1, -2, -1, 0, 0, 0, 1, 2, 1], [3, 3, 1, 1])
    const grey = image.expandDims<tf.Tensor3D>(2)
    const gx = convolve2d(grey, kx, { padding: 'same' })
    const gy = convolve2d(grey, ky, { padding: 'same' })
    return gx.square().add(gy.square()).sqrt().reshape(image.shape)
  })
}
