// rejected by: seen items stay out when all others point away from the user · says: already seen
// A score of 0 does not rule an item out: it beats every negative cosine.
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
  const mask = tf.buffer([m, n], 'float32', new Float32Array(m * n).fill(1))
  seen.forEach((list, user) => list.forEach((item) => mask.set(0, user, item)))
  const best = tf.tidy(() => tf.topk(similarities(users, items).mul(mask.toTensor()), Math.min(k, n)))
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
