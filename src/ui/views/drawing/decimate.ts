// A line of any length as one of at most two points per pixel column: what the eye could not see is not drawn.

import type { Scale } from './plot'

/** x, y, x, y … in pixels; a NaN pair lifts the pen. */
export type Polyline = number[]

export function polylineOf(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Scale, y: Scale): Polyline {
  return isSorted(xs) ? byColumn(xs, ys, x, y) : bySpot(xs, ys, x, y)
}

/** True also where some are NaN: those are gaps, wherever they stand. */
export function isSorted(xs: ArrayLike<number>): boolean {
  let last = -Infinity
  for (let i = 0; i < xs.length; i++) {
    const value = xs[i]!
    if (value < last) return false
    if (value === value) last = value
  }
  return true
}

/** Each column keeps its least and its greatest point, in the order in which they came. */
function byColumn(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Scale, y: Scale): Polyline {
  const line: Polyline = []
  let column = NaN
  let low = -1
  let high = -1
  const put = (i: number): void => void line.push(x.map(xs[i]!), y.map(ys[i]!))
  const flush = (): void => {
    if (low < 0) return
    put(Math.min(low, high))
    if (low !== high) put(Math.max(low, high))
    low = high = -1
  }
  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(xs[i]) || !Number.isFinite(ys[i])) {
      flush()
      lift(line)
      continue
    }
    const here = Math.floor(x.map(xs[i]!))
    if (here !== column) flush()
    column = here
    if (low < 0 || ys[i]! < ys[low]!) low = i
    if (high < 0 || ys[i]! > ys[high]!) high = i
  }
  flush()
  return line
}

/** A curve that turns back has no columns; points that fall on the spot of the last one are dropped. */
function bySpot(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Scale, y: Scale): Polyline {
  const line: Polyline = []
  for (let i = 0; i < xs.length; i++) {
    const px = x.map(xs[i]!)
    const py = y.map(ys[i]!)
    if (!Number.isFinite(px) || !Number.isFinite(py)) lift(line)
    else if (!(Math.abs(px - line.at(-2)!) < 0.5 && Math.abs(py - line.at(-1)!) < 0.5)) line.push(px, py)
  }
  return line
}

function lift(line: Polyline): void {
  if (line.length > 0 && !Number.isNaN(line.at(-1))) line.push(NaN, NaN)
}
