// Runs beside your code: the gradients of your loss, and two small towers that learn by it.

import * as tf from '@tensorflow/tfjs'

interface BatchOptions {
  itemIds?: tf.Tensor1D
  logQ?: tf.Tensor1D
  temperature?: number
}

/** Your module. */
export interface Candidate {
  batchProbabilities(users: tf.Tensor2D, items: tf.Tensor2D, options?: BatchOptions): unknown
  twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options?: BatchOptions): unknown
}

/** The gradient of `factor` times the loss with respect to users and to items; null where none arrives. */
export function gradients(
  candidate: Candidate,
  factor: number,
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: BatchOptions,
): { users: tf.Tensor | null; items: tf.Tensor | null } {
  return {
    users: gradient(users, (x) => lossOf(candidate, x, items, options).mul(factor)),
    items: gradient(items, (x) => lossOf(candidate, users, x, options).mul(factor)),
  }
}

/** The gradient of the sum of two losses, of the same rows with other ids. */
export function gradientsOfTwo(
  candidate: Candidate,
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  itemIds: tf.Tensor1D,
  others: tf.Tensor1D,
): { users: tf.Tensor | null; items: tf.Tensor | null } {
  const both = (u: tf.Tensor2D, v: tf.Tensor2D): tf.Scalar =>
    lossOf(candidate, u, v, { itemIds }).add(lossOf(candidate, u, v, { itemIds: others }))
  return {
    users: gradient(users, (x) => both(x, items)),
    items: gradient(items, (x) => both(users, x)),
  }
}

function gradient(input: tf.Tensor2D, loss: (x: tf.Tensor2D) => tf.Scalar): tf.Tensor | null {
  try {
    return tf.grad((x) => loss(x as tf.Tensor2D))(input)
  } catch (error) {
    return noGradient(error)
  }
}

/** Null when no operation leads from the input to the loss, else the error in words of what to do. */
function noGradient(error: unknown): null {
  if (!(error instanceof Error)) throw error
  if (error.message.includes('Cannot compute gradient of y=f(x)')) return null
  const without = /gradient function not found for (\w+)/.exec(error.message)
  if (!without) throw error
  throw new Error(
    `TF.js has no gradient for ${without[1]}, so nothing may depend on users or items through it. What is compared should be ids.`,
  )
}

/** The loss, once it is known to be one that tf.grad can follow. */
function lossOf(
  candidate: Candidate,
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: BatchOptions,
): tf.Scalar {
  const loss = candidate.twoTowerLoss(users, items, options)
  if (loss instanceof tf.Tensor) return loss as tf.Scalar
  if (loss instanceof Promise)
    throw new Error('twoTowerLoss returns a promise, which tf.grad cannot look into: return the tensor.')
  throw new Error('twoTowerLoss must return a scalar tensor.')
}

/** The same tensors three times, with other options in between: the last loss, and the tensors as they are afterwards. */
export function thrice(
  candidate: Candidate,
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  itemIds: tf.Tensor1D,
  logQ: tf.Tensor1D,
): {
  plain: tf.Scalar
  last: tf.Scalar
  users: tf.Tensor
  items: tf.Tensor
  itemIds: tf.Tensor
  logQ: tf.Tensor
} {
  const all = { itemIds, logQ, temperature: 0.5 }
  lossOf(candidate, users, items, all).dispose()
  const plain = lossOf(candidate, users, items, {})
  tf.dispose(candidate.batchProbabilities(users, items, all) as tf.Tensor)
  return { plain, last: lossOf(candidate, users, items, all), users, items, itemIds, logQ }
}

// ---- a shop ----

const ITEMS = 48
const KINDS = 4
const BATCH = 24
const WIDTH = 6

/** Uniform numbers in [0, 1), always the same ones. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What is left after training. */
export interface Shop {
  /** [items]: the logarithm of how often each item is taken. */
  logQ: Float32Array
  /** [items]: the mean score of each item over all kinds of users. */
  scores: Float32Array
  losses: number[]
  /** For how many kinds of users the best item is one of their own kind. */
  matched: number
}

/**
 * Users of four kinds take items, mostly of their own kind, and popular items more often. One row is learned for each kind and
 * each item, by your loss. With `corrected: false` the loss is not told how often an item is taken.
 */
export async function train(
  candidate: Candidate,
  { steps, corrected, seed }: { steps: number; corrected: boolean; seed: number },
): Promise<Shop> {
  const next = noise(seed)
  const taken = (kind: number): number[] =>
    Array.from({ length: ITEMS }, (_, j) => (j % KINDS === kind ? 8 : 1) / (j + 2))
  const kinds = Array.from({ length: KINDS }, (_, kind) => shares(taken(kind)))
  const logQ = Float32Array.from(taken(0), (_, j) =>
    Math.log(kinds.reduce((sum, of) => sum + of[j]! / KINDS, 0)),
  )
  const rows = (count: number): tf.Variable<tf.Rank.R2> =>
    tf.tidy(() =>
      tf.variable(
        tf.tensor2d(Array.from({ length: count }, () => Array.from({ length: WIDTH }, () => next() - 0.5))),
      ),
    ) as tf.Variable<tf.Rank.R2>
  const towers = { users: rows(KINDS), items: rows(ITEMS) }
  const optimizer = tf.train.adam(0.05)
  const losses: number[] = []
  for (let step = 0; step < steps; step++) {
    const who = Array.from({ length: BATCH }, () => Math.floor(KINDS * next()))
    const what = who.map((kind) => drawn(kinds[kind]!, next()))
    const given = {
      itemIds: tf.tensor1d(what, 'int32'),
      logQ: tf.tensor1d(what.map((item) => (corrected ? logQ[item]! : 0))),
    }
    const users = tf.tensor1d(who, 'int32')
    const loss = optimizer.minimize(
      () =>
        lossOf(
          candidate,
          towers.users.gather<tf.Tensor2D>(users),
          towers.items.gather<tf.Tensor2D>(given.itemIds),
          given,
        ),
      true,
      [towers.users, towers.items],
    )!
    losses.push((await loss.data())[0]!)
    tf.dispose([loss, users, given.itemIds, given.logQ])
  }
  const all = tf.tidy(() => tf.matMul(towers.users, towers.items, false, true))
  const best = all.argMax(1)
  const mean = all.mean(0)
  const matched = (await best.data()).filter((item, kind) => item % KINDS === kind).length
  const scores = Float32Array.from(await mean.data())
  optimizer.dispose()
  tf.dispose([all, best, mean, towers.users, towers.items])
  return { logQ, scores, losses, matched }
}

function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

function drawn(chances: readonly number[], at: number): number {
  let left = at
  const index = chances.findIndex((chance) => (left -= chance) < 0)
  return index === -1 ? chances.length - 1 : index
}
