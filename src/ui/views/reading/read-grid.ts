// Reading a grid of cells, row by row from the top: heatmaps, images and the ground of a boundary.

import type { Box } from '../drawing/labels'
import { clamp, type Reader, type Reading } from './reading'

export interface Grid {
  rows: number
  columns: number
  area: Box
}

type Described = Pick<Reading, 'heading' | 'rows' | 'rings'>

export function gridReader(
  { rows, columns, area }: Grid,
  describe: (row: number, column: number) => Described,
): Reader {
  const width = area.width / columns
  const height = area.height / rows
  return {
    start: () => Math.floor(rows / 2) * columns + Math.floor(columns / 2),
    nearest(x, y) {
      const column = Math.floor((x - area.x) / width)
      const row = Math.floor((y - area.y) / height)
      return column < 0 || row < 0 || column >= columns || row >= rows ? null : row * columns + column
    },
    move(place, step, far) {
      const row = Math.floor(place / columns)
      const column = place % columns
      const down = far ? Math.max(1, Math.round(rows / 10)) : 1
      const along = far ? Math.max(1, Math.round(columns / 10)) : 1
      const at = (r: number, c: number): number => clamp(r, 0, rows - 1) * columns + clamp(c, 0, columns - 1)
      if (step === 'left' || step === 'right') return at(row, column + (step === 'left' ? -along : along))
      if (step === 'up' || step === 'down') return at(row + (step === 'up' ? -down : down), column)
      if (step === 'home' || step === 'end') return at(row, step === 'home' ? 0 : columns - 1)
      return at(step === 'previous' ? 0 : rows - 1, column)
    },
    read(place) {
      // The data may have shrunk since the place was chosen.
      const row = Math.min(rows - 1, Math.floor(place / columns))
      const column = place % columns
      const box = { x: area.x + column * width, y: area.y + row * height, width, height }
      return { x: box.x + width / 2, y: box.y + height / 2, ...describe(row, column), box }
    },
  }
}
