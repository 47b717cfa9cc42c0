// What figures say: by pointer, by key, in a sentence and as a table.

import { describe, expect, test } from 'vitest'
import type { BoundaryView, ImageView, LineView, ScatterView } from '../../../src/core/views'
import { plotOf } from '../../../src/ui/views/drawing/plot'
import { nearestPoint, nearestSorted, nextPoint } from '../../../src/ui/views/reading/nearest'
import { boundaryReader } from '../../../src/ui/views/reading/read-boundary'
import { gridReader } from '../../../src/ui/views/reading/read-grid'
import { lineReader } from '../../../src/ui/views/reading/read-lines'
import { pointReader } from '../../../src/ui/views/reading/read-points'
import { spoken } from '../../../src/ui/views/reading/reading'
import { emptinessOf, notFiniteIn, summaryOf } from '../../../src/ui/views/reading/summary'
import { tableFor } from '../../../src/ui/views/reading/table'

const floats = (...values: number[]): Float32Array<ArrayBuffer> => Float32Array.from(values)
const plot = plotOf({ width: 400, height: 300, xRange: [0, 4], yRange: [0, 4], xLabel: '', yLabel: '' })

const line: LineView = {
  ...{ kind: 'line', id: 'l', title: 'Loss', xLabel: 'step', yLabel: 'loss' },
  series: [
    { name: 'train', x: floats(0, 1, 2, 3, 4), y: floats(4, 3, NaN, 2, 1) },
    { name: 'test', x: floats(0, 2), y: floats(4, 3.5) },
  ],
}
const scatter: ScatterView = {
  ...{ kind: 'scatter', id: 's', title: 'Words', xLabel: '', yLabel: '', groups: ['animals', 'verbs'] },
  points: { x: floats(1, 2, 3, NaN), y: floats(1, 1, 3, 1), label: Int32Array.of(0, 1, 0, 9) },
  ...{ names: ['cat', 'run', 'dog', '?'], highlighted: [2, 0, 77] },
}
/** The same, where its lit points are the neighbours of something. */
const asked = { ...scatter, query: { x: 1, y: 1, name: 'pet' } }
const boundary: BoundaryView = {
  ...{
    kind: 'boundary',
    id: 'b',
    title: '',
    xLabel: '',
    yLabel: '',
    xRange: [0, 4],
    yRange: [0, 4],
    rows: 2,
    columns: 2,
  },
  ...{ classes: ['a', 'b'], probabilities: floats(1, 0, 0.75, 0.25, 0, 1, 0.5, 0.5) },
  points: { x: floats(1), y: floats(1), label: Int32Array.of(1) },
}

describe('nearest', () => {
  test('on a sorted axis', () => {
    expect([-5, 0.4, 0.6, 99].map((wish) => nearestSorted([0, 1, 2], wish))).toEqual([0, 0, 1, 2])
    expect(nearestSorted([], 1)).toBe(-1)
  })

  test('on a plane, within a reach, never one that is not finite', () => {
    expect(nearestPoint([0, 10, NaN], [0, 0, 0], 7, 0)).toBe(1)
    expect(nearestPoint([0, 10], [0, 0], 5, 40, 8)).toBe(-1)
    expect(nearestPoint([NaN], [0], 0, 0)).toBe(-1)
  })

  test('onward in a direction, and no farther than the last', () => {
    expect(nextPoint([0, 10, 5], [0, 0, 50], 0, 1, 0)).toBe(1)
    expect(nextPoint([0, 10], [0, 0], 1, 1, 0)).toBe(1)
  })
})

describe('readers', () => {
  test('a line chart reads every series at a step, and leaves out one that does not reach it', () => {
    const reader = lineReader(line, plot, () => '#000')
    expect(spoken(reader.read(0)!)).toBe('step 0, train 4, test 4')
    expect(spoken(reader.read(2)!)).toBe('step 2, train NaN, test 3.500')
    expect(spoken(reader.read(reader.start()!)!)).toBe('step 4, train 1, test 3.500')
    expect(reader.read(2)!.rings).toHaveLength(1)
  })

  test('a line chart follows pointer and keys', () => {
    const reader = lineReader(line, plot, () => '#000')
    expect(reader.nearest(plot.x.map(2.9), 0)).toBe(3)
    expect(reader.move(3, 'left', false)).toBe(2)
    expect(reader.move(0, 'left', false)).toBe(0)
    expect(reader.move(0, 'end', false)).toBe(4)
  })

  test('an empty line chart has nothing to read', () => {
    const empty = lineReader(
      { ...line, series: [{ name: 'a', x: floats(), y: floats() }] },
      plot,
      () => '#000',
    )
    expect([empty.start(), empty.nearest(10, 10), empty.read(0)]).toEqual([null, null, null])
  })

  test('a scatter reads names and ranks, starts at the best, and steps by rank', () => {
    const reader = pointReader(asked, plot, false)
    expect(reader.start()).toBe(2)
    expect(spoken(reader.read(2)!)).toBe('dog, animals, x 3, y 3, rank 1')
    expect(spoken(pointReader(scatter, plot, false).read(2)!)).toBe('dog, animals, x 3, y 3')
    expect(reader.move(2, 'next', false)).toBe(0)
    expect(reader.move(0, 'next', false)).toBe(0)
    expect(reader.move(0, 'right', false)).toBe(1)
    expect(reader.nearest(plot.x.map(2), plot.y.map(1) + 5)).toBe(1)
    expect(reader.nearest(plot.x.map(0), plot.y.map(4))).toBeNull()
  })

  test('a grid keeps its edges and survives shrinking', () => {
    const area = { x: 10, y: 10, width: 40, height: 20 }
    const reader = gridReader({ rows: 2, columns: 4, area }, (row, column) => ({
      heading: `${row} ${column}`,
      rows: [],
    }))
    expect(reader.nearest(9, 15)).toBeNull()
    expect(reader.read(reader.nearest(49, 29)!)!.heading).toBe('1 3')
    expect(reader.move(0, 'up', false)).toBe(0)
    expect(reader.move(0, 'down', true)).toBe(4)
    expect(reader.read(100)!.heading).toBe('1 0')
  })

  test('a boundary reads beliefs from the bottom up, and the point that lies there', () => {
    const reader = boundaryReader(boundary, plot, false)
    const low = reader.read(reader.nearest(plot.x.map(1), plot.y.map(1))!)!
    expect(spoken(low)).toBe('x 1, y 1, a 100.0 %, b 0.0 %, a point of b')
    const high = reader.read(reader.nearest(plot.x.map(1), plot.y.map(3))!)!
    expect(spoken(high)).toBe('x 1, y 3, a 0.0 %, b 100.0 %')
  })
})

describe('in words', () => {
  test('a line chart is summed up by its last values', () => {
    expect(summaryOf(line)).toBe(
      'Loss. Line chart of 2 series, step from 0 to 4. train ends at 1; test ends at 3.500.',
    )
  })

  test('a scatter names what is highlighted, and forgives an index without a point', () => {
    expect(summaryOf({ ...scatter, highlighted: [2, 0] })).toBe(
      'Words. Scatter of 4 points in 2 groups. Highlighted: dog and cat.',
    )
  })

  test('values that are not finite are counted, empty pictures are told from full ones', () => {
    expect([notFiniteIn(line), notFiniteIn(scatter), notFiniteIn(boundary)]).toEqual([1, 1, 0])
    expect(emptinessOf(line)).toBeNull()
    expect(emptinessOf({ ...line, series: [{ name: 'a', x: floats(), y: floats() }] })).toBe('No steps yet')
  })
})

describe('as a table', () => {
  test('series of the same steps share rows, others are listed one after another', () => {
    const shared = { ...line, series: [line.series[0]!, { ...line.series[0]!, name: 'again' }] }
    expect(tableFor(shared)).toMatchObject({ columns: ['step', 'train', 'again'], total: 5 })
    expect(tableFor(line)).toMatchObject({ columns: ['series', 'step', 'loss'], total: 7 })
    expect(tableFor(line).rows.at(-1)).toEqual(['test', 2, 3.5])
  })

  test('only the first two hundred rows are made', () => {
    const long = Float32Array.from({ length: 5000 }, (_, i) => i)
    const table = tableFor({ ...line, series: [{ name: 'a', x: long, y: long }] })
    expect([table.rows.length, table.total]).toEqual([200, 5000])
  })

  test('highlighted points come first, by rank; a label without a group is named as such', () => {
    const { columns, rows } = tableFor(asked)
    expect(columns).toEqual(['rank', 'name', 'group', 'x', 'y'])
    expect(tableFor(scatter).columns).toEqual(['name', 'group', 'x', 'y'])
    expect(tableFor(scatter).rows.map(([name]) => name)).toEqual(['dog', 'cat', 'run', '?'])
    expect(rows.map((row) => row[1])).toEqual(['dog', 'cat', 'run', '?'])
    expect(rows[3]).toEqual(['', '?', 'label 9', NaN, 1])
  })

  test('a boundary tells for each point what was predicted', () => {
    expect(tableFor(boundary).rows).toEqual([[1, 1, 'b', 'a', 1]])
    const outside = { ...boundary, points: { x: floats(9), y: floats(1), label: Int32Array.of(0) } }
    expect(tableFor(outside).rows).toEqual([[9, 1, 'a', '', '']])
  })

  test('images are told by size and brightness, short rows of a table are filled up', () => {
    const images: ImageView['images'] = [
      { caption: 'in', width: 2, height: 1, channels: 1, pixels: Uint8Array.of(10, 20) },
    ]
    expect(tableFor({ kind: 'image', id: 'i', title: '', images }).rows).toEqual([
      ['in', 2, 1, 1, 10, 15, 20],
    ])
    const ragged = tableFor({ kind: 'table', id: 't', title: '', columns: ['a', 'b'], rows: [['x']] })
    expect(ragged.rows).toEqual([['x', '']])
  })
})
