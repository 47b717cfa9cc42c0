// Two deep networks on the same task, one with your layers between its own; and how far the running statistics have come.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type { Layer } from './harness'
import type * as Solution from './solution'

type Learner = typeof Solution

const [DEPTH, WIDTH] = [5, 12]
const [STEPS, EVERY, BATCH] = [90, 3, 48]
/** Smaller in the last third, so that the running statistics can catch up. */
const LEARNING_RATES = [0.3, 0.03]
const MOMENTUM = 0.1

/** Lets the page draw. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0))
const floats = (values: readonly number[]): Float32Array<ArrayBuffer> => Float32Array.from(values)

interface Source {
  normal(mean?: number, standardDeviation?: number): number
  int(low: number, high: number): number
}

/** Points in a ring, or within it, far from the origin and stretched: what nobody has standardised. */
function batchOf(random: Source): { x: tf.Tensor2D; y: tf.Tensor1D } {
  const labels = Array.from({ length: BATCH }, () => random.int(0, 1))
  const points = labels.map((label) => {
    const [angle, radius] = [random.normal() * 10, label + 0.5 + random.normal(0, 0.12)]
    return [4 + 2 * radius * Math.cos(angle), 0.2 * radius * Math.sin(angle)]
  })
  return { x: tf.tensor2d(points), y: tf.tensor1d(labels, 'int32') }
}

/** Weights that are somewhat too small, as they may well be in a deep network. */
function weightsOf(random: Source): tf.Variable<tf.Rank.R2>[] {
  const sizes = [2, ...new Array<number>(DEPTH).fill(WIDTH), 2]
  return sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i]!
    const data = Array.from({ length: inputs * outputs }, () => random.normal(0, 0.7 / Math.sqrt(inputs)))
    return tf.tidy(() => tf.variable(tf.tensor2d(data, [inputs, outputs])))
  })
}

export default demo<Learner>(async ({ learner, show, progress, random }) => {
  const layers: Layer[] = []
  for (let i = 0; i < DEPTH; i++) {
    const made = await learner.createBatchNorm(WIDTH)
    layers.push({ ...made, gamma: tf.variable(made.gamma), beta: tf.variable(made.beta) })
    tf.dispose([made.gamma, made.beta])
  }

  /** The logits, with your layers if there is a `mode`; running statistics that are to stay go to `kept`. */
  const logitsOf = (
    weights: readonly tf.Tensor2D[],
    x: tf.Tensor2D,
    mode: { training: boolean; kept?: Pick<Layer, 'mean' | 'variance'>[] } | null,
  ): tf.Tensor2D =>
    weights.reduce((h, w, i) => {
      const z = h.matMul(w) as tf.Tensor2D
      if (i === DEPTH) return z
      if (mode === null) return z.relu()
      const { training, kept } = mode
      const { y, mean, variance } = learner.batchNorm(z, layers[i]!, { training, momentum: MOMENTUM })
      kept?.push({ mean: tf.keep(mean), variance: tf.keep(variance) })
      return y.relu() as tf.Tensor2D
    }, x)

  const runs = [
    { name: 'plain', weights: weightsOf(random), normalised: false },
    { name: 'with your layers', weights: weightsOf(random), normalised: true },
  ].map((run) => ({ ...run, optimizer: tf.train.sgd(LEARNING_RATES[0]!), losses: [] as number[] }))
  const means: number[][] = [[], []]

  for (let step = 1; step <= STEPS; step++) {
    const { x, y } = batchOf(random)
    const targets = tf.oneHot(y, 2)
    for (const run of runs) {
      if (step > (2 * STEPS) / 3) run.optimizer.setLearningRate(LEARNING_RATES[1]!)
      const kept: Pick<Layer, 'mean' | 'variance'>[] = []
      const loss = run.optimizer.minimize(() => {
        const logits = logitsOf(run.weights, x, run.normalised ? { training: true, kept } : null)
        return tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar
      }, true)!
      run.losses.push((await loss.data())[0]!)
      loss.dispose()
      for (const [i, { mean, variance }] of kept.entries()) {
        const old = layers[i]!
        tf.dispose([old.mean, old.variance])
        layers[i] = { ...old, mean, variance }
      }
    }
    const running = await layers[0]!.mean.data()
    means[0]!.push(running[0]!)
    means[1]!.push(running[1]!)
    tf.dispose([x, y, targets])
    if (step % EVERY > 0) continue
    show({
      kind: 'line',
      id: 'loss',
      title: `Training loss of ${DEPTH + 1} layers`,
      xLabel: 'step',
      yLabel: 'mean cross-entropy',
      step: `step ${step}`,
      series: runs.map(({ name, losses }) => ({
        ...{ name, x: floats(losses.map((_, i) => i)), y: floats(losses) },
      })),
    })
    show({
      kind: 'line',
      id: 'running',
      title: 'The running means of two channels of the first layer',
      xLabel: 'step',
      yLabel: 'running mean',
      series: means.map((values, channel) => ({
        ...{ name: `channel ${channel}`, x: floats(values.map((_, i) => i)), y: floats(values) },
      })),
      note: `They start at 0, and take in a share of ${MOMENTUM} of each batch.`,
    })
    progress(step / STEPS)
    await breathe()
  }

  // ---- training and use compared ----
  const { x, y } = batchOf(random)
  const labels = await y.data()
  const rightIn = async (training: boolean, few: boolean): Promise<number> => {
    const guesses = tf.tidy(() => {
      const weights = runs[1]!.weights
      const parts = few ? tf.split(x, BATCH / 2) : [x]
      return tf.concat(parts.map((part) => logitsOf(weights, part as tf.Tensor2D, { training }).argMax(1)))
    })
    const guess = await guesses.data()
    guesses.dispose()
    return Array.from(guess).filter((one, i) => one === labels[i]).length / BATCH
  }
  const percent = (share: number): string => `${(100 * share).toFixed(0)}%`
  show({
    kind: 'table',
    id: 'use',
    title: 'The same new points, asked about in three ways',
    columns: ['asked', 'statistics', 'right'],
    rows: [
      [`all ${BATCH} at once`, 'of the batch', percent(await rightIn(true, false))],
      ['two at a time', 'of the batch', percent(await rightIn(true, true))],
      ['two at a time', 'running', percent(await rightIn(false, true))],
    ],
    note: 'Whoever forgets to switch from training to inference gets the second row.',
  })
  tf.dispose([x, y, ...layers.flatMap((layer) => Object.values(layer) as tf.Tensor[])])
  tf.dispose(runs.flatMap(({ weights }) => weights))
  for (const { optimizer } of runs) optimizer.dispose()
  progress(1)
})
