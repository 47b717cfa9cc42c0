// rejected by: A 3 × 3 image under a 2 × 2 kernel · says: Tensors leak
// No tidy anywhere: every slice and every partial sum stays on the GPU.
import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  stride?: number
  padding?: 'valid' | 'same'
}

const padding1d = (n: number, k: number, s: number): [number, number] => {
  const total = Math.max((Math.ceil(n / s) - 1) * s + k - n, 0)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

export function convolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: ConvolveOptions = {},
): tf.Tensor3D {
  const { stride = 1, padding = 'valid' } = options
  const [kh, kw, cin, cout] = kernel.shape
  const padded: tf.Tensor3D =
    padding === 'same'
      ? tf.pad(image, [padding1d(image.shape[0], kh, stride), padding1d(image.shape[1], kw, stride), [0, 0]])
      : image
  const oh = Math.floor((padded.shape[0] - kh) / stride) + 1
  const ow = Math.floor((padded.shape[1] - kw) / stride) + 1
  let sum: tf.Tensor2D = tf.zeros([oh * ow, cout])
  for (let i = 0; i < kh; i++)
    for (let j = 0; j < kw; j++) {
      const end = [i + (oh - 1) * stride + 1, j + (ow - 1) * stride + 1, cin]
      const pixels = tf.stridedSlice(padded, [i, j, 0], end, [stride, stride, 1])
      const weights = kernel.slice([i, j, 0, 0], [1, 1, cin, cout])
      sum = sum.add(tf.matMul(pixels.reshape([oh * ow, cin]), weights.reshape([cin, cout])))
    }
  return sum.reshape([oh, ow, cout])
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
