// rejected by: the number of tensor operations does not grow with the items · says: There is a loop where one matrix product would do
// One dot product for each item: 20,000 items take 100,000 kernels.
import * as tf from '@tensorflow/tfjs'

interface Recommendation {
  indices: number[]
  scores: number[]
}

function cosine(user: tf.Tensor1D, item: tf.Tensor1D): number {
  return tf.tidy(() => user.dot(item).divNoNan(user.norm().mul(item.norm())).dataSync()[0]!)
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

export function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[] } = {},
): Recommendation {
  const scores: number[] = []
  for (let index = 0; index < items.shape[0]; index++) {
    const item = items.slice([index, 0], [1, -1]).flatten()
    scores.push(cosine(user, item))
    item.dispose()
  }
  return choose(scores, k, seen)
}

export function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[][] } = {},
): Recommendation[] {
  return users.unstack().map((user, index) => {
    const answer = recommend(user as tf.Tensor1D, items, k, { seen: seen[index] ?? [] })
    user.dispose()
    return answer
  })
}
