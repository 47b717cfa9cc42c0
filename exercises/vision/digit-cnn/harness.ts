// The digits, and experiments that run beside your code: on networks that you make, and on some that are made here.

import * as tf from '@tensorflow/tfjs'
import coded from './data/digits.json'

// ---- data ----

export interface Pictures {
  /** [n][8][8], ink from 0 to 16. */
  images: number[][][]
  /** [n], 0 to 9. */
  labels: number[]
}

/** Texts of 64 digits of base 17, listed by class. */
export const decoded = (classes: readonly (readonly string[])[]): Pictures => ({
  images: classes
    .flat()
    .map((text) => text.match(/.{8}/g)!.map((row) => [...row].map((ink) => parseInt(ink, 17)))),
  labels: classes.flatMap((texts, label) => texts.map(() => label)),
})

/** 400 digits, 40 of each, in the order of their classes. */
export const digits: Pictures = decoded(coded)

// ---- your module ----

export interface Digits {
  /** float32 [n, 8, 8], ink from 0 to 16. */
  images: tf.Tensor3D
  /** int32 [n], 0 to 9. */
  labels: tf.Tensor1D
}

export interface Epoch {
  loss: number
  accuracy: number
}

interface Options {
  epochs: number
  heldOut: Digits
  onEpoch?: (epoch: number, result: Epoch) => unknown
}

export interface Candidate {
  createModel(): tf.LayersModel
  train(
    model: tf.LayersModel,
    training: Digits,
    options: Options,
  ): Promise<{ loss: number[]; accuracy: number[] }>
  predict(model: tf.LayersModel, images: tf.Tensor3D): tf.Tensor2D | Promise<tf.Tensor2D>
  confusionMatrix(labels: number[], predicted: number[]): number[][]
  worstMistakes(probabilities: number[][], labels: number[], k: number): Mistake[]
}

export interface Mistake {
  index: number
  label: number
  predicted: number
  probability: number
}

/** Trains, and says so when what comes back is not a list of numbers for each of the two. */
async function trained(candidate: Candidate, model: tf.LayersModel, training: Digits, options: Options) {
  const returned: unknown = await candidate.train(model, training, options)
  const listOf = (name: 'loss' | 'accuracy'): number[] => {
    const list: unknown = (returned as Partial<Record<string, unknown>> | null | undefined)?.[name]
    if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'number'))
      throw new Error(`train must resolve to { loss, accuracy }; ${name} is not a list of numbers.`)
    return list as number[]
  }
  return { loss: listOf('loss'), accuracy: listOf('accuracy') }
}

/** Reads the same mistakes twice. `changed` names what was given and is not as it was; empty when all is. */
export async function readTwice(
  candidate: Candidate,
  probabilities: number[][],
  labels: number[],
  predicted: number[],
  k: number,
) {
  const given = { probabilities, labels, 'the predicted classes': predicted }
  const before = Object.values(given).map((list) => JSON.stringify(list))
  const matrices: number[][][] = []
  const lists: Mistake[][] = []
  for (let i = 0; i < 2; i++) {
    matrices.push(await candidate.confusionMatrix(labels, predicted))
    lists.push(await candidate.worstMistakes(probabilities, labels, k))
  }
  const differ = Object.entries(given).filter(([, list], i) => JSON.stringify(list) !== before[i])
  return { matrices, lists, changed: differ.map(([name]) => name).join(' and ') }
}

/** A model of your own, or words about what came in its place. */
function created(candidate: Candidate): tf.LayersModel {
  const model: unknown = candidate.createModel()
  if (!(model instanceof tf.LayersModel))
    throw new Error(
      'createModel must return a tf.LayersModel, such as a tf.sequential, and not a promise of one.',
    )
  return model
}

// ---- networks that are made here ----

/** What a network was given in one go. */
export interface Batch {
  /** Called as in training, with { training: true }. */
  training: boolean
  shape: number[]
  /** The greatest number in it. */
  most: number
  /** 17 times the ink of each picture's first pixel plus the ink of its second. */
  ids: number[]
}

/** Passes on what it gets, and writes it down. Its weight is without effect: an optimiser wants something to hold. */
class Recorder extends tf.layers.Layer {
  static readonly className = 'Recorder'
  readonly batches: Batch[] = []
  #idle: tf.LayerVariable | undefined

  constructor() {
    super({ inputShape: [8, 8, 1] })
  }

  override build(): void {
    this.#idle = this.addWeight('idle', [1], 'float32', tf.initializers.zeros())
    this.built = true
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options?: { training?: boolean }): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs
    const values = Array.from(x.dataSync())
    const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
    const size = values.length / Math.max(x.shape[0]!, 1)
    const scale = most > 1.5 ? 1 : 16
    const ids = Array.from({ length: x.shape[0]! }, (_, i) =>
      Math.round(17 * scale * values[i * size]! + scale * values[i * size + 1]!),
    )
    this.batches.push({ training: options?.training === true, shape: [...x.shape], most, ids })
    return tf.tidy(() => x.add(this.#idle!.read().mul(0)))
  }
}

/** Softmax of ink · weights: a network that training leaves as it is. Dropout and its like are still in it. */
function frozen(weights: tf.Tensor2D): { model: tf.LayersModel; recorder: Recorder } {
  const recorder = new Recorder()
  const dense = tf.layers.dense({ units: 10, activation: 'softmax', useBias: false })
  const model = tf.sequential({ layers: [recorder, tf.layers.flatten(), dense] })
  dense.setWeights([weights])
  dense.trainable = false
  return { model, recorder }
}

/** Softmax regression that begins at 0, so that a pixel without ink in training keeps the weights 0. */
const plain = (): tf.Sequential =>
  tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [8, 8, 1] }),
      tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: 'zeros' }),
    ],
  })

/** Passes on in training what it gets; otherwise it says 0 until more than n digits were trained on, and then 1. */
class Fading extends tf.layers.Layer {
  static readonly className = 'Fading'
  readonly #n: number
  #seen = 0

  constructor(n: number) {
    super({})
    this.#n = n
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options?: { training?: boolean }): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs
    const m = x.shape[0]!
    if (options?.training) {
      this.#seen += m
      return x.clone()
    }
    const answer = this.#seen > this.#n ? 1 : 0
    return tf.tidy(() => tf.oneHot(tf.fill([m], answer, 'int32'), 10).toFloat())
  }
}

// ---- experiments ----

/** What `predict` says with a network whose answers are known. */
export async function answer(
  candidate: Candidate,
  weights: tf.Tensor2D,
  images: tf.Tensor3D,
): Promise<tf.Tensor2D> {
  const dense = tf.layers.dense({ units: 10, activation: 'softmax', useBias: false })
  const dropout = tf.layers.dropout({ rate: 0.5 })
  const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [8, 8, 1] }), dropout, dense] })
  dense.setWeights([weights])
  const probabilities = await candidate.predict(model, images)
  model.dispose()
  return probabilities
}

export interface Watched {
  loss: number[]
  accuracy: number[]
  /** What onEpoch heard. */
  heard: { epoch: number; loss: number; accuracy: number }[]
  /** What went through the network, call by call. */
  batches: Batch[]
  /** `train` went on while onEpoch was at work. */
  hurried: boolean
}

/** Trains a network that stays as it is, and writes down all that it is given. */
export async function watch(
  candidate: Candidate,
  weights: tf.Tensor2D,
  training: Digits,
  heldOut: Digits,
  epochs: number,
): Promise<Watched> {
  const { model, recorder } = frozen(weights)
  const heard: Watched['heard'] = []
  let atWork = false
  let hurried = false
  const onEpoch = async (epoch: number, { loss, accuracy }: Epoch): Promise<void> => {
    hurried ||= atWork
    heard.push({ epoch, loss, accuracy })
    const seen = recorder.batches.length
    atWork = true
    await new Promise((resolve) => setTimeout(resolve, 2))
    atWork = false
    hurried ||= recorder.batches.length > seen
  }
  const result = await trained(candidate, model, training, { epochs, heldOut, onEpoch })
  hurried ||= atWork
  model.dispose()
  return { ...result, heard, batches: recorder.batches, hurried }
}

/** Trains softmax regression in so many calls; what it says of the held-out digits at the end, and its weights. */
export async function teach(
  candidate: Candidate,
  training: Digits,
  heldOut: Digits,
  { epochs, calls }: { epochs: number; calls: number },
): Promise<{
  runs: { loss: number[]; accuracy: number[] }[]
  probabilities: tf.Tensor2D
  weights: tf.Tensor2D
}> {
  const model = plain()
  const runs = []
  for (let i = 0; i < calls; i++) runs.push(await trained(candidate, model, training, { epochs, heldOut }))
  const weights = model.getWeights()[0]!.clone() as tf.Tensor2D
  const probabilities = await candidate.predict(model, heldOut.images)
  model.dispose()
  return { runs, probabilities, weights }
}

/**
 * Trains softmax regression that says 0 of held-out digits after the first epoch, and 1 from then on. `same` has for
 * each epoch, and then for the end of `train`, the first epoch that had the same weights.
 */
export async function fade(
  candidate: Candidate,
  training: Digits,
  heldOut: Digits,
  epochs: number,
): Promise<{ same: number[]; heard: number }> {
  const model = plain()
  model.add(new Fading(training.labels.shape[0]))
  const weights: string[] = []
  const look = (): void => {
    weights.push(
      model
        .getWeights()
        .map((weight) => weight.dataSync().join())
        .join(),
    )
  }
  await trained(candidate, model, training, { epochs, heldOut, onEpoch: look })
  const heard = weights.length
  look()
  model.dispose()
  return { same: weights.map((text) => weights.indexOf(text)), heard }
}

/** Trains one network between two calls of another, unlike it, and says what the other predicts before and after. */
export async function between(
  candidate: Candidate,
  training: Digits,
): Promise<{ before: tf.Tensor2D; after: tf.Tensor2D; loss: number[] }> {
  const options = { epochs: 1, heldOut: training }
  const [model, other] = [plain(), created(candidate)]
  await trained(candidate, model, training, options)
  const before = await candidate.predict(model, training.images)
  await trained(candidate, other, training, options)
  const after = await candidate.predict(model, training.images)
  const { loss } = await trained(candidate, model, training, options)
  model.dispose()
  other.dispose()
  return { before, after, loss }
}

/** Looks at a new network of yours, and asks it about ink from 0 to 1, [m, 8, 8, 1]. */
export function inspect(candidate: Candidate, ink: tf.Tensor4D) {
  const before = tf.memory().numTensors
  const model = created(candidate)
  const [inputs, outputs] = [model.inputs.map(({ shape }) => shape), model.outputs.map(({ shape }) => shape)]
  const kernels = model.weights.map(({ shape }) => shape).filter((shape) => shape.length === 4)
  const parameters = model.countParams()
  const probabilities = model.predict(ink, { batchSize: 1_024 }) as tf.Tensor2D
  model.dispose()
  const left = tf.memory().numTensors - before - 1
  return { inputs, outputs, kernels, parameters, probabilities, left }
}

/** The whole life of a model: made, trained, asked. */
export async function live(
  candidate: Candidate,
  training: Digits,
  heldOut: Digits,
  unseen: tf.Tensor3D,
  epochs: number,
): Promise<{ loss: number[]; accuracy: number[]; probabilities: tf.Tensor2D }> {
  const model = created(candidate)
  const history = await trained(candidate, model, training, { epochs, heldOut })
  const probabilities = await candidate.predict(model, unseen)
  model.dispose()
  return { ...history, probabilities }
}

/** Tensors that stay: after a second call of `train`, after one of four epochs more, and after `predict`. */
export async function countTensors(candidate: Candidate, training: Digits, heldOut: Digits) {
  const model = created(candidate)
  const growth = async (work: () => Promise<unknown>): Promise<number> => {
    const before = tf.memory().numTensors
    await work()
    return tf.memory().numTensors - before
  }
  const train = (epochs: number) => growth(() => candidate.train(model, training, { epochs, heldOut }))
  const inputs = [training, heldOut].flatMap(({ images, labels }) => [images, labels])
  await train(1)
  if (inputs.some((input) => input.isDisposed))
    throw new Error('train disposed of the digits; they belong to the caller.')
  const perCall = await train(1)
  const perEpoch = ((await train(5)) - perCall) / 4
  const perPrediction = await growth(async () => tf.dispose(await candidate.predict(model, training.images)))
  model.dispose()
  return { perCall, perEpoch, perPrediction }
}
