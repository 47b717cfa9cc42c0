// A matrix that is to learn a shift of rank 3 by adapters of rank 1, 2 and 4: how the loss falls, and what they have learned.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const [INPUTS, OUTPUTS, TRUE_RANK, ROWS] = [24, 16, 3, 96]
const [STEPS, EVERY] = [120, 10]
const RANKS = [1, 2, 4]

/** Lets the page draw. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0))

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const normal = (): number => random.normal()
  const matrix = (rows: number, columns: number, scale: number): tf.Tensor2D =>
    tf.tensor2d(
      Array.from({ length: rows * columns }, () => scale * random.normal()),
      [rows, columns],
    )
  const base = matrix(INPUTS, OUTPUTS, 1 / Math.sqrt(INPUTS))
  const shift = tf.tidy(() =>
    matrix(INPUTS, TRUE_RANK, 0.4).matMul(matrix(TRUE_RANK, OUTPUTS, 0.4)),
  ) as tf.Tensor2D
  const x = matrix(ROWS, INPUTS, 1)
  const wanted = tf.tidy(() => x.matMul(base.add<tf.Tensor2D>(shift)))
  const heatmap = async (id: string, title: string, of: tf.Tensor2D, note: string, step?: string) =>
    show({
      ...{ kind: 'heatmap', id, title, note, diverging: true },
      ...{ rows: INPUTS, columns: OUTPUTS, xLabel: 'output', yLabel: 'input' },
      values: Float32Array.from(await of.data()),
      ...(step ? { step } : {}),
    })

  const curves: { name: string; x: number[]; y: number[] }[] = []
  const table: (string | number)[][] = []
  for (const [run, rank] of RANKS.entries()) {
    const fresh = await learner.initialise(INPUTS, OUTPUTS, { rank, alpha: 2 * rank }, normal)
    const [a, b] = [tf.variable(fresh.a), tf.variable(fresh.b)] as tf.Variable<tf.Rank.R2>[]
    tf.dispose([fresh.a, fresh.b])
    const adapters = [{ a: a!, b: b!, alpha: fresh.alpha }]
    const optimizer = tf.train.adam(0.03)
    const curve = { name: `rank ${rank}`, x: [] as number[], y: [] as number[] }
    curves.push(curve)
    const loss = (): tf.Scalar => learner.forward(x, base, adapters).sub(wanted).square().mean()
    for (let step = 0; step <= STEPS; step++) {
      // The gradient goes to the two thin matrices alone.
      if (step > 0) optimizer.minimize(loss, false, [a!, b!])
      if (step % EVERY > 0) continue
      const value = tf.tidy(() => loss().dataSync()[0]!)
      curve.x.push(step)
      curve.y.push(value)
      const merged = await learner.merge(base, adapters)
      const learned = tf.tidy(() => merged.sub<tf.Tensor2D>(base))
      const at = `rank ${rank}, step ${step}`
      show({
        ...{ kind: 'line', id: 'loss', title: 'Loss of adapters of three ranks', step: at },
        ...{ xLabel: 'step', yLabel: 'mean squared error' },
        series: curves.map(({ name, x, y }) => ({ name, x: Float32Array.from(x), y: Float32Array.from(y) })),
      })
      await heatmap(
        'learned',
        'What the adapter adds to the base',
        learned,
        step === 0 ? 'B is 0, so it adds nothing yet.' : `A and B of rank ${rank}, multiplied and scaled.`,
        at,
      )
      tf.dispose([merged, learned])
      progress((run + step / STEPS) / RANKS.length)
      await breathe()
    }
    const numbers = rank * (INPUTS + OUTPUTS)
    const share = `${Math.round((100 * numbers) / (INPUTS * OUTPUTS))}%`
    table.push([rank, numbers, share, curve.y.at(-1)!.toFixed(4)])
    tf.dispose([a!, b!])
    optimizer.dispose()
  }
  await heatmap(
    'shift',
    'The shift that was to be learned',
    shift,
    'It has rank 3: what is below cannot hold it, what is above has room to spare.',
  )
  show({
    ...{ kind: 'table', id: 'size', title: `Trained numbers, beside ${INPUTS * OUTPUTS} of the base` },
    columns: ['rank', 'trained numbers', 'of the base', 'loss at the end'],
    rows: table,
    note: 'The shares are large as the base is so small: for 4,096 × 4,096, rank 8 is 0.4%.',
  })
  tf.dispose([base, shift, x, wanted])
  progress(1)
})
