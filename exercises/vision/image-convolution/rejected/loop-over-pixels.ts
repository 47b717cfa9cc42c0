// rejected by: convolve2d: a larger image takes no more TF.js operations · says: loop over the kernel, not over the image
// Right numbers, but a slice and a matrix product for each pixel of the result.
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
  return tf.tidy(() => {
    const [kh, kw, cin, cout] = kernel.shape
    const padded: tf.Tensor3D =
      padding === 'same'
        ? tf.pad(image, [
            padding1d(image.shape[0], kh, stride),
            padding1d(image.shape[1], kw, stride),
            [0, 0],
          ])
        : image
    const weights = kernel.reshape([kh * kw * cin, cout])
    const windows: tf.Tensor[] = []
    for (let y = 0; y + kh <= padded.shape[0]; y += stride)
      for (let x = 0; x + kw <= padded.shape[1]; x += stride)
        windows.push(
          padded
            .slice([y, x, 0], [kh, kw, cin])
            .reshape([1, kh * kw * cin])
            .matMul(weights as tf.Tensor2D),
        )
    const oh = Math.floor((padded.shape[0] - kh) / stride) + 1
    return tf.concat(windows, 0).reshape([oh, windows.length / oh, cout])
  })
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
