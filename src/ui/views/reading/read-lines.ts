// Reading a line chart: a step of x, and every series' value there.

import { isSorted } from '../drawing/decimate'
import { formatNumber } from '../drawing/numbers'
import type { Plot } from '../drawing/plot'
import { shapeOf } from '../drawing/shapes'
import type { LineView } from '../../../core/views'
import { nearestPoint, nearestSorted } from './nearest'
import { clamp, type Reader, type Reading } from './reading'

type Series = LineView['series'][number]

/** Steps are those of the longest series; the others answer with their nearest value. */
export function lineReader(view: LineView, plot: Plot, colourOf: (series: number) => string): Reader {
  const longest = view.series.reduce((most, series) => (series.x.length > most.x.length ? series : most))
  const steps = Array.from(longest.x.keys()).filter((i) => Number.isFinite(longest.x[i]))
  const xs = Float64Array.from(steps, (i) => longest.x[i]!)
  const sorted = view.series.every(({ x }) => isSorted(x))
  const last = steps.length - 1

  function nearest(px: number, py: number): number | null {
    if (last < 0) return null
    if (sorted) return nearestSorted(xs, plot.x.invert(px))
    const ys = steps.map((i) => plot.y.map(longest.y[i]!))
    const place = nearestPoint(xs.map(plot.x.map), ys, px, py)
    return place < 0 ? null : place
  }

  function read(place: number): Reading | null {
    const step = steps[clamp(place, 0, last)]
    if (step === undefined) return null
    const x = longest.x[step]!
    const rows: Reading['rows'] = []
    const rings: NonNullable<Reading['rings']> = []
    view.series.forEach((series, k) => {
      const i = series === longest || !sorted ? step : indexAt(series, x)
      const y = i < 0 ? undefined : series.y[i]
      if (y === undefined) return
      rows.push({ name: series.name, value: formatNumber(y), colour: colourOf(k), shape: shapeOf(k) })
      if (Number.isFinite(y))
        rings.push({ x: plot.x.map(series.x[i]!), y: plot.y.map(y), colour: colourOf(k) })
    })
    const px = plot.x.map(x)
    const heading = `${view.xLabel || 'x'} ${formatNumber(x)}`
    return { x: px, y: plot.top + 8, heading, rows, rings, rule: [plot.top, plot.bottom] }
  }

  return {
    start: () => (last < 0 ? null : last),
    nearest,
    read,
    move(place, step, far) {
      if (step === 'home') return 0
      if (step === 'end') return last
      const stride = far || step === 'next' || step === 'previous' ? Math.max(1, Math.round(last / 20)) : 1
      const back = step === 'left' || step === 'down' || step === 'previous'
      return clamp(place + (back ? -stride : stride), 0, last)
    },
  }
}

/** The value at or nearest to x, unless the series does not reach that far: it said nothing about x then. */
function indexAt({ x: xs }: Series, x: number): number {
  const i = nearestSorted(xs, x)
  if (i < 0) return -1
  const apart = xs.length > 1 ? Math.abs(xs[xs.length - 1]! - xs[0]!) / (xs.length - 1) : 0
  return Math.abs(xs[i]! - x) <= Math.max(apart, 1e-9) ? i : -1
}
