// Lines within the frame of their plot.

import { polylineOf } from './decimate'
import type { Pen } from './pen'
import type { Plot } from './plot'

export interface Stroke {
  x: ArrayLike<number>
  y: ArrayLike<number>
  colour: string
}

export function drawLines(pen: Pen, plot: Plot, strokes: readonly Stroke[]): void {
  const clip = {
    ...{ x: plot.left - 2, y: plot.top - 2 },
    ...{ width: plot.right - plot.left + 4, height: plot.bottom - plot.top + 4 },
  }
  // The first series is drawn last: it is the one that the others are compared with.
  for (const { x, y, colour } of [...strokes].reverse()) {
    pen.line(polylineOf(x, y, plot.x, plot.y), { colour, width: 1.5, clip })
  }
}
