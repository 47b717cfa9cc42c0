// rejected by: a seen item makes room for the next · says: The indices count the candidates
// Takes the seen items out of the matrix, and returns positions in what is left.
import * as tf from '@tensorflow/tfjs'

export function recommend(user: tf.Tensor1D, items: tf.Tensor2D, k: number, options?: { seen?: number[] }) {
  const seen = new Set(options?.seen)
  const candidates: number[] = []
  for (let i = 0; i < items.shape[0]; i++) if (!seen.has(i)) candidates.push(i)
  const count = Math.min(k, candidates.length)
  if (count === 0) return { indices: [], scores: [] }
  return tf.tidy(() => {
    const left = tf.gather(items, tf.tensor1d(candidates, 'int32'))
    const dots = left.mul(user).sum(1)
    const cosine = dots.divNoNan(left.square().sum(1).sqrt().mul(user.square().sum().sqrt()))
    const { values, indices } = tf.topk(cosine, count)
    const positions = indices.dataSync()
    return {
      indices: Array.from(positions),
      scores: Array.from(values.dataSync()),
    }
  })
}

export function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  options?: { seen?: number[][] },
) {
  const [m, n] = [users.shape[0], items.shape[0]]
  const isSeen = new Uint8Array(m * n)
  options?.seen?.forEach((list, u) => list.forEach((i) => (isSeen[u * n + i] = 1)))
  const cosine = tf.tidy(() => {
    const lengths = (x: tf.Tensor2D) => tf.norm(x, 2, 1, true) as tf.Tensor2D
    const all = tf
      .matMul(users, items, false, true)
      .divNoNan(tf.matMul(lengths(users), lengths(items), false, true))
    return tf.where(tf.tensor2d(isSeen, [m, n], 'bool'), tf.scalar(-2), all) as tf.Tensor2D
  })
  const rows = cosine.arraySync()
  cosine.dispose()
  return rows.map((row) => {
    const ranked = row
      .map((score, index) => [score, index] as const)
      .filter(([score]) => score > -1.5)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1])
      .slice(0, k)
    return { indices: ranked.map(([, index]) => index), scores: ranked.map(([score]) => score) }
  })
}
