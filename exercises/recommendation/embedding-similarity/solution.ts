import * as tf from '@tensorflow/tfjs'

/** The best items for one user, the most similar first; both lists have the same length. */
export interface Recommendation {
  indices: number[]
  scores: number[]
}

/** The k items most similar to one user. user: [d], items: [n, d]. */
export async function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  { seen }: { seen?: readonly number[] } = {},
): Promise<Recommendation> {
  const users = user.expandDims<tf.Tensor2D>(0)
  const [recommendation] = await recommendBatch(users, items, k, { seen: seen ? [seen] : [] })
  users.dispose()
  return recommendation!
}

/** The k items most similar to each user. users: [m, d], items: [n, d]. */
export async function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] }: { seen?: readonly (readonly number[])[] } = {},
): Promise<Recommendation[]> {
  const [m, n] = [users.shape[0], items.shape[0]]
  if (k === 0) return Array.from({ length: m }, () => ({ indices: [], scores: [] }))

  const mask = tf.buffer([m, n])
  seen.forEach((list, user) => list.forEach((item) => mask.set(-Infinity, user, item)))

  const best = tf.tidy(() => {
    const candidates = cosineSimilarity(users, items).add(mask.toTensor())
    return tf.topk(candidates, Math.min(k, n))
  })
  const [scores, indices] = await Promise.all([best.values.array(), best.indices.array()])
  tf.dispose(best)
  return (scores as number[][]).map((row, user) => {
    const found = row.filter((score) => score > -Infinity)
    return { indices: (indices as number[][])[user]!.slice(0, found.length), scores: found }
  })
}

/** The cosine of each row of a [m, d] with each row of b [n, d]: [m, n]. A row of zeros has similarity 0. */
function cosineSimilarity(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  const products = tf.matMul(a, b, false, true)
  const lengths = tf.matMul(norms(a), norms(b), false, true)
  return products.divNoNan(lengths)
}

/** The length of each row of x [n, d]: [n, 1]. */
const norms = (x: tf.Tensor2D): tf.Tensor2D => x.square().sum<tf.Tensor2D>(1, true).sqrt()
