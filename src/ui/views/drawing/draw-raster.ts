// Rasters onto a canvas, stretched over a rectangle, and the lines that separate classes on them.

import type { BoundaryView } from '../../../core/views'
import { cssOf, mixed } from './colours'
import { leadOf, zeroLine } from './contour'
import type { Box } from './labels'
import type { Pixels } from './raster'
import type { Theme } from './theme.svelte'

type Pen = CanvasRenderingContext2D

export function drawRaster(pen: Pen, pixels: Pixels, columns: number, to: Box, smooth: boolean): void {
  const rows = pixels.length / 4 / columns
  const sheet = Object.assign(document.createElement('canvas'), { width: columns, height: rows })
  sheet.getContext('2d')!.putImageData(new ImageData(pixels, columns, rows), 0, 0)
  pen.imageSmoothingEnabled = smooth
  pen.drawImage(sheet, to.x, to.y, to.width, to.height)
}

/** Of two classes one lead is the other's mirror; of more, each border is found from both sides. */
export function drawBorders(pen: Pen, view: BoundaryView, to: Box, theme: Theme): void {
  const { rows, columns } = view
  const leads = view.classes.length === 2 ? 1 : view.classes.length
  pen.beginPath()
  for (let k = 0; k < leads; k++) {
    const line = zeroLine(leadOf(view, k), rows, columns)
    const x = (place: number): number => to.x + ((place + 0.5) / columns) * to.width
    const y = (place: number): number => to.y + to.height - ((place + 0.5) / rows) * to.height
    for (let i = 0; i < line.length; i += 4) {
      pen.moveTo(x(line[i]!), y(line[i + 1]!))
      pen.lineTo(x(line[i + 2]!), y(line[i + 3]!))
    }
  }
  pen.lineWidth = 1
  pen.lineCap = 'round'
  pen.strokeStyle = cssOf(mixed(theme.paper, theme.ink, 0.6))
  pen.stroke()
}
