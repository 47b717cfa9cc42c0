// Penguins in two dimensions of four: as they are, where grams drown millimetres, and standardised. What each component is
// made of, and how much is lost on the way back.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { penguinFeatures, penguins, penguinSpecies } from './harness'
import type * as Solution from './solution'

type Rows = readonly (readonly number[])[]

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function standardised(rows: Rows): number[][] {
  const columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!))
  const means = columns.map(mean)
  const deviations = columns.map((column, j) => Math.sqrt(mean(column.map((v) => (v - means[j]!) ** 2))))
  return rows.map((row) => row.map((value, j) => (value - means[j]!) / deviations[j]!))
}

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const d = penguinFeatures.length
  const measured = penguins.map((row) => row.slice(0, d))
  const species = Int32Array.from(penguins, (row) => row[d]!)
  const counts = Float32Array.from({ length: d }, (_, i) => i + 1)
  const curves: { name: string; x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> }[] = []
  const losses: string[][] = []

  const runs = [
    { id: 'raw', name: 'as measured', rows: measured },
    { id: 'standard', name: 'standardised', rows: standardised(measured) },
  ]
  for (const [run, { id, name, rows }] of runs.entries()) {
    const x = tf.tensor2d(rows)
    const fit = await learner.pca(x, d)
    const coordinates = await learner.project(fit, x)
    const places = await coordinates.array()
    const ratios = Array.from(await fit.explainedVarianceRatio.data())
    const components = await fit.components.array()
    const percent = (share: number): string => `${(100 * share).toFixed(1)}%`
    show({
      kind: 'scatter',
      id: `map-${id}`,
      title: `Penguins along two components, ${name}`,
      xLabel: `first component, ${percent(ratios[0]!)}`,
      yLabel: `second component, ${percent(ratios[1]!)}`,
      groups: [...penguinSpecies],
      points: {
        x: Float32Array.from(places, (row) => row[0]!),
        y: Float32Array.from(places, (row) => row[1]!),
        label: species,
      },
      note:
        run === 0
          ? 'In grams and millimetres the first component is the mass, and next to nothing else.'
          : 'Nobody told it the species. A sign may be the other way round another time.',
    })
    show({
      kind: 'heatmap',
      id: `components-${id}`,
      title: `What the components are made of, ${name}`,
      rows: d,
      columns: d,
      values: Float32Array.from(components.flat()),
      rowLabels: components.map((_, i) => `component ${i + 1}`),
      columnLabels: [...penguinFeatures],
      diverging: true,
    })
    let reached = 0
    curves.push({ name, x: counts, y: Float32Array.from(ratios, (ratio) => (reached += ratio)) })

    const errors: string[] = []
    for (let k = 1; k <= d; k++) {
      const part = await learner.pca(x, k)
      const there = await learner.project(part, x)
      const back = await learner.reconstruct(part, there)
      const loss = tf.tidy(() => back.sub(x).square().sum(1).mean())
      errors.push((await loss.data())[0]!.toPrecision(3))
      tf.dispose([loss, there, back, part.mean, part.components])
      tf.dispose([part.explainedVariance, part.explainedVarianceRatio])
      progress((run + k / d) / runs.length)
    }
    losses.push([name, ...errors])
    tf.dispose([x, coordinates, fit.mean, fit.components, fit.explainedVariance, fit.explainedVarianceRatio])
  }
  show({
    kind: 'line',
    id: 'ratios',
    title: 'Variance explained by the first components',
    xLabel: 'components',
    yLabel: 'share of all variance',
    series: curves,
  })
  show({
    kind: 'table',
    id: 'losses',
    title: 'Mean squared distance of a penguin from its reconstruction',
    columns: ['', ...Array.from(counts, (k) => `${k} ${k === 1 ? 'component' : 'components'}`)],
    rows: losses,
    note: 'It is the variance that is left out, times (n − 1) / n. With all four components only rounding is left.',
  })
})
