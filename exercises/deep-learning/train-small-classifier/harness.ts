// Data sets, and experiments that run beside your code: make a model, train it, ask it.

import * as tf from '@tensorflow/tfjs'
import penguinData from './data/penguins.json'

// ---- data ----

/** The tests' and the demo's stream of random numbers. */
export interface RandomSource {
  uniform(low: number, high: number): number
  normal(mean?: number, standardDeviation?: number): number
  shuffled<T>(items: readonly T[]): T[]
}

/** Row i of `x` belongs to class `y[i]`. */
export interface Dataset {
  x: number[][]
  y: number[]
}

/** Two half circles that reach into each other, n points in all. */
export function moons(n: number, random: RandomSource, noise = 0.12): Dataset {
  const points = Array.from({ length: n }, (_, i) => {
    const label = i % 2
    const angle = random.uniform(0, Math.PI)
    const [across, up] =
      label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)]
    return { x: [across + random.normal(0, noise), up + random.normal(0, noise)], label }
  })
  return datasetOf(random.shuffled(points))
}

/** Three arms that wind about the origin, n points in all. */
export function spirals(n: number, random: RandomSource, noise = 0.12): Dataset {
  const points = Array.from({ length: n }, (_, i) => {
    const label = i % 3
    const radius = Math.sqrt(random.uniform(0.02, 1))
    const angle = (2 * Math.PI * label) / 3 + 4 * radius + random.normal(0, noise)
    return { x: [radius * Math.cos(angle), radius * Math.sin(angle)], label }
  })
  return datasetOf(random.shuffled(points))
}

export const penguinFeatures: readonly string[] = penguinData.features
export const penguinSpecies: readonly string[] = penguinData.species

/** 342 penguins, four measurements in their own units, shuffled: 240 to train on and 102 to be asked about. */
export function penguins(random: RandomSource): { train: Dataset; test: Dataset } {
  const rows = random.shuffled(penguinData.rows)
  const part = (from: number, to: number): Dataset =>
    datasetOf(rows.slice(from, to).map((row) => ({ x: row.slice(0, 4), label: row[4]! })))
  return { train: part(0, 240), test: part(240, rows.length) }
}

const datasetOf = (points: readonly { x: number[]; label: number }[]): Dataset => ({
  x: points.map((point) => point.x),
  y: points.map((point) => point.label),
})

// ---- experiments ----

/** Your module, as the experiments use it. They never look inside a model. */
export interface Candidate {
  createModel(features: number, classes: number): unknown
  train(
    model: unknown,
    x: tf.Tensor2D,
    y: tf.Tensor1D,
    options: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
  ): Promise<{ loss: number[] }>
  predict(model: unknown, x: tf.Tensor2D): tf.Tensor2D | Promise<tf.Tensor2D>
}

export interface Fitted {
  /** What `train` returned. */
  loss: number[]
  /** What `predict` says of the queries, [m, classes]. */
  probabilities: tf.Tensor2D
}

interface Options {
  classes: number
  epochs: number
}

/** Trains, and says so when what comes back is not { loss: number[] }. */
async function lossOf(
  candidate: Candidate,
  model: unknown,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  options: Parameters<Candidate['train']>[3],
): Promise<number[]> {
  const returned: unknown = await candidate.train(model, x, y, options)
  const loss = (returned as { loss?: unknown } | null | undefined)?.loss
  const isList = Array.isArray(loss) || loss instanceof Float32Array || loss instanceof Float64Array
  if (!isList) throw new Error('train must resolve to { loss: number[] }, one number for each epoch.')
  const numbers = Array.from(loss as ArrayLike<unknown>)
  const odd = numbers.findIndex((entry) => typeof entry !== 'number')
  if (odd >= 0) throw new Error(`loss[${odd}] is not a number. Read a tensor with (await tensor.data())[0].`)
  return numbers as number[]
}

/** createModel, train, predict: the whole life of a model. */
export async function fit(
  candidate: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  queries: tf.Tensor2D,
  { classes, epochs }: Options,
): Promise<Fitted> {
  const model = await candidate.createModel(x.shape[1], classes)
  const loss = await lossOf(candidate, model, x, y, { epochs })
  return { loss, probabilities: await candidate.predict(model, queries) }
}

/** Trains with an `onEpoch` that takes its time, and writes down how it is called. */
export async function listen(
  candidate: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { classes, epochs }: Options,
): Promise<{ loss: number[]; epochs: number[]; losses: number[]; overlapped: boolean; unfinished: boolean }> {
  const heard = { epochs: [] as number[], losses: [] as number[] }
  let running = 0
  let overlapped = false
  const onEpoch = async (epoch: number, loss: number): Promise<void> => {
    if (running > 0) overlapped = true
    heard.epochs.push(epoch)
    heard.losses.push(loss)
    running++
    await new Promise((resolve) => setTimeout(resolve, 2))
    running--
  }
  const model = await candidate.createModel(x.shape[1], classes)
  const loss = await lossOf(candidate, model, x, y, { epochs, onEpoch })
  return { loss, ...heard, overlapped, unfinished: running > 0 }
}

/** Trains, and measures the mean cross-entropy of what `predict` says of the training points after each epoch. */
export async function follow(
  candidate: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { classes, epochs }: Options,
): Promise<{ loss: number[]; after: number[] }> {
  const model = await candidate.createModel(x.shape[1], classes)
  const labels = await y.data()
  const after: number[] = []
  const onEpoch = async (): Promise<void> => {
    const probabilities = await candidate.predict(model, x)
    const rows = (await probabilities.array()) as number[][]
    probabilities.dispose()
    const costs = rows.map((row, i) => -Math.log(Math.max(row[labels[i]!]!, 1e-7)))
    after.push(costs.reduce((total, cost) => total + cost, 0) / costs.length)
  }
  const loss = await lossOf(candidate, model, x, y, { epochs, onEpoch })
  return { loss, after }
}

/** Trains one model in two calls. */
export async function resume(
  candidate: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { classes, epochs }: Options,
): Promise<{ first: number[]; second: number[] }> {
  const model = await candidate.createModel(x.shape[1], classes)
  const first = await lossOf(candidate, model, x, y, { epochs })
  const second = await lossOf(candidate, model, x, y, { epochs })
  return { first, second }
}

/** Asks one trained model about the same queries in several ways. */
export async function ask(
  candidate: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  queries: tf.Tensor2D,
  { classes, epochs }: Options,
): Promise<{ together: tf.Tensor2D; again: tf.Tensor2D; oneByOne: tf.Tensor2D[] }> {
  const model = await candidate.createModel(x.shape[1], classes)
  await candidate.train(model, x, y, { epochs })
  const together = await candidate.predict(model, queries)
  const oneByOne: tf.Tensor2D[] = []
  for (let i = 0; i < queries.shape[0]; i++)
    oneByOne.push(await candidate.predict(model, queries.slice([i, 0], [1, -1])))
  return { together, again: await candidate.predict(model, queries), oneByOne }
}

/** Trains a model, then another on other data, and asks the first before and after. */
export async function twoModels(
  candidate: Candidate,
  first: { x: tf.Tensor2D; y: tf.Tensor1D; classes: number },
  second: { x: tf.Tensor2D; y: tf.Tensor1D; classes: number },
  queries: tf.Tensor2D,
  epochs: number,
): Promise<{ before: tf.Tensor2D; after: tf.Tensor2D }> {
  const one = await candidate.createModel(first.x.shape[1], first.classes)
  const two = await candidate.createModel(second.x.shape[1], second.classes)
  await candidate.train(one, first.x, first.y, { epochs })
  const before = await candidate.predict(one, queries)
  await candidate.train(two, second.x, second.y, { epochs })
  return { before, after: await candidate.predict(one, queries) }
}

/** Tensors that stay: after a second call of `train`, after one of ten epochs more, and after `predict`. */
export async function countTensors(
  candidate: Candidate,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { classes, epochs }: Options,
): Promise<{ perCall: number; perEpoch: number; perPrediction: number; inputsGone: boolean }> {
  const model = await candidate.createModel(x.shape[1], classes)
  const growth = async (work: () => Promise<unknown>): Promise<number> => {
    const before = tf.memory().numTensors
    await work()
    return tf.memory().numTensors - before
  }
  const train = (more: number) => growth(() => candidate.train(model, x, y, { epochs: epochs + more }))
  await train(0)
  const perCall = await train(0)
  const perEpoch = ((await train(10)) - perCall) / 10
  const perPrediction = await growth(async () => tf.dispose(await candidate.predict(model, x)))
  return { perCall, perEpoch, perPrediction, inputsGone: x.isDisposed || y.isDisposed }
}
