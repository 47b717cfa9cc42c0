// Reading a scatter: the nearest point, and from there to the next one in a direction or the next in rank.

import { classColour } from '../drawing/colours'
import { formatNumber } from '../drawing/numbers'
import type { Plot } from '../drawing/plot'
import { shapeOf } from '../drawing/shapes'
import type { ScatterView } from '../../../core/views'
import { nearestPoint, nextPoint } from './nearest'
import { clamp, type Reader, type Reading, type Step } from './reading'

const REACH = 24
const DIRECTIONS: Partial<Record<Step, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

export function pointReader(view: ScatterView, plot: Plot, dark: boolean): Reader {
  const { x, y, label } = view.points
  // Projected only once somebody reads: a streaming scatter is mostly watched.
  let pixels: { x: Float64Array; y: Float64Array } | null = null
  const projected = (): { x: Float64Array; y: Float64Array } =>
    (pixels ??= { x: Float64Array.from(x, plot.x.map), y: Float64Array.from(y, plot.y.map) })

  function read(place: number): Reading | null {
    if (place >= x.length) return null
    const group = label[place]!
    const rank = view.query ? view.highlighted.indexOf(place) : -1
    const at = { x: plot.x.map(x[place]!), y: plot.y.map(y[place]!) }
    const colour = classColour(group, dark)
    const rows: Reading['rows'] = [
      { name: view.groups[group] ?? `label ${group}`, value: '', colour, shape: shapeOf(group) },
      { name: view.xLabel || 'x', value: formatNumber(x[place]!) },
      { name: view.yLabel || 'y', value: formatNumber(y[place]!) },
    ]
    if (rank >= 0) rows.push({ name: 'rank', value: String(rank + 1) })
    return { ...at, heading: view.names?.[place] ?? `point ${place}`, rows, rings: [{ ...at, colour }] }
  }

  return {
    start: () => (x.length === 0 ? null : (view.highlighted.find((i) => i < x.length) ?? 0)),
    nearest(px, py) {
      const place = nearestPoint(projected().x, projected().y, px, py, REACH)
      return place < 0 ? null : place
    },
    read,
    move(place, step) {
      const direction = DIRECTIONS[step]
      if (direction) return nextPoint(projected().x, projected().y, place, ...direction)
      const order = view.highlighted.filter((i) => i < x.length)
      if (step === 'home') return order[0] ?? 0
      if (step === 'end') return order.at(-1) ?? x.length - 1
      const by = step === 'next' ? 1 : -1
      const rank = order.indexOf(place)
      return rank < 0 ? clamp(place + by, 0, x.length - 1) : order[clamp(rank + by, 0, order.length - 1)]!
    },
  }
}
