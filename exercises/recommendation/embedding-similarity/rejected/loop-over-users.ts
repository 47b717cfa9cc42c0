// rejected by: the number of tensor operations does not grow with the users · says: There is a loop where one matrix product would do
// Scores one user after another.
import * as tf from '@tensorflow/tfjs'

interface Recommendation {
  indices: number[]
  scores: number[]
}

const norms = (x: tf.Tensor2D): tf.Tensor2D => x.square().sum<tf.Tensor2D>(1, true).sqrt()

function similarities(users: tf.Tensor2D, items: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(users, items, false, true).divNoNan(tf.matMul(norms(users), norms(items), false, true))
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

export async function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[] } = {},
): Promise<Recommendation> {
  const scores = tf.tidy(() => similarities(user.expandDims(0), items).flatten())
  const row = Array.from(await scores.data())
  scores.dispose()
  return choose(row, k, seen)
}

export async function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[][] } = {},
): Promise<Recommendation[]> {
  const answers = []
  for (const [index, user] of tf.unstack(users).entries()) {
    answers.push(await recommend(user as tf.Tensor1D, items, k, { seen: seen[index] ?? [] }))
    user.dispose()
  }
  return answers
}
