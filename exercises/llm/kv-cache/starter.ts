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

/** What a step needs of all that came before it. Yours to design: change it. */
export type Cache = { k: tf.Tensor; v: tf.Tensor }[]

/**
 * All tokens of a prompt at once.
 *
 * tokens: n ids, n ≥ 1
 * returns logits [n, V], the row after each token, and the cache that the next step needs
 */
export function prefill(tokens: number[], params: Params): { logits: tf.Tensor2D; cache: Cache } {
  throw new Error('prefill is not written yet.')
}

/**
 * One token more, behind those of the cache.
 *
 * returns logits [V] and a new cache; the old one stays as it is
 */
export function decodeStep(
  token: number,
  cache: Cache,
  params: Params,
): { logits: tf.Tensor1D; cache: Cache } {
  throw new Error('decodeStep is not written yet.')
}
