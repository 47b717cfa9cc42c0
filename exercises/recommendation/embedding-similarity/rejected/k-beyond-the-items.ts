// rejected by: a k beyond the candidates returns them all · says: must be <= the last dimension
// tf.topk refuses a k greater than the number of items.
import * as tf from '@tensorflow/tfjs'

interface Recommendation {
  indices: number[]
  scores: number[]
}

const norms = (x: tf.Tensor2D): tf.Tensor2D => x.square().sum<tf.Tensor2D>(1, true).sqrt()

function similarities(users: tf.Tensor2D, items: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(users, items, false, true).divNoNan(tf.matMul(norms(users), norms(items), false, true))
}

export async function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: number[][] } = {},
): Promise<Recommendation[]> {
  const [m, n] = [users.shape[0], items.shape[0]]
  const mask = tf.buffer([m, n])
  seen.forEach((list, user) => list.forEach((item) => mask.set(-Infinity, user, item)))
  const best = tf.tidy(() => tf.topk(similarities(users, items).add(mask.toTensor()), k))
  const scores = (await best.values.array()) as number[][]
  const indices = (await best.indices.array()) as number[][]
  tf.dispose(best)
  return Array.from({ length: m }, (_, user) => ({
    indices: indices[user] ?? [],
    scores: scores[user] ?? [],
  }))
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
