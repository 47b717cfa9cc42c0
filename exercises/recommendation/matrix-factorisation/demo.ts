// Errors on seen and unseen ratings as training goes on, and the table of all ratings, its holes filled.

import { demo } from '@tensorkata/show'
import { beginnings, type Rating, rootMeanSquare, world } from './harness'
import type * as Solution from './solution'

const CHECKPOINTS = [0, 1, 2, 4, 7, 10, 15, 20, 30, 45, 60, 80]
const RUNS = [
  { name: 'biases alone', factors: 0, regularisation: 0.05 },
  { name: '2 factors', factors: 2, regularisation: 0.05 },
  { name: '20 factors, not regularised', factors: 20, regularisation: 0 },
  { name: '20 factors, regularised', factors: 20, regularisation: 0.1 },
]
const SHOWN = 24

/** Lets the page draw. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0))

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const { seen, unseen } = world()
  const errorOn = async (model: Solution.Model, ratings: readonly Rating[]): Promise<number> => {
    const predicted = []
    for (const { user, item } of ratings) predicted.push(await learner.predict(model, user, item))
    return rootMeanSquare(ratings, predicted)
  }

  const curves = RUNS.map(({ name }) => ({ name, x: [] as number[], y: [] as number[] }))
  const rows: (string | number)[][] = []
  for (const [run, { name, factors, regularisation }] of RUNS.entries()) {
    for (const [i, epochs] of CHECKPOINTS.entries()) {
      const options = { ...beginnings(factors), epochs, learningRate: 0.02, regularisation }
      const model = await learner.train(seen, options)
      const error = await errorOn(model, unseen)
      curves[run]!.x.push(epochs)
      curves[run]!.y.push(error)
      show({
        kind: 'line',
        id: 'errors',
        title: 'Error on ratings that the model was not shown',
        step: `${name}, epoch ${epochs}`,
        xLabel: 'epoch',
        yLabel: 'root mean square error',
        series: curves
          .filter(({ x }) => x.length > 0)
          .map((curve) => ({
            name: curve.name,
            x: Float32Array.from(curve.x),
            y: Float32Array.from(curve.y),
          })),
        note: 'Every point is a training of its own, from the same beginning. The noise in the ratings is 0.2.',
      })
      if (epochs === CHECKPOINTS.at(-1)) {
        const trained = await errorOn(model, seen)
        rows.push([name, trained.toFixed(3), error.toFixed(3)])
      }
      if (factors === 2) await showTable(model, epochs)
      progress((run + (i + 1) / CHECKPOINTS.length) / RUNS.length)
      await breathe()
    }
  }
  show({
    kind: 'table',
    id: 'ends',
    title: 'After 80 epochs',
    columns: ['model', 'error on seen ratings', 'error on unseen ones'],
    rows,
    note: 'What fits the seen ratings best is not what predicts the unseen ones best.',
  })

  async function showTable(model: Solution.Model, epochs: number): Promise<void> {
    const values = new Float32Array(SHOWN * SHOWN)
    for (let user = 0; user < SHOWN; user++)
      for (let item = 0; item < SHOWN; item++)
        values[user * SHOWN + item] = await learner.predict(model, user, item)
    show({
      kind: 'heatmap',
      id: 'table',
      title: 'Ratings that two factors predict, for 24 users and 24 items',
      step: `2 factors, epoch ${epochs}`,
      xLabel: 'item',
      yLabel: 'user',
      rows: SHOWN,
      columns: SHOWN,
      values,
      note: 'Stripes are biases. What is not a stripe is taste.',
    })
  }
})
