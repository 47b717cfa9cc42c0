// The line where the likeliest class changes: marching squares over a class's lead on its best rival.

import type { BoundaryView } from '../../../core/views'

/** x1, y1, x2, y2 … in cells, (0, 0) being the centre of the first. */
export type Segments = number[]

/** How far class k is ahead of the best of the others, for every cell. */
export function leadOf(view: BoundaryView, k: number): Float32Array {
  const classes = view.classes.length
  const lead = new Float32Array(view.rows * view.columns)
  for (let cell = 0; cell < lead.length; cell++) {
    let rival = -Infinity
    for (let j = 0; j < classes; j++) {
      if (j !== k) rival = Math.max(rival, view.probabilities[cell * classes + j]!)
    }
    lead[cell] = view.probabilities[cell * classes + k]! - rival
  }
  return lead
}

/** Where the field crosses zero, linearly between the centres of neighbouring cells. */
export function zeroLine(field: Float32Array, rows: number, columns: number): Segments {
  const segments: Segments = []
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column
      square(
        segments,
        column,
        row,
        field[at]!,
        field[at + 1]!,
        field[at + columns + 1]!,
        field[at + columns]!,
      )
    }
  }
  return segments
}

/** The corners go round: low left, low right, high right, high left. */
function square(out: Segments, x: number, y: number, a: number, b: number, c: number, d: number): void {
  const sides = (a > 0 ? 1 : 0) + (b > 0 ? 1 : 0) + (c > 0 ? 1 : 0) + (d > 0 ? 1 : 0)
  if (sides === 0 || sides === 4 || !Number.isFinite(a + b + c + d)) return
  const points: number[] = []
  if (a > 0 !== b > 0) points.push(x + a / (a - b), y)
  if (b > 0 !== c > 0) points.push(x + 1, y + b / (b - c))
  if (c > 0 !== d > 0) points.push(x + d / (d - c), y + 1)
  if (d > 0 !== a > 0) points.push(x, y + a / (a - d))
  // A saddle: the mean decides which corners belong together; as they come, the segments cut off b and d.
  const turned = points.length === 8 && a > 0 !== a + b + c + d > 0
  out.push(...(turned ? [...points.slice(2), ...points.slice(0, 2)] : points))
}
