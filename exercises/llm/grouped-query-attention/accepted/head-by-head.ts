// One head of queries at a time, each tidied up after, so that a slice of the keys lives only as long; async, log-softmax.
import * as tf from '@tensorflow/tfjs'

class Cache {
  constructor(
    private readonly k: tf.Tensor3D,
    private readonly v: tf.Tensor3D,
    private readonly sharers: number,
  ) {}

  keys(head: number): tf.Tensor2D {
    return headOf(this.k, Math.floor(head / this.sharers))
  }

  values(head: number): tf.Tensor2D {
    return headOf(this.v, Math.floor(head / this.sharers))
  }
}

const headOf = (x: tf.Tensor3D, head: number): tf.Tensor2D =>
  tf.slice(x, [head], [1]).squeeze<tf.Tensor2D>([0])

export async function groupedAttention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  options?: { window?: number },
): Promise<tf.Tensor3D> {
  const [heads, n, d] = q.shape
  const m = k.shape[1]
  const cache = new Cache(k, v, heads / k.shape[0])
  const hidden = tf.tidy(() => {
    const own = tf
      .range(0, n, 1, 'int32')
      .add(tf.scalar(m - n, 'int32'))
      .reshape([n, 1])
    const key = tf.range(0, m, 1, 'int32').reshape([1, m])
    const ahead = key.greater(own)
    if (options?.window === undefined) return ahead
    return ahead.logicalOr(key.lessEqual(own.sub(tf.scalar(options.window, 'int32'))))
  })
  const outputs: tf.Tensor[] = []
  for (let head = 0; head < heads; head++)
    outputs.push(
      tf.tidy(() => {
        const scores = tf.matMul(headOf(q, head), cache.keys(head), false, true)
        const left = tf.where(hidden, tf.fill([n, m], -3e38), scores.div(tf.sqrt(d)))
        return tf.matMul(tf.exp(tf.logSoftmax(left)) as tf.Tensor2D, cache.values(head))
      }),
    )
  const result = tf.stack(outputs) as tf.Tensor3D
  tf.dispose([hidden, outputs])
  return result
}
