// All keys and values of all layers are one tensor, [layers, 2, heads, positions, width]; products by einsum.
import * as tf from '@tensorflow/tfjs'

interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: { wq: tf.Tensor2D; wk: tf.Tensor2D; wv: tf.Tensor2D; wo: tf.Tensor2D }[]
}
interface Cache {
  everything: tf.Tensor
}

export async function prefill(
  tokens: number[],
  params: Params,
): Promise<{ logits: tf.Tensor2D; cache: Cache }> {
  await Promise.resolve()
  const { logits, everything } = forward(tokens, null, params)
  return { logits, cache: { everything } }
}

export async function decodeStep(
  token: number,
  cache: Cache,
  params: Params,
): Promise<{ logits: tf.Tensor1D; cache: Cache }> {
  await Promise.resolve()
  const { logits, everything } = forward([token], cache.everything, params)
  const row = logits.reshape<tf.Tensor1D>([-1])
  logits.dispose()
  return { logits: row, cache: { everything } }
}

function forward(
  tokens: number[],
  past: tf.Tensor | null,
  { heads, embedding, positions, layers }: Params,
): { logits: tf.Tensor2D; everything: tf.Tensor } {
  const start = past?.shape[3] ?? 0
  const end = start + tokens.length
  if (end > positions.shape[0]) throw new RangeError(`context length exceeded: ${end}`)
  return tf.tidy(() => {
    const places = Array.from(tokens, (_, i) => start + i)
    let x = embedding.gather<tf.Tensor2D>(tokens).add<tf.Tensor2D>(positions.gather(places))
    const behind = tf.sub(tf.tensor2d(places, [tokens.length, 1]), tf.range(0, end))
    const penalty = tf.where(behind.less(0), -3e38, 0)
    const made: tf.Tensor[] = []
    for (const [l, layer] of layers.entries()) {
      const headed = (w: tf.Tensor2D): tf.Tensor3D =>
        tf.stack(tf.split(tf.matMul(x, w), heads, 1)) as tf.Tensor3D
      let both = tf.stack([headed(layer.wk), headed(layer.wv)])
      if (past) both = tf.concat([past.gather(l), both], 2)
      made.push(both)
      const [k, v] = tf.unstack(both) as [tf.Tensor3D, tf.Tensor3D]
      const width = k.shape[2]
      const scores = tf.einsum('hic,hjc->hij', headed(layer.wq), k).div(Math.sqrt(width))
      const weights = tf.softmax(tf.minimum(scores, penalty.add(tf.scalar(1e30).mul(behind.greaterEqual(0)))))
      const outputs = tf.einsum('hij,hjc->ihc', weights, v)
      x = x.add(tf.matMul(outputs.reshape([tokens.length, heads * width]), layer.wo))
    }
    return { logits: tf.einsum('id,vd->iv', x, embedding) as tf.Tensor2D, everything: tf.stack(made) }
  })
}
