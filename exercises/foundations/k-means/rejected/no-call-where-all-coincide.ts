// rejected by: Chance comes from random alone, once for each centroid · says: where any point may be taken too
// Where all points coincide with chosen ones, the first is taken without a call of random.
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
      const next = draw(nearest.dataSync<'float32'>(), random)
      nearest = nearest.minimum(distancesTo(next))
      chosen.push(next)
    }
    return points.gather(chosen)
  })
}

function draw(weights: Float32Array, random: () => number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return 0
  let left = random() * total
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
  const inertia = valueOf(() => points.sub(centroids.gather(labels)).square().sum())
  return { centroids, labels, inertia, iterations }
}

const assign = (points: tf.Tensor2D, centroids: tf.Tensor2D): tf.Tensor1D =>
  tf.tidy(() => points.expandDims(1).sub(centroids).square().sum(2).argMin(1))

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
