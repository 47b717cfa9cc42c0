// Draws by the hundred, and calls that have to happen where the tensors are.

import * as tf from '@tensorflow/tfjs'

interface Clustering {
  centroids: tf.Tensor2D
  labels: tf.Tensor1D
  inertia: number
  iterations: number
}

/** Your module. */
export interface Candidate {
  seedCentroids(points: tf.Tensor2D, k: number, random: () => number): tf.Tensor2D | Promise<tf.Tensor2D>
  kMeans(points: tf.Tensor2D, initial: tf.Tensor2D, maxIterations: number): Clustering | Promise<Clustering>
}

export interface Drawn {
  /** [draws, k]: which points were chosen, in this order. */
  chosen: Int32Array
  /** How often `random` was called, in all. */
  calls: number
  /** Tensors that are there afterwards, and were not before. */
  left: number
}

/** Seeds again and again from the same points, which must differ, with these uniform numbers one after the other. */
export async function seedings(
  { seedCentroids }: Candidate,
  points: tf.Tensor2D,
  k: number,
  uniforms: Float64Array,
  draws: number,
): Promise<Drawn> {
  const rows = (await points.array()).map(String)
  const chosen = new Int32Array(draws * k)
  const before = tf.memory().numTensors
  let calls = 0
  const random = (): number => uniforms[calls++ % uniforms.length]!
  for (let i = 0; i < draws; i++) {
    const centroids = await seedCentroids(points, k, random)
    const places = (await centroids.array()).map((row) => rows.indexOf(String(row)))
    centroids.dispose()
    if (places.length !== k) throw new Error(`seedCentroids returns ${places.length} centroids for k = ${k}.`)
    if (places.includes(-1)) throw new Error('seedCentroids returns a centroid that is none of the points.')
    chosen.set(places, i * k)
  }
  return { chosen, calls, left: tf.memory().numTensors - before }
}

/** Runs twice and disposes of the first result: the second, and the tensors as they are afterwards. */
export async function twice(
  { kMeans, seedCentroids }: Candidate,
  points: tf.Tensor2D,
  initial: tf.Tensor2D,
  maxIterations: number,
): Promise<{ second: Clustering; points: tf.Tensor2D; initial: tf.Tensor2D }> {
  ;(await seedCentroids(points, points.shape[0], () => 0.5)).dispose()
  const first = await kMeans(points, initial, maxIterations)
  tf.dispose([first.centroids, first.labels])
  if (points.isDisposed || initial.isDisposed)
    throw new Error('kMeans disposes of a tensor that it was given, or returns it as its own.')
  return { second: await kMeans(points, initial, maxIterations), points, initial }
}
