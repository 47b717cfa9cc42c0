// rejected by: A cache holds keys and values, and a step little more · says: room for positions that are not there
// Buffers grow by 16 positions at a time: a long cache hardly notices, a short one is mostly empty.
import * as tf from '@tensorflow/tfjs'

export interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: { wq: tf.Tensor2D; wk: tf.Tensor2D; wv: tf.Tensor2D; wo: tf.Tensor2D }[]
}
export type Cache = { k: tf.Tensor3D; v: tf.Tensor3D; length: number }[]
interface Answer<T extends tf.Tensor> {
  logits: T
  cache: Cache
}

/** Room is made for so many positions at a time. */
const BLOCK = 16

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
  const [from, n] = [before[0]?.length ?? 0, tokens.length]
  if (from + n > positions.shape[0]) throw new Error('The context is full.')
  return tf.tidy(() => {
    const rows = positions.slice([from, 0], [n, -1])
    let x: tf.Tensor2D = embedding.gather(tf.tensor1d(tokens, 'int32')).add(rows)
    const seen = tf.linalg.bandPart(tf.ones([n, from + n]), -1, from).toBool()
    const cache = layers.map(({ wq, wk, wv, wo }, layer) => {
      const old = before[layer]
      const k = appended(old && filled(old.k, from), split(tf.matMul(x, wk), heads))
      const v = appended(old && filled(old.v, from), split(tf.matMul(x, wv), heads))
      const scores = tf.matMul(split(tf.matMul(x, wq), heads), k, false, true).div(Math.sqrt(k.shape[2]))
      const averages = tf.matMul(tf.where(seen, scores, -1e30).softmax(), v)
      x = x.add(tf.matMul(averages.transpose([1, 0, 2]).reshape([n, -1]), wo))
      const room = [
        [0, 0],
        [0, Math.ceil((from + n) / BLOCK) * BLOCK - from - n],
        [0, 0],
      ] as [number, number][]
      return { k: tf.pad(k, room), v: tf.pad(v, room), length: from + n }
    })
    return { logits: tf.matMul<tf.Tensor2D>(x, embedding, false, true), cache }
  })
}

const filled = (x: tf.Tensor3D, length: number): tf.Tensor3D => x.slice([0, 0, 0], [-1, length, -1])

const split = (x: tf.Tensor2D, heads: number): tf.Tensor3D =>
  x.reshape([x.shape[0], heads, -1]).transpose([1, 0, 2])

const appended = (old: tf.Tensor3D | undefined, fresh: tf.Tensor3D): tf.Tensor3D =>
  old ? tf.concat([old, fresh], 1) : fresh
