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
const MOST_STAMPS = 6_000

export function drawPoints(pen: Pen, plot: Plot, points: Points, style: PointStyle): void {
  const inks = [...style.colours, style.other].map((ink) =>
    cssOf(mixed(style.paper, rgbOf(ink), style.strength)),
  )
  if (points.x.length > MOST_STAMPS) drawDots(pen, plot, points, inks)
  else drawStamps(pen, plot, points, inks, style)
}

function drawStamps(pen: Pen, plot: Plot, points: Points, inks: string[], style: PointStyle): void {
  const ratio = pen.getTransform().a
  const stamps = inks.map((ink, k) => stampOf(k, ink, style, ratio))
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

function drawDots(pen: Pen, plot: Plot, points: Points, inks: string[]): void {
  const size = points.x.length > 50_000 ? 1.5 : 2.5
  for (const [k, ink] of inks.entries()) {
    pen.fillStyle = ink
    for (let i = 0; i < points.x.length; i++) {
      if (inkIndex(points.label[i]!, inks) !== k) continue
      const x = plot.x.map(points.x[i]!)
      const y = plot.y.map(points.y[i]!)
      if (isInside(plot, x, y)) pen.fillRect(x - size / 2, y - size / 2, size, size)
    }
  }
}

/** A label that names no class gets the last ink. */
const inkIndex = (label: number, inks: readonly string[]): number =>
  label >= 0 && label < inks.length - 1 ? label : inks.length - 1

/** False for NaN as well. */
export const isInside = (plot: Plot, x: number, y: number): boolean =>
  x >= plot.left - 1 && x <= plot.right + 1 && y >= plot.top - 1 && y <= plot.bottom + 1
