// rejected by: five items in the plane · says: Only the user is normalised
// Divides by the length of the user alone: still the ranking of the dot product.
import * as tf from '@tensorflow/tfjs'

interface Recommendation {
  indices: number[]
  scores: number[]
}

function similarities(users: tf.Tensor2D, items: tf.Tensor2D): tf.Tensor2D {
  const lengths = users.square().sum<tf.Tensor2D>(1, true).sqrt()
  return tf.matMul(users.divNoNan(lengths), items, false, true)
}

/** The k best of one row of scores. */
function choose(scores: number[], k: number, seen: readonly number[]): Recommendation {
  const indices = scores
    .map((_, index) => index)
    .filter((index) => !seen.includes(index))
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, k)
  return { indices, scores: indices.map((index) => scores[index]!) }
}

export async function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[][] } = {},
): Promise<Recommendation[]> {
  const scores = tf.tidy(() => similarities(users, items))
  const rows = await scores.array()
  scores.dispose()
  return rows.map((row, user) => choose(row, k, seen[user] ?? []))
}

export async function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[] } = {},
): Promise<Recommendation> {
  const users = user.expandDims<tf.Tensor2D>(0)
  const [answer] = await recommendBatch(users, items, k, { seen: [seen] })
  users.dispose()
  return answer!
}
