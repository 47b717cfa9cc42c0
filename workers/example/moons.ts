// The home page's example: two moons of points, the ground on which a model is asked, and the two pictures of it.

import type { BoundaryView, LineView } from '../../src/core/views'

/** Points of each moon. */
const EACH = 110
const NOISE = 0.13
const COLUMNS = 48
const ROWS = 30
const X_RANGE: [number, number] = [-1.55, 2.55]
const Y_RANGE: [number, number] = [-1.05, 1.55]

export interface Moons {
  readonly x: Float32Array<ArrayBuffer>
  readonly y: Float32Array<ArrayBuffer>
  readonly label: Int32Array<ArrayBuffer>
}

/** The same on the page and in the sandbox: scattered by a sequence that fills evenly (R2, Roberts 2018), not by chance. */
export function moons(): Moons {
  const count = 2 * EACH
  const points = { x: new Float32Array(count), y: new Float32Array(count), label: new Int32Array(count) }
  for (let i = 0; i < count; i++) {
    const label = i % 2
    const angle = (Math.PI * ((i >> 1) + 0.5)) / EACH
    const turn = 2 * Math.PI * ((i * 0.7548776662466927) % 1)
    const reach = NOISE * Math.sqrt(-2 * Math.log(1 - ((0.5 + i * 0.5698402909980532) % 1)))
    points.x[i] = (label === 0 ? Math.cos(angle) : 1 - Math.cos(angle)) + reach * Math.cos(turn)
    points.y[i] = (label === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle)) + reach * Math.sin(turn)
    points.label[i] = label
  }
  return points
}

/** [ROWS × COLUMNS, 2]: where a model is asked, row by row from below. */
export function ground(): number[][] {
  const at = ([low, high]: [number, number], place: number, places: number): number =>
    low + ((place + 0.5) / places) * (high - low)
  return Array.from({ length: ROWS * COLUMNS }, (_, i) => [
    at(X_RANGE, i % COLUMNS, COLUMNS),
    at(Y_RANGE, Math.floor(i / COLUMNS), ROWS),
  ])
}

/** `second` tells, for each place of the ground, how sure the model is of the second moon. */
export function boundaryOf(second: ArrayLike<number>, note: string): BoundaryView {
  const probabilities = new Float32Array(2 * ROWS * COLUMNS)
  for (let i = 0; i < ROWS * COLUMNS; i++) probabilities.set([1 - second[i]!, second[i]!], 2 * i)
  return {
    ...{ kind: 'boundary', id: 'boundary', title: 'What the network believes', note, xLabel: '', yLabel: '' },
    ...{ xRange: X_RANGE, yRange: Y_RANGE, rows: ROWS, columns: COLUMNS },
    ...{ classes: ['first moon', 'second moon'], probabilities, points: moons() },
  }
}

/** The loss after each epoch, and before the first. */
export const lossOf = (losses: readonly number[]): LineView => ({
  ...{ kind: 'line', id: 'loss', title: 'The loss as it learns', xLabel: 'epoch', yLabel: '' },
  series: [{ name: 'loss', x: Float32Array.from(losses, (_, epoch) => epoch), y: Float32Array.from(losses) }],
})

/** Whoever knows nothing is as sure of either moon: its loss is ln 2. */
export const ignorance = (): readonly [BoundaryView, LineView] => [
  boundaryOf(new Float32Array(ROWS * COLUMNS).fill(0.5), 'Nothing is learned yet.'),
  lossOf([Math.LN2]),
]
