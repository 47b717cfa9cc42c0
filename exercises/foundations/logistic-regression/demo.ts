// Two kinds of penguins, a boundary that moves between them epoch by epoch, and what a penalty does to how sure it is.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { penguinFeatures, penguins, penguinSpecies } from './harness'
import type * as Solution from './solution'

const [LENGTH, MASS] = [0, 3]
const EPOCHS = [0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 100]
const OPTIONS = { learningRate: 1, l2: 0 }
const GRID = 40

type Range = readonly [number, number]

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const chosen = penguins.rows.map((row) => [row[LENGTH]!, row[MASS]!])
  const [xRange, yRange] = [rangeOf(chosen, 0), rangeOf(chosen, 1)]
  const x = tf.tensor2d(chosen)
  const y = tf.tensor1d([...penguins.labels], 'int32')
  const grid = tf.tensor2d(cellsOf(xRange, yRange))

  for (const [at, epochs] of EPOCHS.entries()) {
    const { model, losses } = await learner.train(x, y, { ...OPTIONS, epochs })
    const p = await probabilities(learner, model, grid)
    const onRows = await probabilities(learner, model, x)
    const right = penguins.labels.filter((label, i) => onRows[i]! > 0.5 === label > 0).length
    tf.dispose([model.mean, model.deviation, model.weights])
    const step = `epoch ${epochs}`
    show({
      ...{ kind: 'boundary', id: 'boundary', title: 'Which penguin is it?', step },
      ...{ xLabel: penguinFeatures[LENGTH]!, yLabel: penguinFeatures[MASS]! },
      ...{ xRange: [...xRange], yRange: [...yRange], rows: GRID, columns: GRID },
      classes: [...penguinSpecies],
      probabilities: Float32Array.from({ length: 2 * p.length }, (_, i) =>
        i % 2 === 1 ? p[i >> 1]! : 1 - p[i >> 1]!,
      ),
      points: {
        x: Float32Array.from(chosen, (row) => row[0]!),
        y: Float32Array.from(chosen, (row) => row[1]!),
        label: Int32Array.from(penguins.labels),
      },
      note: `After ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} ${right} of ${chosen.length} are right. Adelie penguins have short bills for their mass.`,
    })
    if (losses.length > 0)
      show({
        ...{ kind: 'line', id: 'loss', title: 'Loss by epoch', step },
        ...{ xLabel: 'epoch', yLabel: 'mean cross-entropy' },
        series: [{ name: 'loss', x: Float32Array.from(losses, (_, i) => i), y: Float32Array.from(losses) }],
      })
    progress((at + 1) / (EPOCHS.length + 1))
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  tf.dispose([x, grid])

  const all = tf.tensor2d(penguins.rows.map((row) => [...row]))
  const rows: (string | number)[][] = []
  for (const l2 of [0, 0.01, 0.1, 1]) {
    const { model } = await learner.train(all, y, { learningRate: 0.4, l2, epochs: 100 })
    const weights = Array.from(await model.weights.data(), (weight) => weight.toFixed(2))
    const p = await probabilities(learner, model, all)
    const sure = p.filter((probability) => Math.abs(probability - 0.5) > 0.45).length
    rows.push([`λ = ${l2}`, ...weights, model.bias.toFixed(2), sure])
    tf.dispose([model.mean, model.deviation, model.weights])
  }
  show({
    ...{ kind: 'table', id: 'penalty', title: 'What a penalty does, with all four features' },
    columns: ['', ...penguinFeatures, 'bias', 'surer than 95%'],
    rows,
    note: 'Weights of standardised features can be compared: bill length counts most. A penalty keeps them small, and the model from being sure.',
  })
  tf.dispose([all, y])
  progress(1)
})

async function probabilities(
  learner: { predictProbability: typeof Solution.predictProbability },
  model: Solution.Model,
  x: tf.Tensor2D,
): Promise<number[]> {
  const p = await learner.predictProbability(model, x)
  const values = Array.from(await p.data())
  p.dispose()
  return values
}

/** The range of a feature, with a margin. */
function rangeOf(rows: readonly (readonly number[])[], feature: number): Range {
  const values = rows.map((row) => row[feature]!)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return [low - (high - low) / 10, high + (high - low) / 10]
}

/** The centres of the cells, row 0 at the bottom. */
function cellsOf(xRange: Range, yRange: Range): number[][] {
  const at = ([low, high]: Range, i: number): number => low + ((i + 0.5) / GRID) * (high - low)
  return Array.from({ length: GRID * GRID }, (_, i) => [
    at(xRange, i % GRID),
    at(yRange, Math.floor(i / GRID)),
  ])
}
