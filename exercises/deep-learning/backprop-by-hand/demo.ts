// The gradients beside the numerical ones, and two learning curves: exclusive-or, and three arms of a spiral.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { type Candidate, descend, differences, pass, type Params } from './harness'
import type * as Solution from './solution'

const STEP = 1 / 64
const GRID = 40
const COLOURS = ['class 0', 'class 1', 'class 2']

interface Source {
  normal(mean?: number, standardDeviation?: number): number
  uniform(low: number, high: number): number
}

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const candidate = learner as unknown as Candidate

  // ---- a gradient check ----
  const x = tf.tensor2d(
    Array.from({ length: 12 }, () => random.normal()),
    [4, 3],
  )
  const labels = tf.tensor1d([0, 1, 2, 1], 'int32')
  const params = initial({ d: 3, h: 5, c: 3 }, random)
  const { loss, gradients } = await pass(candidate, x, labels, params)
  const slopes = await differences(candidate, x, labels, params, STEP)
  const rows: (string | number)[][] = []
  for (const name of ['w1', 'w2'] as const) {
    const [yours, measured] = [await gradients[name].data(), await slopes[name].data()]
    const [height, width] = params[name].shape
    const values = new Float32Array(height * (2 * width + 1)).fill(0)
    for (let i = 0; i < height; i++)
      for (let j = 0; j < width; j++) {
        values[i * (2 * width + 1) + j] = yours[i * width + j] ?? 0
        values[i * (2 * width + 1) + width + 1 + j] = measured[i * width + j] ?? 0
      }
    show({
      kind: 'heatmap',
      id: `check-${name}`,
      title: `The gradient of ${name}: yours on the left, measured on the right`,
      rows: height,
      columns: 2 * width + 1,
      values,
      diverging: true,
      note: 'Measured by nudging one weight at a time and running your forward. The two halves should look alike.',
    })
  }
  for (const name of ['b2', 'w2', 'b1', 'w1'] as const) {
    const [yours, measured] = [await gradients[name].data(), await slopes[name].data()]
    const gaps = Array.from(measured, (value, i) => Math.abs(value - (yours[i] ?? NaN)))
    rows.push([
      name,
      `[${gradients[name].shape.join(', ')}]`,
      rounded(Math.max(...Array.from(yours, Math.abs))),
      rounded(Math.max(...gaps)),
    ])
  }
  show({
    kind: 'table',
    id: 'check',
    title: 'Gradient check',
    columns: ['gradient of', 'shape', 'largest entry', 'furthest from the slope'],
    rows,
    note: 'In float32 a slope is good to about 0.001. A unit within a step of its kink may show more.',
  })
  tf.dispose([x, labels, loss])
  for (const set of [params, gradients, slopes]) tf.dispose(Object.values(set))
  progress(0.2)

  // ---- learning ----
  const curves: { name: string; x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> }[] = []
  const showLoss = (name: string, losses: readonly number[]): void => {
    const curve = {
      name,
      x: Float32Array.from(losses, (_, step) => step),
      y: Float32Array.from(losses),
    }
    show({
      kind: 'line',
      id: 'loss',
      title: 'Gradient descent with your gradients',
      xLabel: 'step',
      yLabel: 'loss',
      step: `${name}, step ${losses.length}`,
      series: [...curves.filter((other) => other.name !== name), curve],
    })
  }

  const tasks = [
    { name: 'Exclusive-or', data: exclusiveOr(), h: 8, c: 2, steps: 150, learningRate: 0.5, share: 0.2 },
    { name: 'Three arms', data: arms(150, random), h: 24, c: 3, steps: 400, learningRate: 0.6, share: 0.6 },
  ]
  let done = 0.2
  for (const { name, data, h, c, steps, learningRate, share } of tasks) {
    const points = tf.tensor2d(data.points)
    const classes = tf.tensor1d(data.labels, 'int32')
    const start = initial({ d: 2, h, c }, random)
    const losses: number[] = []
    const options = { steps, learningRate }
    const { params: learned } = await descend(
      candidate,
      points,
      classes,
      start,
      options,
      async (step, at) => {
        losses.push(at)
        if (step % 10 !== 9) return
        showLoss(name, losses)
        progress(done + (share * step) / steps)
        await new Promise((resolve) => setTimeout(resolve, 0))
      },
    )
    showLoss(name, losses)
    curves.push({
      name,
      x: Float32Array.from(losses, (_, step) => step),
      y: Float32Array.from(losses),
    })
    const map = probabilities(learned)
    const note = `Loss ${rounded(losses[0]!)} at the start, ${rounded(losses.at(-1)!)} after ${steps} steps.`
    if (map.length === GRID * GRID * c)
      show({
        kind: 'boundary',
        id: name,
        title: name,
        note,
        xLabel: 'x₁',
        yLabel: 'x₂',
        xRange: [-EDGE, EDGE],
        yRange: [-EDGE, EDGE],
        rows: GRID,
        columns: GRID,
        classes: COLOURS.slice(0, c),
        probabilities: map,
        points: {
          x: Float32Array.from(data.points, (point) => point[0]!),
          y: Float32Array.from(data.points, (point) => point[1]!),
          label: Int32Array.from(data.labels),
        },
      })
    tf.dispose([points, classes, ...Object.values(start), ...Object.values(learned)])
    done += share
  }
  progress(1)
})

const EDGE = 1.5

const rounded = (value: number): number => Number(value.toPrecision(3))

/** He's initial weights, zero biases. */
function initial({ d, h, c }: { d: number; h: number; c: number }, random: Source): Params {
  const weights = (inputs: number, outputs: number): tf.Tensor2D =>
    tf.tensor2d(
      Array.from({ length: inputs * outputs }, () => random.normal(0, Math.sqrt(2 / inputs))),
      [inputs, outputs],
    )
  return { w1: weights(d, h), b1: tf.zeros([h]), w2: weights(h, c), b2: tf.zeros([c]) }
}

interface Labelled {
  readonly points: number[][]
  readonly labels: number[]
}

const exclusiveOr = (): Labelled => ({
  points: [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ],
  labels: [0, 1, 1, 0],
})

/** Three arms that bend a little. */
function arms(n: number, random: Source): Labelled {
  const labels = Array.from({ length: n }, (_, i) => i % 3)
  const points = labels.map((label) => {
    const radius = random.uniform(0.15, 1.3)
    const angle = (2 * Math.PI * label) / 3 + 1.3 * radius + random.normal(0, 0.12)
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
  return { points, labels }
}

/** The network's view of the plane, row 0 at the bottom: [GRID, GRID, c]. It only reads the parameters. */
function probabilities({ w1, b1, w2, b2 }: Params): Float32Array<ArrayBuffer> {
  const at = (i: number): number => -EDGE + ((i + 0.5) / GRID) * 2 * EDGE
  const values = tf.tidy(() => {
    const cells = Array.from({ length: GRID * GRID }, (_, i) => [at(i % GRID), at(Math.floor(i / GRID))])
    const hidden = tf.relu(tf.add(tf.matMul(tf.tensor2d(cells), w1), b1))
    return tf.softmax(tf.add(tf.matMul(hidden as tf.Tensor2D, w2), b2)).dataSync()
  })
  return Float32Array.from(values)
}
