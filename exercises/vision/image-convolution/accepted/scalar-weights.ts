// Broadcasting alone: a shifted image times the weights of one tap, async, tensors disposed of by hand; Sobel by differences.
import * as tf from '@tensorflow/tfjs'

export interface ConvolveOptions {
  stride?: number
  padding?: 'valid' | 'same'
}

export async function convolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { stride = 1, padding = 'valid' }: ConvolveOptions = {},
): Promise<tf.Tensor3D> {
  const weights = await kernel.array()
  const [kh, kw, cin] = kernel.shape
  const extra = [0, 1].map((axis) => {
    if (padding === 'valid') return [0, 0] as [number, number]
    const [n, k] = [image.shape[axis]!, kernel.shape[axis]!]
    const need = (Math.ceil(n / stride) - 1) * stride + k - n
    const before = need > 0 ? Math.trunc(need / 2) : 0
    return [before, Math.max(need, 0) - before] as [number, number]
  })
  const padded = tf.pad(image, [extra[0]!, extra[1]!, [0, 0]])
  const channels = tf.split(padded, cin, 2)
  padded.dispose()
  const [h, w] = [padded.shape[0] - kh + 1, padded.shape[1] - kw + 1]
  let sum: tf.Tensor | null = null
  for (let i = 0; i < kh; i++)
    for (let j = 0; j < kw; j++)
      for (let c = 0; c < cin; c++) {
        const next = tf.tidy(() => {
          const term = channels[c]!.slice([i, j, 0], [h, w, 1]).mul(tf.tensor1d(weights[i]![j]![c]!))
          return sum === null ? term : tf.add(sum, term)
        }) as tf.Tensor
        sum?.dispose()
        sum = next
      }
  tf.dispose(channels)
  // Everything at stride 1 first, then every stride-th row and column.
  const thinned = tf.tidy(() => tf.stridedSlice(sum!, [0, 0, 0], sum!.shape, [stride, stride, 1]))
  sum!.dispose()
  return thinned as tf.Tensor3D
}

/** [1, 2, 1] along the edge and a difference across it. */
export function sobelMagnitude(image: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const [h, w] = image.shape
    const padded = tf.pad(image, [
      [1, 1],
      [1, 1],
    ])
    const shifted = (y: number, x: number): tf.Tensor => padded.slice([y, x], [h, w])
    const smooth = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor): tf.Tensor => a.add(b).add(b).add(c)
    const side = (x: number): tf.Tensor => smooth(shifted(0, x), shifted(1, x), shifted(2, x))
    const line = (y: number): tf.Tensor => smooth(shifted(y, 0), shifted(y, 1), shifted(y, 2))
    const gx = side(2).sub(side(0))
    const gy = line(2).sub(line(0))
    return gx.square().add(gy.square()).sqrt() as tf.Tensor2D
  })
}
