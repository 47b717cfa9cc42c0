// A reshape into blocks of the stride takes the place of strided slices; Sobel is separable, in plain slices.
import * as tf from '@tensorflow/tfjs'

interface Options {
  stride?: number
  padding?: 'valid' | 'same'
}

const convolve = (image: tf.Tensor3D, kernel: tf.Tensor4D, options: Options = {}): tf.Tensor3D => {
  const { stride: s = 1, padding = 'valid' } = options
  return tf.tidy(() => {
    const [h, w, c] = image.shape
    const [kh, kw, , o] = kernel.shape
    const measure = (n: number, k: number): { m: number; before: number } => {
      if (padding === 'valid') return { m: 1 + Math.floor((n - k) / s), before: 0 }
      const m = Math.ceil(n / s)
      return { m, before: Math.floor(Math.max((m - 1) * s + k - n, 0) / 2) }
    }
    const y = measure(h, kh)
    const x = measure(w, kw)
    // Room for every window, and a multiple of the stride.
    const blocks = (m: number, k: number, n: number, before: number) =>
      Math.max(m + Math.ceil(k / s), Math.ceil((n + before) / s))
    const by = blocks(y.m, kh, h, y.before)
    const bx = blocks(x.m, kw, w, x.before)
    const full = tf.pad(image, [
      [y.before, by * s - h - y.before],
      [x.before, bx * s - w - x.before],
      [0, 0],
    ])
    const phases = full.reshape([by, s, bx, s * c])
    const bank = tf.split(kernel.reshape([kh * kw, c, o]), kh * kw, 0)
    const pieces: tf.Tensor[] = []
    for (let i = 0; i < kh; i++)
      for (let j = 0; j < kw; j++) {
        const cut = phases.slice([Math.floor(i / s), i % s, Math.floor(j / s), (j % s) * c], [y.m, 1, x.m, c])
        pieces.push(tf.dot(cut.reshape([y.m * x.m, c]), bank[i * kw + j]!.reshape([c, o])))
      }
    return tf.addN(pieces).reshape([y.m, x.m, o]) as tf.Tensor3D
  })
}

const sobel = (image: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => {
    const [h, w] = image.shape
    const p = tf.pad2d(image, [
      [1, 1],
      [1, 1],
    ])
    const rows = (from: number) => p.slice([from, 0], [h, w + 2])
    const smoothY = rows(0).add(rows(1).mul(2)).add(rows(2))
    const diffY = rows(2).sub(rows(0))
    const gx = smoothY.slice([0, 2], [h, w]).sub(smoothY.slice([0, 0], [h, w]))
    const gy = diffY
      .slice([0, 0], [h, w])
      .add(diffY.slice([0, 1], [h, w]).mul(2))
      .add(diffY.slice([0, 2], [h, w]))
    return gx.mul(gx).add(gy.mul(gy)).sqrt() as tf.Tensor2D
  })

export { convolve as convolve2d, sobel as sobelMagnitude }
export default { convolve2d: convolve, sobelMagnitude: sobel }
