// A picture in a sentence: its accessible name.

import { assertNever } from '../../../core/result'
import type { LineView, View } from '../../../core/views'
import { countNotFinite, extentOf, formatNumber, plural } from '../drawing/numbers'

export function summaryOf(view: View): string {
  const title = view.title ? `${view.title}. ` : ''
  return title + contentOf(view)
}

function contentOf(view: View): string {
  switch (view.kind) {
    case 'line':
      return lines(view)
    case 'boundary':
      return `Decision boundary between ${listed(view.classes)}, with ${plural(view.points.x.length, 'point')}.`
    case 'scatter': {
      const asked = view.query ? ` Asked about: ${view.query.name}.` : ''
      const best = view.highlighted.slice(0, 5).map((i) => view.names?.[i] ?? `point ${i}`)
      const lit = best.length > 0 ? ` Highlighted: ${listed(best)}.` : ''
      return `Scatter of ${plural(view.points.x.length, 'point')} in ${plural(view.groups.length, 'group')}.${asked}${lit}`
    }
    case 'image':
      return `${plural(view.images.length, 'image')}: ${listed(view.images.map(({ caption }) => caption))}.`
    case 'heatmap': {
      const range = extentOf([view.values])
      const from = range ? `, values from ${formatNumber(range[0])} to ${formatNumber(range[1])}` : ''
      return `Heatmap of ${plural(view.rows, 'row')} by ${plural(view.columns, 'column')}${from}.`
    }
    case 'table':
      return `Table of ${plural(view.rows.length, 'row')}.`
    default:
      return assertNever(view)
  }
}

function lines({ series, xLabel }: LineView): string {
  const range = extentOf(series.map(({ x }) => x))
  const over = range ? `, ${xLabel || 'x'} from ${formatNumber(range[0])} to ${formatNumber(range[1])}` : ''
  const ends = series.map(
    ({ name, y }) => `${name} ${y.length > 0 ? `ends at ${formatNumber(y.at(-1)!)}` : 'is empty'}`,
  )
  return `Line chart of ${plural(series.length, 'series', 'series')}${over}. ${ends.join('; ')}.`
}

/** How many numbers of a picture cannot be drawn. A boundary's cell counts once for each class that is amiss. */
export function notFiniteIn(view: View): number {
  switch (view.kind) {
    case 'line':
      return countNotFinite(view.series.flatMap(({ x, y }) => [x, y]))
    case 'boundary':
      return countNotFinite([view.probabilities, view.points.x, view.points.y])
    case 'scatter':
      return countNotFinite([view.points.x, view.points.y])
    case 'heatmap':
      return countNotFinite([view.values])
    case 'table':
      return view.rows.flat().filter((cell) => typeof cell === 'number' && !Number.isFinite(cell)).length
    case 'image':
      return 0
    default:
      return assertNever(view)
  }
}

/** What to say instead of the picture when there is nothing in it. */
export function emptinessOf(view: View): string | null {
  switch (view.kind) {
    case 'line':
      return view.series.every(({ x }) => x.length === 0) ? 'No steps yet' : null
    case 'scatter':
      return view.points.x.length === 0 && !view.query ? 'No points yet' : null
    case 'table':
      return view.rows.length === 0 ? 'No rows yet' : null
    case 'boundary':
    case 'image':
    case 'heatmap':
      return null
    default:
      return assertNever(view)
  }
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
