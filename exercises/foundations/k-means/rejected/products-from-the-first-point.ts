// rejected by: Clusters 1 apart, a thousand away from the origin · says: small difference of large, rounded numbers
// The distances as one product of matrices, with the first point as the origin: other corners are as far away as before.
import * as tf from '@tensorflow/tfjs'

export interface Clustering {
  centroids: tf.Tensor2D
  labels: tf.Tensor1D
  inertia: number
  iterations: number
}

export function seedCentroids(points: tf.Tensor2D, k: number, random: () => number): tf.Tensor2D {
  return tf.tidy(() => {
    const distancesTo = (index: number): tf.Tensor => points.sub(points.slice(index, 1)).square().sum(1)
    const chosen = [Math.floor(random() * points.shape[0])]
    let nearest = distancesTo(chosen[0]!)
    while (chosen.length < k) {
      const next = draw(nearest.dataSync<'float32'>(), random())
      nearest = nearest.minimum(distancesTo(next))
      chosen.push(next)
    }
    return points.gather(chosen)
  })
}

function draw(weights: Float32Array, uniform: number): number {
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0)
  return Math.max(
    weights.findIndex((weight) => (left -= weight) < 0),
    0,
  )
}

export function kMeans(points: tf.Tensor2D, initial: tf.Tensor2D, maxIterations: number): Clustering {
  let centroids = initial.clone()
  let labels = assign(points, centroids)
  let iterations = 0
  for (let changing = true; changing && iterations < maxIterations; iterations++) {
    const moved = meansOf(points, labels, centroids)
    const next = assign(points, moved)
    changing = valueOf(() => labels.notEqual(next).any()) === 1
    tf.dispose([centroids, labels])
    ;[centroids, labels] = [moved, next]
  }
  const inertia = valueOf(() => squaredDistances(points, centroids).min(1).sum())
  return { centroids, labels, inertia, iterations }
}

const squaredDistances = (points: tf.Tensor2D, centroids: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => {
    const origin = points.slice(0, 1)
    const [x, c] = [points.sub(origin), centroids.sub(origin)]
    const products = tf.matMul(x, c, false, true)
    const sums = x.square().sum(1, true).add(c.square().sum(1))
    return sums.sub(products.mul(2)).maximum<tf.Tensor2D>(0)
  })

const assign = (points: tf.Tensor2D, centroids: tf.Tensor2D): tf.Tensor1D =>
  tf.tidy(() => squaredDistances(points, centroids).argMin(1))

function meansOf(points: tf.Tensor2D, labels: tf.Tensor1D, centroids: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const indices = tf.range(0, centroids.shape[0], 1, 'int32')
    const isMember = labels.expandDims(1).equal(indices).toFloat()
    const counts = isMember.sum(0).expandDims(1)
    const sums = tf.matMul(isMember, points, true)
    return tf.where(counts.greater(0), sums.div(counts), centroids)
  })
}

const valueOf = (compute: () => tf.Tensor): number => tf.tidy(() => compute().dataSync()[0]!)
