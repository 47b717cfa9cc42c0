// rejected by: one item of one dimension · says: with a cosine of −1, is left out
// What is seen gets a score of −1, and whatever has −1 is dropped: an item may have it by itself.
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
  const mask = tf.buffer([m, n], 'bool')
  seen.forEach((list, user) => list.forEach((item) => mask.set(true, user, item)))
  const best = tf.tidy(() => {
    const cosines = similarities(users, items)
    return tf.topk(tf.where(mask.toTensor(), tf.fill([m, n], -1), cosines), Math.min(k, n))
  })
  const scores = (await best.values.array()) as number[][]
  const indices = (await best.indices.array()) as number[][]
  tf.dispose(best)
  return Array.from({ length: m }, (_, user) => {
    const list = scores[user] ?? []
    const places = [...list.keys()].filter((place) => list[place]! > -1)
    return {
      indices: places.map((place) => indices[user]![place]!),
      scores: places.map((place) => list[place]!),
    }
  })
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
