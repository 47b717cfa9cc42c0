// rejected by: The old cache may go before the new one, or after it · says: disposed
// The cache is in two parts, and the first is the same tensor in all of a prompt’s branches.
import * as tf from '@tensorflow/tfjs'

export interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: { wq: tf.Tensor2D; wk: tf.Tensor2D; wv: tf.Tensor2D; wo: tf.Tensor2D }[]
}
type Part = { k: tf.Tensor3D; v: tf.Tensor3D }
export type Cache = { prompt: Part; since?: Part }[]
interface Answer<T extends tf.Tensor> {
  logits: T
  cache: Cache
}

export const prefill = (tokens: number[], params: Params): Answer<tf.Tensor2D> => run(tokens, [], params)

export function decodeStep(token: number, cache: Cache, params: Params): Answer<tf.Tensor1D> {
  return tf.tidy(() => {
    const step = run([token], cache, params)
    return { logits: step.logits.squeeze<tf.Tensor1D>([0]), cache: step.cache }
  })
}

function run(tokens: number[], before: Cache, params: Params): Answer<tf.Tensor2D> {
  const { heads, embedding, positions, layers } = params
  const length = (part: Part | undefined): number => part?.k.shape[1] ?? 0
  const [from, n] = [length(before[0]?.prompt) + length(before[0]?.since), tokens.length]
  if (from + n > positions.shape[0]) throw new Error('The context is full.')
  return tf.tidy(() => {
    const rows = positions.slice([from, 0], [n, -1])
    let x: tf.Tensor2D = embedding.gather(tf.tensor1d(tokens, 'int32')).add(rows)
    const seen = tf.linalg.bandPart(tf.ones([n, from + n]), -1, from).toBool()
    const cache = layers.map(({ wq, wk, wv, wo }, layer) => {
      const old = before[layer]
      const fresh = { k: split(tf.matMul(x, wk), heads), v: split(tf.matMul(x, wv), heads) }
      const own: Cache[number] = old
        ? { prompt: old.prompt, since: joined(old.since, fresh) }
        : { prompt: fresh }
      const { k, v } = joined(own.since && own.prompt, own.since ?? own.prompt)
      const scores = tf.matMul(split(tf.matMul(x, wq), heads), k, false, true).div(Math.sqrt(k.shape[2]))
      const averages = tf.matMul(tf.where(seen, scores, -1e30).softmax(), v)
      x = x.add(tf.matMul(averages.transpose([1, 0, 2]).reshape([n, -1]), wo))
      return own
    })
    return { logits: tf.matMul<tf.Tensor2D>(x, embedding, false, true), cache }
  })
}

const joined = (old: Part | undefined, fresh: Part): Part =>
  old ? { k: tf.concat([old.k, fresh.k], 1), v: tf.concat([old.v, fresh.v], 1) } : fresh

const split = (x: tf.Tensor2D, heads: number): tf.Tensor3D =>
  x.reshape([x.shape[0], heads, -1]).transpose([1, 0, 2])
