// A long narrow valley gone down by your steps and by plain gradient descent; and what decays, with L2 and with AdamW.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type { Options, State } from './harness'
import type * as Solution from './solution'

type Learner = typeof Solution

/** How steep the valley is along either axis. */
const CURVATURES = [1, 60]
const [STEPS, EVERY] = [90, 3]
const [DECAY_STEPS, WEIGHT_DECAY] = [150, 0.3]
const SIZES = [1, 100]

/** Lets the page draw. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0))

/** One parameter and its state, which go from step to step. */
async function walker(learner: Learner, start: readonly number[]) {
  let param: tf.Tensor = tf.tensor1d([...start])
  let state: State = await learner.initialState(param)
  return {
    at: async (): Promise<number[]> => Array.from(await param.data()),
    step: async (gradient: readonly number[], options: Options): Promise<void> => {
      const grad = tf.tensor1d([...gradient])
      const next = await learner.adamWStep(param, grad, state, options)
      tf.dispose([grad, param, state.m, state.v])
      param = next.param
      state = next.state
    },
    dispose: (): void => tf.dispose([param, state.m, state.v]),
  }
}

const slopesAt = (point: readonly number[]): number[] => point.map((value, i) => value * CURVATURES[i]!)
const heightOf = (point: readonly number[]): number =>
  point.reduce((sum, value, i) => sum + (CURVATURES[i]! * value ** 2) / 2, 0)
const floats = (values: readonly number[]): Float32Array<ArrayBuffer> => Float32Array.from(values)

export default demo<Learner>(async ({ learner, show, progress, random }) => {
  // ---- a valley ----
  const start = [-4, 1]
  const yours = await walker(learner, start)
  const paths = [
    { name: 'your AdamW', points: [start] },
    { name: 'gradient descent', points: [start] },
  ]
  for (let step = 1; step <= STEPS; step++) {
    const [mine, plain] = paths.map(({ points }) => points.at(-1)!) as [number[], number[]]
    await yours.step(slopesAt(mine), { learningRate: 0.15, beta2: 0.99, weightDecay: 0 })
    paths[0]!.points.push(await yours.at())
    // Any faster, and it would leave the valley on the steep side.
    const slopes = slopesAt(plain)
    paths[1]!.points.push(plain.map((value, i) => value - 0.03 * slopes[i]!))
    if (step % EVERY > 0) continue
    show({
      kind: 'line',
      id: 'paths',
      title: 'The way down a narrow valley',
      xLabel: 'along the valley',
      yLabel: 'across it',
      step: `step ${step}`,
      series: paths.map(({ name, points }) => ({
        ...{ name, x: floats(points.map((point) => point[0]!)) },
        y: floats(points.map((point) => point[1]!)),
      })),
      note: `The lowest point is at (0, 0). Across, the slope is ${CURVATURES[1]} times as steep as along.`,
    })
    show({
      kind: 'line',
      id: 'heights',
      title: 'Height above the lowest point',
      xLabel: 'step',
      yLabel: 'log₁₀ of the height',
      series: paths.map(({ name, points }) => ({
        ...{ name, x: floats(points.map((_, i) => i)) },
        y: floats(points.map((point) => Math.log10(heightOf(point) + 1e-6))),
      })),
    })
    progress((0.5 * step) / STEPS)
    await breathe()
  }
  yours.dispose()

  // ---- decay ----
  // Two weights that the data say nothing about, one with small noise for a gradient, one with large. Only the decay has a direction.
  const runs = [
    { name: 'AdamW', coupled: false },
    { name: 'L2 in the gradient', coupled: true },
  ]
  const series: { name: string; x: number[]; y: number[] }[] = []
  for (const [run, { name, coupled }] of runs.entries()) {
    const weights = await walker(learner, [3, 3])
    const curves = SIZES.map((size) => ({ name: `${name}, noise of ${size}`, x: [0], y: [3] }))
    series.push(...curves)
    for (let step = 1; step <= DECAY_STEPS; step++) {
      const now = await weights.at()
      const noise = SIZES.map((size) => size * random.normal())
      const gradient = noise.map((value, i) => value + (coupled ? WEIGHT_DECAY * now[i]! : 0))
      await weights.step(gradient, { learningRate: 0.03, weightDecay: coupled ? 0 : WEIGHT_DECAY })
      const after = await weights.at()
      for (const [i, curve] of curves.entries()) {
        curve.x.push(step)
        curve.y.push(after[i]!)
      }
      if (step % 5 > 0) continue
      show({
        kind: 'line',
        id: 'decay',
        title: 'Two weights without a task, decaying',
        xLabel: 'step',
        yLabel: 'weight',
        step: `${name}, step ${step}`,
        series: series.map(({ name: label, x, y }) => ({ name: label, x: floats(x), y: floats(y) })),
        note: 'Decoupled, both shrink by the same factor at each step. In the gradient, the decay is divided by the noise like all the rest.',
      })
      progress(0.5 + (0.5 * (run + step / DECAY_STEPS)) / runs.length)
      await breathe()
    }
    weights.dispose()
  }
})
