// Plain loops over rows; tensors only at the door.
import * as tf from '@tensorflow/tfjs'

const between = (a: number[], b: number[]): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) * (a[i]! - b[i]!)
  return sum
}

export async function seedCentroids(points: tf.Tensor2D, k: number, random: () => number) {
  const rows = await points.array()
  const centroids: number[][] = []
  while (centroids.length < k) {
    const weights = rows.map((row) =>
      centroids.length === 0 ? 1 : Math.min(...centroids.map((centroid) => between(row, centroid))),
    )
    const total = weights.reduce((a, b) => a + b, 0)
    const target = random() * total
    let reached = 0
    let pick = -1
    for (let i = 0; i < rows.length && (pick < 0 || reached <= target); i++) {
      reached += weights[i]!
      if (weights[i]! > 0) pick = i
    }
    centroids.push(rows[Math.max(pick, 0)]!)
  }
  return tf.tensor2d(centroids)
}

export async function kMeans(points: tf.Tensor2D, initial: tf.Tensor2D, maxIterations: number) {
  const rows = await points.array()
  const centroids = await initial.array()
  const assign = (): number[] =>
    rows.map((row) => {
      let best = 0
      centroids.forEach((centroid, j) => {
        if (between(row, centroid) < between(row, centroids[best]!)) best = j
      })
      return best
    })
  let labels = assign()
  let iterations = 0
  while (iterations < maxIterations) {
    centroids.forEach((_, j) => {
      const own = rows.filter((_, i) => labels[i] === j)
      if (own.length > 0)
        centroids[j] = own[0]!.map((_, c) => own.reduce((sum, row) => sum + row[c]!, 0) / own.length)
    })
    const next = assign()
    iterations += 1
    const same = next.every((label, i) => label === labels[i])
    labels = next
    if (same) break
  }
  return {
    centroids: tf.tensor2d(centroids),
    labels: tf.tensor1d(labels, 'int32'),
    inertia: rows.reduce((sum, row, i) => sum + between(row, centroids[labels[i]!]!), 0),
    iterations,
  }
}
