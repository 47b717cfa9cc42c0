// The lines that separate classes on a boundary's ground.

import type { BoundaryView } from '../../../core/views'
import { cssOf, mixed } from './colours'
import { leadOf, zeroLine } from './contour'
import type { Polyline } from './decimate'
import type { Box } from './labels'
import type { Pen } from './pen'
import type { Theme } from './theme.svelte'

/** Of two classes one lead is the other's mirror; of more, each border is found from both sides. */
export function drawBorders(pen: Pen, view: BoundaryView, to: Box, theme: Theme): void {
  const { rows, columns } = view
  const leads = view.classes.length === 2 ? 1 : view.classes.length
  const x = (place: number): number => to.x + ((place + 0.5) / columns) * to.width
  const y = (place: number): number => to.y + to.height - ((place + 0.5) / rows) * to.height
  const border: Polyline = []
  for (let k = 0; k < leads; k++) {
    const line = zeroLine(leadOf(view, k), rows, columns)
    for (let i = 0; i < line.length; i += 4) {
      border.push(x(line[i]!), y(line[i + 1]!), x(line[i + 2]!), y(line[i + 3]!), NaN, NaN)
    }
  }
  pen.line(border, { colour: cssOf(mixed(theme.paper, theme.ink, 0.6)), width: 1, cap: 'round' })
}
