// rejected by: As many operations for a large image, wide gaps and many groups · says: No TF.js operation that multiplies ran
// Reads everything back and loops over it.
import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  dilation?: number
  groups?: number
  padding?: 'valid' | 'same'
}

export function groupedConvolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { dilation = 1, groups = 1, padding = 'valid' }: GroupedOptions = {},
): tf.Tensor3D {
  const [kh, kw, inGroup, o] = kernel.shape
  const [height, width, c] = image.shape
  const [pixels, weights] = [image.dataSync(), kernel.dataSync()]
  const reach = (k: number): number => (k - 1) * dilation
  const [h, w] = padding === 'same' ? [height, width] : [height - reach(kh), width - reach(kw)]
  const before = [kh, kw].map((k) => (padding === 'same' ? Math.floor(reach(k) / 2) : 0))
  const out = new Float32Array(h * w * o)
  for (let place = 0; place < out.length; place++) {
    const f = place % o
    const x = Math.floor(place / o) % w
    const y = Math.floor(place / o / w)
    const first = Math.floor((f * groups) / o) * inGroup
    for (let tap = 0; tap < kh * kw; tap++) {
      const py = y + Math.floor(tap / kw) * dilation - before[0]!
      const px = x + (tap % kw) * dilation - before[1]!
      if (py < 0 || px < 0 || py >= height || px >= width) continue
      for (let a = 0; a < inGroup; a++)
        out[place]! += pixels[(py * width + px) * c + first + a]! * weights[(tap * inGroup + a) * o + f]!
    }
  }
  return tf.tensor3d(out, [h, w, o])
}
