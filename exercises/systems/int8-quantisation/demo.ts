// A small network learns three spirals in float32 and answers in int8; and what one scale for all channels would cost.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const [CLASSES, POINTS, HIDDEN, STEPS, GRID] = [3, 80, 32, 200, 48]
const NAMES = ['one', 'two', 'three']
const [INPUTS, CHANNELS] = [64, 32]

interface Layer {
  readonly w: tf.Variable<tf.Rank.R2>
  readonly b: tf.Variable<tf.Rank.R1>
}
type Product = (h: tf.Tensor2D, layer: number) => tf.Tensor2D | Promise<tf.Tensor2D>

/** Lets the page draw. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const float32 = (layers: readonly Layer[], x: tf.Tensor2D): tf.Tensor2D =>
  layers.reduce((h, { w, b }, i) => (i === 0 ? h : h.relu<tf.Tensor2D>()).matMul(w).add<tf.Tensor2D>(b), x)

/** The class probabilities, with products made by somebody else. */
async function probabilities(
  layers: readonly Layer[],
  x: tf.Tensor2D,
  product: Product,
): Promise<Float32Array<ArrayBuffer>> {
  let h = x.clone()
  for (const [i, { b }] of layers.entries()) {
    const sums = await product(h, i)
    h.dispose()
    h = tf.tidy(() => (i < layers.length - 1 ? sums.add<tf.Tensor2D>(b).relu() : sums.add<tf.Tensor2D>(b)))
    sums.dispose()
  }
  const soft = tf.softmax(h)
  const result = Float32Array.from(await soft.data())
  tf.dispose([h, soft])
  return result
}

/** The index of the greatest of each row. */
const decided = (values: Float32Array): number[] =>
  Array.from({ length: values.length / CLASSES }, (_, i) => {
    const row = [...values.slice(i * CLASSES, (i + 1) * CLASSES)]
    return row.indexOf(Math.max(...row))
  })

const share = (hits: readonly boolean[]): string =>
  `${((100 * hits.filter(Boolean).length) / hits.length).toFixed(1)}%`

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const label = Int32Array.from({ length: CLASSES * POINTS }, (_, i) => i % CLASSES)
  const places = Array.from(label, (kind, i) => {
    const along = Math.floor(i / CLASSES) / POINTS
    const angle = 4 * along + (2 * Math.PI * kind) / CLASSES + random.normal(0, 0.12)
    return [(0.1 + along) * Math.cos(angle), (0.1 + along) * Math.sin(angle)]
  })
  const x = tf.tensor2d(places)
  const targets = tf.tidy(() => tf.oneHot(tf.tensor1d(label, 'int32'), CLASSES))
  const at = (i: number): number => (2.4 * (i + 0.5)) / GRID - 1.2
  const grid = tf.tensor2d(
    Array.from({ length: GRID * GRID }, (_, i) => [at(i % GRID), at(Math.floor(i / GRID))]),
  )
  const layers: Layer[] = []
  tf.tidy(() => {
    for (const [inputs, outputs] of [
      [2, HIDDEN],
      [HIDDEN, HIDDEN],
      [HIDDEN, CLASSES],
    ] as const) {
      // prettier-ignore
      const size = Math.sqrt(2 / inputs)
      const w = tf.randomNormal<tf.Rank.R2>([inputs, outputs], 0, size, 'float32', random.int(0, 1e9))
      layers.push({ w: tf.variable(w), b: tf.variable(tf.zeros<tf.Rank.R1>([outputs])) })
    }
  })

  const optimizer = tf.train.adam(0.02)
  for (let step = 0; step < STEPS; step++) {
    optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, float32(layers, x)))
    if (step % 20 === 19) {
      progress((0.6 * (step + 1)) / STEPS)
      await breathe()
    }
  }
  optimizer.dispose()

  const quantised: Solution.Quantised[] = []
  for (const { w } of layers) quantised.push(await learner.quantise(w))
  const ways: readonly { id: string; name: string; bytes: number; product: Product }[] = [
    {
      ...{ id: 'float32', name: 'float32', bytes: 4 },
      product: (h, i) => tf.matMul(h, layers[i]!.w),
    },
    {
      ...{ id: 'int8', name: 'int8, by your functions', bytes: 1 },
      product: (h, i) => learner.quantisedMatMul(h, quantised[i]!),
    },
  ]
  const weights = layers.reduce((sum, { w }) => sum + w.size, 0)
  const rows: (string | number)[][] = []
  let before: number[] | undefined
  for (const { id, name, bytes, product } of ways) {
    const [known, everywhere] = [
      await probabilities(layers, x, product),
      await probabilities(layers, grid, product),
    ]
    const decisions = decided(everywhere)
    before ??= decisions
    rows.push([
      name,
      weights * bytes + (id === 'int8' ? 4 * (2 * HIDDEN + CLASSES) : 0),
      share(decided(known).map((kind, i) => kind === label[i])),
      share(decisions.map((kind, i) => kind === before![i])),
    ])
    show({
      kind: 'boundary',
      id,
      title: `Three spirals, in ${name}`,
      ...{ xLabel: 'x₁', yLabel: 'x₂', rows: GRID, columns: GRID, classes: NAMES },
      ...{ xRange: [-1.2, 1.2], yRange: [-1.2, 1.2], probabilities: everywhere },
      points: {
        x: Float32Array.from(places, ([first]) => first!),
        y: Float32Array.from(places, ([, second]) => second!),
        label,
      },
    })
    await breathe()
  }
  show({
    kind: 'table',
    id: 'ways',
    title: 'A network of three layers, two ways',
    columns: ['weights in', 'bytes', 'points right', 'decides as float32 does'],
    rows,
    note: 'Biases stay in float32. The scales are counted.',
  })
  progress(0.8)

  // Channels from small to large, as they are in real layers, by a factor of a hundred.
  const sizes = Float32Array.from({ length: CHANNELS }, (_, j) => 100 ** (j / (CHANNELS - 1) - 1))
  const w = tf.tidy(() =>
    tf.randomNormal([INPUTS, CHANNELS], 0, 1, 'float32', random.int(0, 1e9)).mul<tf.Tensor2D>(sizes),
  )
  const own = await learner.quantise(w)
  const column = w.reshape<tf.Tensor2D>([w.size, 1])
  const one = await learner.quantise(column)
  const errors = (values: tf.Tensor2D, scales: tf.Tensor1D) =>
    tf.tidy(() => {
      const restored = values.cast('float32').reshape(w.shape).mul(scales)
      return restored.sub(w).norm(2, 0).div(w.norm(2, 0)).mul(100).dataSync()
    })
  const channels = Float32Array.from(sizes, (_, j) => j)
  show({
    kind: 'line',
    id: 'errors',
    title: 'What rounding costs, channel by channel',
    xLabel: 'channel, from the smallest to one a hundred times as large',
    yLabel: 'error, % of the channel',
    series: [
      { name: 'a scale for each', x: channels, y: Float32Array.from(errors(own.values, own.scales)) },
      { name: 'one scale for all', x: channels, y: Float32Array.from(errors(one.values, one.scales)) },
    ],
    note: 'The bytes are the same. With one scale, small channels have a handful of steps left, or none.',
  })
  show({
    kind: 'heatmap',
    id: 'values',
    title: 'The same weights as whole numbers',
    rows: INPUTS,
    columns: CHANNELS,
    xLabel: 'output channel',
    yLabel: 'input',
    values: Float32Array.from(await own.values.data()),
    diverging: true,
    note: 'With a scale for each channel, every column goes from −127 to 127, however small its weights are.',
  })
  tf.dispose([x, targets, grid, w, column, ...layers.flatMap((layer) => [layer.w, layer.b])])
  tf.dispose([...quantised, own, one].flatMap(({ values, scales }) => [values, scales]))
})
