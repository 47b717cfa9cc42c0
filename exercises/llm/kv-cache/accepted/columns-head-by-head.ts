// The cache holds whole rows, [positions, a]; each head takes its columns of them when it attends. No mask in a step.
import * as tf from '@tensorflow/tfjs'

interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: { wq: tf.Tensor2D; wk: tf.Tensor2D; wv: tf.Tensor2D; wo: tf.Tensor2D }[]
}
type Cache = { length: number; keys: tf.Tensor2D[]; values: tf.Tensor2D[] }

export const prefill = (tokens: number[], params: Params): { logits: tf.Tensor2D; cache: Cache } =>
  tf.tidy(() => {
    const { embedding, positions, layers, heads } = params
    const n = tokens.length
    if (n > positions.shape[0]) throw new Error(`${n} tokens do not fit into the context.`)
    let x = tf.add<tf.Tensor2D>(tf.gather(embedding, tf.tensor1d(tokens, 'int32')), tf.slice(positions, 0, n))
    const row = tf.range(0, n).expandDims<tf.Tensor2D>(1)
    const future = tf.greater(tf.range(0, n).expandDims(0), row)
    const cache: Cache = { length: n, keys: [], values: [] }
    for (const { wq, wk, wv, wo } of layers) {
      const [q, k, v] = [wq, wk, wv].map((w) => times(x, w)) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]
      cache.keys.push(k)
      cache.values.push(v)
      const hidden = (scores: tf.Tensor): tf.Tensor => tf.where(future, tf.fill([n, n], -Infinity), scores)
      x = x.add(times(attend(q, k, v, heads, hidden), wo))
    }
    return { logits: logitsOf(x, embedding), cache }
  })

export function decodeStep(
  token: number,
  { length, keys, values }: Cache,
  { embedding, positions, layers, heads }: Params,
): { logits: tf.Tensor1D; cache: Cache } {
  if (length >= positions.shape[0]) throw new Error('The end of the context is reached.')
  return tf.tidy(() => {
    let x = tf.add<tf.Tensor2D>(tf.slice(embedding, token, 1), tf.slice(positions, length, 1))
    const cache: Cache = { length: length + 1, keys: [], values: [] }
    for (const [l, { wq, wk, wv, wo }] of layers.entries()) {
      const k = keys[l]!.concat(times(x, wk))
      const v = values[l]!.concat(times(x, wv))
      cache.keys.push(k)
      cache.values.push(v)
      x = x.add(
        times(
          attend(times(x, wq), k, v, heads, (scores) => scores),
          wo,
        ),
      )
    }
    return { logits: logitsOf(x, embedding).squeeze<tf.Tensor1D>([0]), cache }
  })
}

function attend(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  heads: number,
  hide: (scores: tf.Tensor) => tf.Tensor,
): tf.Tensor2D {
  const [parts, keys, values] = [q, k, v].map((x) => tf.split(x, heads, 1)) as tf.Tensor2D[][]
  const outputs = parts!.map((part, head) => {
    const scores = tf.matMul(part, keys![head]!, false, true).mul(1 / Math.sqrt(part.shape[1]))
    return tf.matMul<tf.Tensor2D>(tf.softmax(hide(scores)), values![head]!)
  })
  return outputs.length === 1 ? outputs[0]! : tf.concat(outputs, 1)
}

const times = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => tf.dot(a, b) as tf.Tensor2D
const logitsOf = (x: tf.Tensor2D, embedding: tf.Tensor2D): tf.Tensor2D => times(x, embedding.transpose())
