// Synchronous, typed arrays: takes k plus as many as were seen, and drops the seen ones from that.
import * as tf from '@tensorflow/tfjs'

function cosines(users: tf.Tensor2D, items: tf.Tensor2D): tf.Tensor2D {
  const norm = (x: tf.Tensor2D) => tf.sqrt(tf.sum(tf.mul(x, x), 1))
  const denominator = tf.outerProduct(norm(users) as tf.Tensor1D, norm(items) as tf.Tensor1D)
  return tf.div(tf.matMul(users, tf.transpose(items)), tf.add(denominator, 1e-8))
}

function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen }: { seen?: number[][] } = {},
) {
  const [m, n] = [users.shape[0], items.shape[0]]
  const longest = seen ? Math.max(0, ...seen.map((list) => new Set(list).size)) : 0
  const fetched = Math.min(n, k + longest)
  const [values, indices] = tf.tidy(() => {
    const best = tf.topk(cosines(users, items), fetched)
    return [best.values.dataSync(), best.indices.dataSync()]
  }) as unknown as [Float32Array, Int32Array]
  const answers = []
  for (let u = 0; u < m; u++) {
    const kept = []
    for (let place = u * fetched; place < (u + 1) * fetched && kept.length < k; place++)
      if (!seen?.[u]?.includes(indices[place]!)) kept.push(place)
    answers.push({
      indices: Int32Array.from(kept, (place) => indices[place]!),
      scores: Float32Array.from(kept, (place) => values[place]!),
    })
  }
  return answers
}

function recommend(user: tf.Tensor1D, items: tf.Tensor2D, k: number, { seen }: { seen?: number[] } = {}) {
  return tf.tidy(() => recommendBatch(user.as2D(1, -1), items, k, { seen: [seen ?? []] })[0])
}

export default { recommend, recommendBatch }
