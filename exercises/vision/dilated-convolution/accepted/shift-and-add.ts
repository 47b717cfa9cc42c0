// One tap after the other, multiplied by broadcasting and added up: groups are an axis that nothing sums over.
import * as tf from '@tensorflow/tfjs'

type Options = { dilation?: number; groups?: number; padding?: 'valid' | 'same' }

export function groupedConvolve2d(image: tf.Tensor3D, kernel: tf.Tensor4D, options?: Options): tf.Tensor3D {
  const D = options?.dilation ?? 1
  const G = options?.groups ?? 1
  const [kh, kw, cg, o] = kernel.shape
  const zeros = (k: number): [number, number] => {
    if (options?.padding !== 'same') return [0, 0]
    const all = (k - 1) * D
    return [all >> 1, all - (all >> 1)]
  }
  return tf.tidy(() => {
    const padded = image.pad([zeros(kh), zeros(kw), [0, 0]])
    const h = padded.shape[0]! - (kh - 1) * D
    const w = padded.shape[1]! - (kw - 1) * D
    let sum: tf.Tensor = tf.zeros([h, w, G, o / G])
    for (let i = 0; i < kh; i++)
      for (let j = 0; j < kw; j++) {
        const met = padded.slice([i * D, j * D, 0], [h, w, -1]).reshape([h, w, G, cg, 1])
        const weights = kernel.slice([i, j], [1, 1]).reshape([cg, G, o / G])
        sum = sum.add(met.mul(weights.transpose([1, 0, 2])).sum(3))
      }
    return sum.reshape([h, w, o])
  })
}
