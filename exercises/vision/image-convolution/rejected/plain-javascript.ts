// rejected by: convolve2d: a larger image takes no more TF.js operations · says: The arithmetic is done in plain JavaScript
// Reads the pixels back and loops over them: right numbers, but no tensor operation does the work.
import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  stride?: number
  padding?: 'valid' | 'same'
}

function correlate(
  pixels: Float32Array | Int32Array | Uint8Array,
  weights: Float32Array | Int32Array | Uint8Array,
  [h, w, cin]: [number, number, number],
  [kh, kw, , cout]: [number, number, number, number],
  stride: number,
  same: boolean,
): { data: Float32Array; shape: [number, number, number] } {
  const count = (n: number, k: number): number =>
    same ? Math.ceil(n / stride) : Math.floor((n - k) / stride) + 1
  const lead = (n: number, k: number): number =>
    same ? Math.floor(Math.max((count(n, k) - 1) * stride + k - n, 0) / 2) : 0
  const [oh, ow] = [count(h, kh), count(w, kw)]
  const [top, left] = [lead(h, kh), lead(w, kw)]
  const data = new Float32Array(oh * ow * cout)
  for (let y = 0; y < oh; y++)
    for (let x = 0; x < ow; x++)
      for (let i = 0; i < kh; i++)
        for (let j = 0; j < kw; j++) {
          const [iy, ix] = [y * stride + i - top, x * stride + j - left]
          if (iy < 0 || ix < 0 || iy >= h || ix >= w) continue
          for (let c = 0; c < cin; c++)
            for (let o = 0; o < cout; o++)
              data[(y * ow + x) * cout + o]! +=
                pixels[(iy * w + ix) * cin + c]! * weights[((i * kw + j) * cin + c) * cout + o]!
        }
  return { data, shape: [oh, ow, cout] }
}

export function convolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  options: ConvolveOptions = {},
): tf.Tensor3D {
  const same = options.padding === 'same'
  const { data, shape } = correlate(
    image.dataSync(),
    kernel.dataSync(),
    image.shape,
    kernel.shape,
    options.stride ?? 1,
    same,
  )
  return tf.tensor3d(data, shape)
}

export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  const x = Float32Array.of(-1, 0, 1, -2, 0, 2, -1, 0, 1)
  const y = Float32Array.of(-1, -2, -1, 0, 0, 0, 1, 2, 1)
  const pixels = image.dataSync()
  const gx = correlate(pixels, x, [...image.shape, 1], [3, 3, 1, 1], 1, true).data
  const gy = correlate(pixels, y, [...image.shape, 1], [3, 3, 1, 1], 1, true).data
  return tf.tensor2d(
    gx.map((value, i) => Math.hypot(value, gy[i]!)),
    image.shape,
  )
}
