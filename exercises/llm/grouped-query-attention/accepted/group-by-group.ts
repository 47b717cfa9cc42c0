// A loop over the heads of keys; softmax by hand with −∞ for what is hidden; the mask from a larger band.
import * as tf from '@tensorflow/tfjs'

type Options = { window?: number }

/** [n, m]: the last n rows of the square that m queries would see. */
function visible(n: number, m: number, window: number): tf.Tensor {
  const square = tf.linalg.bandPart(tf.ones([m, m]), Math.min(window, m) - 1, 0)
  return square.slice([m - n, 0], [n, m]).cast('bool')
}

export function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  options: Options = {},
): tf.Tensor3D {
  const [H, n, d] = q.shape
  const [G, m, e] = v.shape
  const r = H / G
  return tf.tidy(() => {
    const shown = visible(n, m, options.window ?? m)
    const parts: tf.Tensor[] = []
    const [keys, values] = [tf.unstack(k), tf.unstack(v)]
    for (let g = 0; g < G; g++) {
      const rows = q.slice([g * r, 0, 0], [r, n, d]).reshape([r * n, d])
      const scores = rows
        .matMul(keys[g]!.transpose())
        .reshape([r, n, m])
        .mul(1 / Math.sqrt(d))
      const kept = tf.where(shown, scores, -Infinity)
      const powers = kept.sub(kept.max(2, true)).exp()
      const weights = powers.div(powers.sum(2, true))
      parts.push(tf.dot(weights.reshape([r * n, m]), values[g]!).reshape([r, n, e]))
    }
    return tf.concat(parts, 0) as tf.Tensor3D
  })
}
