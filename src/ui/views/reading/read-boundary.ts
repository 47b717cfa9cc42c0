// Reading a decision boundary: what the model believes in a cell, and the point that lies there.

import { classColour } from '../drawing/colours'
import { formatNumber } from '../drawing/numbers'
import type { Plot } from '../drawing/plot'
import { shapeOf } from '../drawing/shapes'
import type { BoundaryView } from '../../../core/views'
import { nearestPoint } from './nearest'
import { gridReader } from './read-grid'
import type { Reader, Reading } from './reading'
import { cellGuess } from './table'

const REACH = 7

export function boundaryReader(view: BoundaryView, plot: Plot, dark: boolean): Reader {
  const { rows, columns, points, classes } = view
  const area = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top }
  const xs = Float64Array.from(points.x, plot.x.map)
  const ys = Float64Array.from(points.y, plot.y.map)

  return gridReader({ rows, columns, area }, (row, column) => {
    const px = area.x + ((column + 0.5) / columns) * area.width
    const py = area.y + ((row + 0.5) / rows) * area.height
    const heading = `${view.xLabel || 'x'} ${formatNumber(plot.x.invert(px))}, ${view.yLabel || 'y'} ${formatNumber(plot.y.invert(py))}`
    // The grid counts its rows from below, the picture from above.
    const { shares } = cellGuess(view, rows - 1 - row, column)
    const beliefs: Reading['rows'] = shares.map((share, k) => ({
      ...{
        name: classes[k]!,
        value: Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : formatNumber(share),
      },
      ...{ colour: classColour(k, dark), shape: shapeOf(k) },
    }))
    const near = nearestPoint(xs, ys, px, py, REACH)
    if (near < 0) return { heading, rows: beliefs }
    const label = points.label[near]!
    const colour = classColour(label, dark)
    const point = { name: `a point of ${classes[label] ?? `label ${label}`}`, value: '' }
    return { heading, rows: [...beliefs, point], rings: [{ x: xs[near]!, y: ys[near]!, colour }] }
  })
}
