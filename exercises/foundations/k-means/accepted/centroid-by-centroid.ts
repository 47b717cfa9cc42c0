// A class that keeps its state; one centroid at a time, all points at once.
import * as tf from '@tensorflow/tfjs'

class State {
  constructor(
    readonly points: tf.Tensor2D,
    readonly centroids: tf.Tensor1D[],
  ) {}

  get distances(): tf.Tensor2D {
    const columns = this.centroids.map((c) => tf.squaredDifference(this.points, c).sum(1))
    return tf.stack(columns, 1) as tf.Tensor2D
  }

  labels(): Int32Array {
    return tf.tidy(() => tf.argMin(this.distances, 1).dataSync() as Int32Array)
  }

  inertia(): number {
    return tf.tidy(() => tf.min(this.distances, 1).sum().arraySync() as number)
  }

  moved(labels: Int32Array): State {
    const means = this.centroids.map((centroid, j) =>
      tf.tidy(() => {
        const weights = tf.tensor1d(Float32Array.from(labels, (label) => (label === j ? 1 : 0)))
        const count = labels.filter((label) => label === j).length
        return count === 0 ? centroid.clone() : tf.dot(weights, this.points).div<tf.Tensor1D>(count)
      }),
    )
    return new State(this.points, means as tf.Tensor1D[])
  }
}

export function kMeans(points: tf.Tensor2D, initial: tf.Tensor2D, maxIterations: number) {
  return tf.tidy(() => {
    let state = new State(points, tf.unstack(initial) as tf.Tensor1D[])
    let labels = state.labels()
    let iterations = 0
    for (let i = 1; i <= maxIterations; i++) {
      state = state.moved(labels)
      const before = labels
      labels = state.labels()
      iterations = i
      if (before.join() === labels.join()) break
    }
    return {
      centroids: tf.stack(state.centroids) as tf.Tensor2D,
      labels: tf.tensor1d(labels, 'int32'),
      inertia: state.inertia(),
      iterations,
    }
  })
}

export function seedCentroids(points: tf.Tensor2D, k: number, random: () => number): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = tf.unstack(points) as tf.Tensor1D[]
    const weights = new Float64Array(rows.length).fill(1)
    const chosen: tf.Tensor1D[] = []
    for (let j = 0; j < k; j++) {
      const possible = [...weights.keys()].filter((i) => weights[i]! > 0)
      const total = possible.reduce((sum, i) => sum + weights[i]!, 0)
      let left = total * random()
      const pick = possible.find((i) => (left -= weights[i]!) < 0) ?? possible.at(-1) ?? 0
      chosen.push(rows[pick]!)
      const distances = new State(points, chosen).distances.min(1).dataSync()
      weights.set(distances)
    }
    return tf.stack(chosen) as tf.Tensor2D
  })
}
