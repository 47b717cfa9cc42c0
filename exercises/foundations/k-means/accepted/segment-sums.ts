// Distances column by column, one for each centroid; means by segment sums; async.
import * as tf from '@tensorflow/tfjs'

const squares = (x: tf.Tensor2D, c: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(
    () =>
      tf.stack(
        tf.unstack(c).map((centroid) => tf.squaredDifference(x, centroid).sum(1)),
        1,
      ) as tf.Tensor2D,
  )

export async function seedCentroids(points: tf.Tensor2D, k: number, random: () => number) {
  const n = points.shape[0]
  const chosen: number[] = [Math.min(n - 1, Math.floor(random() * n))]
  for (let size = 1; size < k; size++) {
    const nearest = tf.tidy(() => {
      const centroids = tf.gather(points, tf.tensor1d(chosen, 'int32'))
      return points.expandDims(1).sub(centroids.expandDims(0)).square().sum(2).min(1)
    })
    const weights = await nearest.data()
    nearest.dispose()
    const sums: number[] = []
    let total = 0
    for (const weight of weights) sums.push((total += weight))
    const target = random() * total
    const found = sums.findIndex((sum) => sum > target)
    chosen.push(found < 0 ? sums.indexOf(total) : found)
  }
  return tf.tidy(() => tf.gather(points, tf.tensor1d(chosen, 'int32')))
}

export async function kMeans(points: tf.Tensor2D, initial: tf.Tensor2D, maxIterations: number) {
  const k = initial.shape[0]
  const nearest = (c: tf.Tensor2D): tf.Tensor1D => tf.tidy(() => squares(points, c).argMin(1))
  let centroids = tf.tidy(() => tf.add(initial, 0)) as tf.Tensor2D
  let labels = nearest(centroids)
  let iterations = 0
  let done = false
  while (!done && iterations < maxIterations) {
    const old = centroids
    const oldLabels = labels
    centroids = tf.tidy(() => {
      const counts = tf.unsortedSegmentSum(tf.onesLike(points), oldLabels, k)
      const sums = tf.unsortedSegmentSum(points, oldLabels, k)
      return tf.where(counts.equal(0), old, tf.divNoNan(sums, counts)) as tf.Tensor2D
    })
    labels = nearest(centroids)
    const same = tf.tidy(() => tf.all(tf.equal(labels, oldLabels)))
    done = Boolean((await same.data())[0])
    tf.dispose([old, oldLabels, same])
    iterations++
  }
  const distances = tf.tidy(() => squares(points, centroids).min(1).sum())
  const [inertia] = await distances.data()
  distances.dispose()
  return { centroids, labels, inertia: inertia!, iterations }
}
