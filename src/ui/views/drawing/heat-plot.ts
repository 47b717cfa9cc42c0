// The geometry of a heatmap: square cells as far as the room allows, and only the labels that can be read.

import type { HeatmapView } from '../../../core/views'
import type { Box } from './labels'
import { elided, textWidth } from './numbers'

export interface HeatTick {
  at: number
  label: string
}

export interface HeatPlot {
  width: number
  height: number
  area: Box
  rows: HeatTick[]
  columns: HeatTick[]
  /** Column names too long for their cells lean. */
  slanted: boolean
}

const TALLEST = 460
const LARGEST_CELL = 56
const LINE = 13
export const SLANT = 40

export function heatPlotOf(view: HeatmapView, width: number): HeatPlot {
  const names = {
    rows: namesOf(view.rowLabels, view.rows, Math.max(5, Math.floor((width * 0.3) / 6.3))),
    columns: namesOf(view.columnLabels, view.columns, 16),
  }
  const left = Math.ceil(Math.max(12, widest(names.rows))) + 8
  const room = Math.max(60, width - left - 8)
  const cell = Math.min(room / view.columns, TALLEST / view.rows, LARGEST_CELL)
  const area: Box = {
    x: left,
    y: view.yLabel ? 24 : 4,
    width: Math.max(cell * view.columns, Math.min(room, LARGEST_CELL * view.columns, 240)),
    height: Math.max(cell * view.rows, Math.min(40 * view.rows, 120)),
  }
  const perColumn = area.width / view.columns
  const slanted = Boolean(view.columnLabels) && widest(names.columns) + 2 > perColumn
  const below = slanted ? widest(names.columns) * Math.sin((SLANT * Math.PI) / 180) + 16 : 18
  const columnRoom = slanted ? LINE : view.columnLabels ? 0 : widest(names.columns) + 10
  return {
    ...{ area, slanted, width },
    height: Math.ceil(area.y + area.height + below + (view.xLabel ? 20 : 0)),
    rows: everyNth(names.rows, LINE, area.height / view.rows, area.y),
    columns: everyNth(names.columns, columnRoom, perColumn, area.x),
  }
}

const widest = (names: readonly string[]): number =>
  names.reduce((most, name) => Math.max(most, textWidth(name)), 0)

const namesOf = (labels: readonly string[] | undefined, count: number, most: number): string[] =>
  Array.from({ length: count }, (_, i) => elided(labels ? (labels[i] ?? '') : String(i), most))

/** As many names as there is room for, at a stride that counts well. */
function everyNth(names: readonly string[], room: number, size: number, from: number): HeatTick[] {
  const stride = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((nth) => nth * size >= room) ?? names.length
  return names.flatMap((label, i) => (i % stride === 0 ? [{ at: from + (i + 0.5) * size, label }] : []))
}

/** How to write values into cells, or null where they would not fit. */
export function cellFormat(
  values: ArrayLike<number>,
  width: number,
  height: number,
): ((value: number) => string) | null {
  if (values.length > 400 || height < 16) return null
  let largest = 0
  let whole = true
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    largest = Math.max(largest, Math.abs(values[i]!))
    whole &&= Number.isInteger(values[i])
  }
  const digits = whole || largest >= 1000 ? 0 : largest >= 100 ? 1 : 2
  // Exactly nothing is written shorter, so that a masked half stays quiet.
  const format = (value: number): string =>
    value === 0
      ? '0'
      : Number.isFinite(value)
        ? value
            .toFixed(digits)
            .replace('-', '−')
            .replace(/^−(0(\.0*)?)$/, '$1')
        : ''
  return textWidth(format(-largest), 10.5) + 4 <= width ? format : null
}
