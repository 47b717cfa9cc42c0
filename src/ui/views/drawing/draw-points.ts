// Points onto a canvas: stamped from one small picture per class, or as bare dots when they are too many for that.

import { cssOf, mixed, rgbOf, type Rgb } from './colours'
import type { Plot } from './plot'
import { shapeOf, shapePath } from './shapes'

type Pen = CanvasRenderingContext2D

export interface PointStyle {
  colours: readonly string[]
  other: string
  paper: Rgb
  radius: number
  /** From 0, invisible, to 1. */
  strength: number
}

interface Points {
  x: ArrayLike<number>
  y: ArrayLike<number>
  label: ArrayLike<number>
}

// Above this, shapes overlap beyond recognition and stamping takes longer than a frame may.
const MOST_STAMPS = 1_500

export function drawPoints(pen: Pen, plot: Plot, points: Points, style: PointStyle): void {
  const inks = [...style.colours, style.other].map((ink) => mixed(style.paper, rgbOf(ink), style.strength))
  if (points.x.length > MOST_STAMPS) drawDots(pen, plot, points, inks)
  else drawStamps(pen, plot, points, inks, style)
}

function drawStamps(pen: Pen, plot: Plot, points: Points, inks: Rgb[], style: PointStyle): void {
  const ratio = pen.getTransform().a
  const stamps = inks.map((ink, k) => stampOf(k, cssOf(ink), style, ratio))
  const half = stamps[0]!.width / 2
  pen.save()
  pen.setTransform(1, 0, 0, 1, 0, 0)
  for (let i = 0; i < points.x.length; i++) {
    const x = plot.x.map(points.x[i]!)
    const y = plot.y.map(points.y[i]!)
    if (!isInside(plot, x, y)) continue
    pen.drawImage(
      stamps[inkIndex(points.label[i]!, inks)]!,
      Math.round(x * ratio - half),
      Math.round(y * ratio - half),
    )
  }
  pen.restore()
}

function stampOf(k: number, ink: string, { radius, paper }: PointStyle, ratio: number): HTMLCanvasElement {
  const size = 2 * Math.ceil((radius * 1.5 + 1.5) * ratio)
  const stamp = Object.assign(document.createElement('canvas'), { width: size, height: size })
  const pen = stamp.getContext('2d')!
  pen.setTransform(ratio, 0, 0, ratio, size / 2, size / 2)
  const path = new Path2D(shapePath(shapeOf(k), radius))
  // A rim of paper keeps neighbours apart.
  pen.strokeStyle = cssOf(paper)
  pen.lineWidth = 1.5
  pen.stroke(path)
  pen.fillStyle = ink
  pen.fill(path)
  return stamp
}

/** Written as bytes: a hundred thousand calls of fillRect take longer than a second's worth of frames may. */
function drawDots(pen: Pen, plot: Plot, points: Points, inks: Rgb[]): void {
  const ratio = pen.getTransform().a
  const { width, height } = pen.canvas
  const image = new ImageData(width, height)
  const words = new Uint32Array(image.data.buffer)
  // Little-endian, as every machine with a browser is: alpha, blue, green, red from the top byte down.
  const codes = inks.map(
    ([r, g, b]) => (255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r),
  )
  const size = Math.max(1, Math.round((points.x.length > 50_000 ? 1.3 : 2.2) * ratio))
  for (let i = 0; i < points.x.length; i++) {
    const x = plot.x.map(points.x[i]!)
    const y = plot.y.map(points.y[i]!)
    if (!isInside(plot, x, y)) continue
    const code = codes[inkIndex(points.label[i]!, inks)]!
    const start = Math.round(y * ratio - size / 2) * width + Math.round(x * ratio - size / 2)
    for (let row = start; row < start + size * width; row += width) words.fill(code, row, row + size)
  }
  const sheet = Object.assign(document.createElement('canvas'), { width, height })
  sheet.getContext('2d')!.putImageData(image, 0, 0)
  pen.drawImage(sheet, 0, 0, width / ratio, height / ratio)
}

/** A label that names no class gets the last ink. */
const inkIndex = (label: number, inks: readonly Rgb[]): number =>
  label >= 0 && label < inks.length - 1 ? label : inks.length - 1

/** False for NaN as well. */
export const isInside = (plot: Plot, x: number, y: number): boolean =>
  x >= plot.left - 1 && x <= plot.right + 1 && y >= plot.top - 1 && y <= plot.bottom + 1
