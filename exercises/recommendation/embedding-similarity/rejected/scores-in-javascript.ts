// rejected by: 20,000 items of 64 dimensions · says: The similarities are computed in JavaScript
// Downloads all vectors and multiplies them in a loop.
import * as tf from '@tensorflow/tfjs'

interface Recommendation {
  indices: number[]
  scores: number[]
}

function cosine(a: number[], b: number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  const lengths = Math.hypot(...a) * Math.hypot(...b)
  return lengths === 0 ? 0 : dot / lengths
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
  const [userRows, itemRows] = [await users.array(), await items.array()]
  return userRows.map((user, index) => {
    const scores = itemRows.map((item) => cosine(user, item))
    return choose(scores, k, seen[index] ?? [])
  })
}

export async function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[] } = {},
): Promise<Recommendation> {
  const [userRow, itemRows] = [await user.array(), await items.array()]
  const scores = itemRows.map((item) => cosine(userRow, item))
  return choose(scores, k, seen)
}
