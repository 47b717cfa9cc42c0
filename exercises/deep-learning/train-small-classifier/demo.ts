// The decision boundary and the loss while the learner's model trains, then a confusion table on penguins.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { type Dataset, moons, penguinFeatures, penguins, penguinSpecies, spirals } from './harness'
import type * as Solution from './solution'

type Learner = typeof Solution

const GRID = 40

type Floats = Float32Array<ArrayBuffer>
type Curve = { name: string; x: Floats; y: Floats }

export default demo<Learner>(async ({ learner, show, progress, random }) => {
  const planes = [
    {
      id: 'moons',
      title: 'Two moons',
      data: moons(150, random),
      test: moons(300, random),
      classes: 2,
      epochs: 60,
    },
    {
      id: 'spirals',
      title: 'Three spirals',
      data: spirals(240, random),
      test: spirals(300, random),
      classes: 3,
      epochs: 100,
    },
  ]
  const allEpochs = 60 + 100 + 40
  let epochsDone = 0
  const advance = (): void => progress(++epochsDone / allEpochs)
  const stepOf = (name: string, epoch: number): string => `${name}, epoch ${epoch}`
  const curves: Curve[] = []

  const showLoss = (name: string, losses: readonly number[]): void => {
    const curve = curveOf(name, losses)
    const series = [...curves.filter((other) => other.name !== name), curve]
    show({
      kind: 'line',
      id: 'loss',
      title: 'Training loss',
      xLabel: 'epoch',
      yLabel: 'mean cross-entropy',
      step: stepOf(name, losses.length - 1),
      series,
    })
  }

  for (const { id, title, data, test, classes, epochs } of planes) {
    const [xRange, yRange] = [rangeOf(data, 0), rangeOf(data, 1)]
    const grid = gridOf(xRange, yRange)
    const points = {
      x: Float32Array.from(data.x, (row) => row[0]!),
      y: Float32Array.from(data.x, (row) => row[1]!),
      label: Int32Array.from(data.y),
    }
    const model = await learner.createModel(2, classes)
    const showBoundary = async (note: string): Promise<void> => {
      const probabilities = await ask(learner, model, grid)
      if (probabilities.length !== GRID * GRID * classes) return
      const names = Array.from({ length: classes }, (_, c) => `class ${c}`)
      const axes = { xLabel: 'x₁', yLabel: 'x₂', xRange, yRange, rows: GRID, columns: GRID }
      show({ kind: 'boundary', id, title, note, ...axes, classes: names, probabilities, points })
    }
    const losses: number[] = []
    await withTensors(data, (x, y) =>
      learner.train(model, x, y, {
        epochs,
        onEpoch: async (epoch, loss) => {
          losses.push(loss)
          advance()
          showLoss(title, losses)
          if (epoch % 5 === 0) await showBoundary(`Epoch ${epoch}, loss ${loss.toFixed(3)}`)
          await breathe()
        },
      }),
    )
    curves.push(curveOf(title, losses))
    const accuracy = accuracyOf(await predictions(learner, model, test.x), test.y)
    await showBoundary(`After ${epochs} epochs: ${percent(accuracy)} of 300 unseen points are right.`)
    dispose(model)
  }

  const { train, test } = penguins(random)
  const model = await learner.createModel(penguinFeatures.length, penguinSpecies.length)
  const losses: number[] = []
  await withTensors(train, (x, y) =>
    learner.train(model, x, y, {
      epochs: 40,
      onEpoch: async (_, loss) => {
        losses.push(loss)
        advance()
        showLoss('Penguins', losses)
        await breathe()
      },
    }),
  )
  const answers = await predictions(learner, model, test.x)
  show({
    kind: 'table',
    id: 'penguins',
    title: 'Penguins: species by row, prediction by column',
    note: `${percent(accuracyOf(answers, test.y))} of ${test.y.length} unseen penguins are right. They were told by ${penguinFeatures.join(', ').toLowerCase()}.`,
    columns: ['Species', ...penguinSpecies],
    rows: penguinSpecies.map((name, actual) => [
      name,
      ...penguinSpecies.map(
        (_, said) => answers.filter((answer, i) => answer === said && test.y[i] === actual).length,
      ),
    ]),
  })
  dispose(model)
  progress(1)
})

const curveOf = (name: string, losses: readonly number[]): Curve => ({
  name,
  x: Float32Array.from(losses, (_, epoch) => epoch),
  y: Float32Array.from(losses),
})

/** Lets pictures out and Stop in. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`

/** The range of a feature, with a margin. */
function rangeOf({ x }: Dataset, feature: number): [number, number] {
  const values = x.map((row) => row[feature]!)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const margin = (high - low) / 10
  return [low - margin, high + margin]
}

/** The centres of the cells, row 0 at the bottom. */
function gridOf([left, right]: [number, number], [bottom, top]: [number, number]): number[][] {
  const at = (low: number, high: number, i: number): number => low + ((i + 0.5) / GRID) * (high - low)
  return Array.from({ length: GRID * GRID }, (_, i) => [
    at(left, right, i % GRID),
    at(bottom, top, Math.floor(i / GRID)),
  ])
}

async function withTensors<T>(
  { x, y }: Dataset,
  work: (x: tf.Tensor2D, y: tf.Tensor1D) => Promise<T>,
): Promise<T> {
  const tensors = [tf.tensor2d(x), tf.tensor1d(y, 'int32')] as const
  try {
    return await work(...tensors)
  } finally {
    tf.dispose([...tensors])
  }
}

async function ask(learner: Learner, model: Solution.Classifier, rows: number[][]): Promise<Floats> {
  const x = tf.tensor2d(rows)
  const answer = await learner.predict(model, x)
  const probabilities = Float32Array.from(await answer.data())
  tf.dispose([x, answer])
  return probabilities
}

async function predictions(
  learner: Learner,
  model: Solution.Classifier,
  rows: number[][],
): Promise<number[]> {
  const probabilities = await ask(learner, model, rows)
  const classes = probabilities.length / rows.length
  return rows.map((_, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes)
    return row.indexOf(Math.max(...row))
  })
}

const accuracyOf = (answers: readonly number[], labels: readonly number[]): number =>
  answers.filter((answer, i) => answer === labels[i]).length / labels.length

/** A model of the learner's own kind may or may not know how to go. */
function dispose(model: unknown): void {
  const { dispose: go } = (model ?? {}) as { dispose?: () => void }
  if (typeof go === 'function') go.call(model)
}
