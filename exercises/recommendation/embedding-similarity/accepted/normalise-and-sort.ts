// Normalises both sides, reads the scores, and sorts them in JavaScript, which keeps equals in order.
import * as tf from '@tensorflow/tfjs'

type Recommendation = { indices: number[]; scores: number[] }

function normalise(x: tf.Tensor2D): tf.Tensor2D {
  return x.div(tf.maximum(tf.norm(x, 'euclidean', 1, true), 1e-8))
}

function pick(scores: number[], k: number, seen: number[]): Recommendation {
  const known = new Set(seen)
  const indices = scores
    .map((_, i) => i)
    .filter((i) => !known.has(i))
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, k)
  return { indices, scores: indices.map((i) => scores[i]!) }
}

export async function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  options: { seen?: number[] } = {},
): Promise<Recommendation> {
  const scores = tf.tidy(() => tf.dot(normalise(items), normalise(user.reshape([1, -1])).flatten()))
  const values = Array.from(await scores.data())
  scores.dispose()
  return pick(values, k, options.seen ?? [])
}

export async function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  options: { seen?: number[][] } = {},
): Promise<Recommendation[]> {
  const scores = tf.tidy(() => normalise(users).matMul(normalise(items), false, true))
  const rows = (await scores.array()) as number[][]
  scores.dispose()
  return rows.map((row, u) => pick(row, k, options.seen?.[u] ?? []))
}
