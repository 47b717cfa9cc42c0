// rejected by: A step does the work of one position · says: for all pairs of positions
// A step makes the mask of the whole sequence, and takes its last row.
import * as tf from '@tensorflow/tfjs'

export interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: { wq: tf.Tensor2D; wk: tf.Tensor2D; wv: tf.Tensor2D; wo: tf.Tensor2D }[]
}
export type Cache = { k: tf.Tensor3D; v: tf.Tensor3D }[]
interface Answer<T extends tf.Tensor> {
  logits: T
  cache: Cache
}

export function prefill(tokens: number[], params: Params): Answer<tf.Tensor2D> {
  return run(tokens, [], params)
}

export function decodeStep(token: number, cache: Cache, params: Params): Answer<tf.Tensor1D> {
  return tf.tidy(() => {
    const step = run([token], cache, params)
    return { logits: step.logits.squeeze<tf.Tensor1D>([0]), cache: step.cache }
  })
}

function run(tokens: number[], before: Cache, params: Params): Answer<tf.Tensor2D> {
  const { heads, embedding, positions, layers } = params
  const [from, n] = [before[0]?.k.shape[1] ?? 0, tokens.length]
  if (from + n > positions.shape[0]) throw new Error('The context is full.')
  return tf.tidy(() => {
    const rows = positions.slice([from, 0], [n, -1])
    let x: tf.Tensor2D = embedding.gather(tf.tensor1d(tokens, 'int32')).add(rows)
    const all = tf.range(0, from + n)
    const seen = all.expandDims(1).greaterEqual(all.expandDims(0)).slice([from, 0], [n, -1])
    const cache = layers.map(({ wq, wk, wv, wo }, layer) => {
      const old = before[layer]
      const k = appended(old?.k, split(tf.matMul(x, wk), heads))
      const v = appended(old?.v, split(tf.matMul(x, wv), heads))
      const scores = tf.matMul(split(tf.matMul(x, wq), heads), k, false, true).div(Math.sqrt(k.shape[2]))
      const averages = tf.matMul(tf.where(seen, scores, -1e30).softmax(), v)
      x = x.add(tf.matMul(averages.transpose([1, 0, 2]).reshape([n, -1]), wo))
      return { k, v }
    })
    return { logits: tf.matMul<tf.Tensor2D>(x, embedding, false, true), cache }
  })
}

const split = (x: tf.Tensor2D, heads: number): tf.Tensor3D =>
  x.reshape([x.shape[0], heads, -1]).transpose([1, 0, 2])

const appended = (old: tf.Tensor3D | undefined, fresh: tf.Tensor3D): tf.Tensor3D =>
  old ? tf.concat([old, fresh], 1) : fresh
