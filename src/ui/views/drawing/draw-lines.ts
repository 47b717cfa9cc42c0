// Lines onto a canvas.

import { polylineOf, type Polyline } from './decimate'
import type { Plot } from './plot'

type Pen = CanvasRenderingContext2D

export interface Stroke {
  x: ArrayLike<number>
  y: ArrayLike<number>
  colour: string
}

export function drawLines(pen: Pen, plot: Plot, strokes: readonly Stroke[]): void {
  pen.save()
  pen.beginPath()
  pen.rect(plot.left - 2, plot.top - 2, plot.right - plot.left + 4, plot.bottom - plot.top + 4)
  pen.clip()
  pen.lineWidth = 1.5
  // Mitred joins of a noisy line would shoot past its true extremes.
  pen.lineJoin = 'bevel'
  // The first series is drawn last: it is the one that the others are compared with.
  for (const { x, y, colour } of [...strokes].reverse()) {
    pen.strokeStyle = pen.fillStyle = colour
    drawPolyline(pen, polylineOf(x, y, plot.x, plot.y))
  }
  pen.restore()
}

function drawPolyline(pen: Pen, line: Polyline): void {
  pen.beginPath()
  let down = false
  for (let i = 0; i < line.length; i += 2) {
    const x = line[i]!
    const y = line[i + 1]!
    if (Number.isNaN(x)) {
      down = false
    } else if (down) {
      pen.lineTo(x, y)
    } else {
      // A value between two gaps has no line to be seen by, so it becomes a dot.
      if (i + 2 >= line.length || Number.isNaN(line[i + 2])) pen.fillRect(x - 1.25, y - 1.25, 2.5, 2.5)
      pen.moveTo(x, y)
      down = true
    }
  }
  pen.stroke()
}
