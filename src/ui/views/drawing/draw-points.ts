// Points of a plot as marks: a shape and a colour for each class.

import { cssOf, mixed, rgbOf, type Rgb } from './colours'
import type { Pen } from './pen'
import type { Plot } from './plot'
import { shapeOf, shapePath } from './shapes'

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

export function drawPoints(pen: Pen, plot: Plot, points: Points, style: PointStyle): void {
  const { paper, radius, strength } = style
  const looks = [...style.colours, style.other].map((ink, k) => ({
    path: shapePath(shapeOf(k), radius),
    ink: mixed(paper, rgbOf(ink), strength),
  }))
  const most = points.x.length
  const [xs, ys, kinds] = [new Float32Array(most), new Float32Array(most), new Uint8Array(most)]
  let count = 0
  for (let i = 0; i < most; i++) {
    const x = plot.x.map(points.x[i]!)
    const y = plot.y.map(points.y[i]!)
    if (!isInside(plot, x, y)) continue
    xs[count] = x
    ys[count] = y
    kinds[count++] = kindOf(points.label[i]!, looks.length)
  }
  const [x, y, kind] = [xs.subarray(0, count), ys.subarray(0, count), kinds.subarray(0, count)]
  pen.marks({ x, y, kind, looks, radius, rim: cssOf(paper) })
}

/** A label that names no class gets the last look. */
const kindOf = (label: number, looks: number): number => (label >= 0 && label < looks - 1 ? label : looks - 1)

/** False for NaN as well. */
export const isInside = (plot: Plot, x: number, y: number): boolean =>
  x >= plot.left - 1 && x <= plot.right + 1 && y >= plot.top - 1 && y <= plot.bottom + 1
