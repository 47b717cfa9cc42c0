// A picture's numbers as a table, for those who do not see the picture or want to know exactly.

import { assertNever } from '../../../core/result'
import type {
  BoundaryView,
  HeatmapView,
  ImageView,
  LineView,
  ScatterView,
  TableView,
  View,
} from '../../../core/views'

export type Cell = string | number | boolean

export interface Table {
  columns: string[]
  rows: Cell[][]
  /** How many rows there would be if none were left out. */
  total: number
}

const MOST_ROWS = 200
const MOST_COLUMNS = 24

/** `most` rows at most; only a table of a demo's own may ask for more than the first 200. */
export function tableFor(view: View, most = MOST_ROWS): Table {
  switch (view.kind) {
    case 'line':
      return lineTable(view)
    case 'boundary':
      return boundaryTable(view)
    case 'scatter':
      return scatterTable(view)
    case 'image':
      return imageTable(view)
    case 'heatmap':
      return heatmapTable(view)
    case 'table':
      return plainTable(view, most)
    default:
      return assertNever(view)
  }
}

const table = (columns: string[], total: number, row: (i: number) => Cell[], most = MOST_ROWS): Table => ({
  ...{ columns, total },
  rows: Array.from({ length: Math.min(total, most) }, (_, i) => row(i)),
})

function lineTable({ series, xLabel, yLabel }: LineView): Table {
  const first = series[0]!
  const shared = series.every(
    ({ x }) => x.length === first.x.length && x.every((value, i) => value === first.x[i]),
  )
  if (shared) {
    const columns = [xLabel || 'x', ...series.map(({ name }) => name)]
    return table(columns, first.x.length, (i) => [first.x[i]!, ...series.map(({ y }) => y[i]!)])
  }
  const total = series.reduce((sum, { x }) => sum + x.length, 0)
  return table(['series', xLabel || 'x', yLabel || 'y'], total, (i) => {
    let left = i
    for (const { name, x, y } of series) {
      if (left < x.length) return [name, x[left]!, y[left]!]
      left -= x.length
    }
    return []
  })
}

function boundaryTable(view: BoundaryView): Table {
  const { points, classes, xLabel, yLabel } = view
  const columns = [xLabel || 'x', yLabel || 'y', 'class', 'predicted', 'probability']
  return table(columns, points.x.length, (i) => {
    const [x, y] = [points.x[i]!, points.y[i]!]
    const label = points.label[i]!
    const guess = guessAt(view, x, y)
    const [name, share] = guess ? [classes[guess.best]!, guess.shares[guess.best]!] : ['', '']
    return [x, y, classes[label] ?? `label ${label}`, name, share]
  })
}

/** What the ground says at a point of the data, or null outside of it. */
function guessAt(view: BoundaryView, x: number, y: number): { best: number; shares: number[] } | null {
  const cell = (value: number, [low, high]: readonly [number, number], count: number): number =>
    value >= low && value <= high
      ? Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))
      : NaN
  const row = cell(y, view.yRange, view.rows)
  const column = cell(x, view.xRange, view.columns)
  return Number.isNaN(row + column) ? null : cellGuess(view, row, column)
}

/** The probabilities of one cell, and which is the greatest. Row 0 is the lowest. */
export function cellGuess(
  view: BoundaryView,
  row: number,
  column: number,
): { best: number; shares: number[] } {
  const count = view.classes.length
  const from = (row * view.columns + column) * count
  const shares = Array.from(view.probabilities.subarray(from, from + count))
  return { shares, best: shares.reduce((best, share, k) => (share > shares[best]! ? k : best), 0) }
}

/** The highlighted points come first: they are what the picture is about. */
function scatterTable({ points, groups, names, highlighted, query, xLabel, yLabel }: ScatterView): Table {
  const lit = highlighted.filter((i) => i < points.x.length)
  const seen = new Set(lit)
  const order = [...lit]
  for (let i = 0; i < points.x.length && order.length < MOST_ROWS; i++) if (!seen.has(i)) order.push(i)
  const isRanked = query !== undefined && lit.length > 0
  const columns = [
    ...(isRanked ? ['rank'] : []),
    ...(names ? ['name'] : []),
    'group',
    xLabel || 'x',
    yLabel || 'y',
  ]
  return table(columns, points.x.length, (i) => {
    const point = order[i]!
    const label = points.label[point]!
    const row: Cell[] = [groups[label] ?? `label ${label}`, points.x[point]!, points.y[point]!]
    if (names) row.unshift(names[point] ?? '')
    if (isRanked) row.unshift(i < lit.length ? i + 1 : '')
    return row
  })
}

function imageTable({ images }: ImageView): Table {
  const columns = ['image', 'width', 'height', 'channels', 'darkest', 'mean', 'brightest']
  return table(columns, images.length, (i) => {
    const { caption, width, height, channels, pixels } = images[i]!
    let [low, high, sum] = [255, 0, 0]
    for (const value of pixels) {
      if (value < low) low = value
      if (value > high) high = value
      sum += value
    }
    return [caption, width, height, channels, low, sum / pixels.length, high]
  })
}

function heatmapTable(view: HeatmapView): Table {
  const { rows, columns, values } = view
  const rowName = (i: number): string => view.rowLabels?.[i] ?? String(i)
  const columnName = (i: number): string => view.columnLabels?.[i] ?? String(i)
  if (columns <= MOST_COLUMNS) {
    const names = Array.from({ length: columns }, (_, i) => columnName(i))
    return table([view.yLabel || 'row', ...names], rows, (i) => [
      rowName(i),
      ...values.subarray(i * columns, (i + 1) * columns),
    ])
  }
  return table([view.yLabel || 'row', view.xLabel || 'column', 'value'], rows * columns, (i) => [
    rowName(Math.floor(i / columns)),
    columnName(i % columns),
    values[i]!,
  ])
}

function plainTable({ columns, rows }: TableView, most: number): Table {
  const row = (i: number): Cell[] => columns.map((_, k) => rows[i]![k] ?? '')
  return table(columns, rows.length, row, most)
}
