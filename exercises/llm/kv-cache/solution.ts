import * as tf from '@tensorflow/tfjs'

/** What one layer learned: a is the width of all its heads together. */
export interface Layer {
  /** [d, a] each. */
  wq: tf.Tensor2D
  wk: tf.Tensor2D
  wv: tf.Tensor2D
  /** [a, d] */
  wo: tf.Tensor2D
}

/** A decoder of attention alone. */
export interface Params {
  heads: number
  /** [V, d]: a row for each token. */
  embedding: tf.Tensor2D
  /** [P, d]: a row for each position. */
  positions: tf.Tensor2D
  layers: Layer[]
}

/** For each layer the keys and values of all positions so far, [heads, positions, width of a head]. */
export type Cache = { k: tf.Tensor3D; v: tf.Tensor3D }[]

/** So low that softmax gives it 0 beside any score. */
const UNSEEN = -1e30

/** All tokens of a prompt at once: the logits after each of them, [n, V], and what the next step needs. */
export function prefill(tokens: number[], params: Params): { logits: tf.Tensor2D; cache: Cache } {
  return run(tokens, [], params)
}

/** One token more: the logits after it, [V], and a cache of its own. */
export function decodeStep(
  token: number,
  cache: Cache,
  params: Params,
): { logits: tf.Tensor1D; cache: Cache } {
  return tf.tidy(() => {
    const step = run([token], cache, params)
    return { logits: step.logits.squeeze<tf.Tensor1D>([0]), cache: step.cache }
  })
}

/** Tokens behind those of the cache, whose length is also where they stand. */
function run(
  tokens: number[],
  before: Cache,
  { heads, embedding, positions, layers }: Params,
): { logits: tf.Tensor2D; cache: Cache } {
  const [from, n] = [before[0]?.k.shape[1] ?? 0, tokens.length]
  if (from + n > positions.shape[0]) throw new RangeError('There are more tokens than the context holds.')
  return tf.tidy(() => {
    let x: tf.Tensor2D = embedding
      .gather(tf.tensor1d(tokens, 'int32'))
      .add(positions.slice([from, 0], [n, -1]))
    const seen = tf.linalg.bandPart(tf.ones([n, from + n]), -1, from).toBool()
    const cache = layers.map(({ wq, wk, wv, wo }, layer) => {
      const old = before[layer]
      const k = appended(old?.k, split(tf.matMul(x, wk), heads))
      const v = appended(old?.v, split(tf.matMul(x, wv), heads))
      const scores = tf.matMul(split(tf.matMul(x, wq), heads), k, false, true).div(Math.sqrt(k.shape[2]))
      const averages = tf.matMul(tf.where(seen, scores, UNSEEN).softmax(), v)
      x = x.add(tf.matMul(averages.transpose([1, 0, 2]).reshape([n, -1]), wo))
      return { k, v }
    })
    return { logits: tf.matMul(x, embedding, false, true), cache }
  })
}

/** [n, a] → [heads, n, a / heads]: each head gets columns that lie side by side. */
const split = (x: tf.Tensor2D, heads: number): tf.Tensor3D =>
  x.reshape([x.shape[0], heads, -1]).transpose([1, 0, 2])

const appended = (old: tf.Tensor3D | undefined, fresh: tf.Tensor3D): tf.Tensor3D =>
  old ? tf.concat([old, fresh], 1) : fresh
