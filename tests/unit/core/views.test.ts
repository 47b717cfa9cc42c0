// The pictures that a demo may show: whole, within their caps, and never half of one.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { View } from '../../../src/core/views'

const floats = (length: number): Float32Array => new Float32Array(length)
const common = { id: 'v', title: 'A view' }
const points = { x: floats(2), y: floats(2), label: new Int32Array(2) }
const views = {
  line: { ...common, kind: 'line', series: [{ name: 'loss', x: floats(3), y: floats(3) }] },
  boundary: {
    ...{
      ...common,
      kind: 'boundary',
      xRange: [0, 1],
      yRange: [0, 1],
      rows: 2,
      columns: 3,
      classes: ['a', 'b'],
    },
    ...{ probabilities: floats(12), points },
  },
  image: {
    ...{ ...common, kind: 'image' },
    images: [{ caption: 'c', width: 2, height: 2, channels: 3, pixels: new Uint8Array(12) }],
  },
  scatter: { ...common, kind: 'scatter', groups: ['a'], points },
  heatmap: { ...common, kind: 'heatmap', rows: 2, columns: 2, values: floats(4) },
  table: {
    ...common,
    kind: 'table',
    columns: ['a', 'b'],
    rows: [
      ['x', 1],
      [true, 2],
    ],
  },
}
type Kind = keyof typeof views

test.each(Object.keys(views) as Kind[])('a %s is taken', (kind) => {
  expect(v.safeParse(View, views[kind]).success).toBe(true)
})

test('what may be left out is filled in', () => {
  expect(v.parse(View, views.line)).toMatchObject({ xLabel: '', yLabel: '' })
  expect(v.parse(View, views.scatter)).toMatchObject({ highlighted: [] })
  expect(v.parse(View, views.heatmap)).toMatchObject({ diverging: false })
})

describe('a view is refused', () => {
  test.each<[Kind, string, Record<string, unknown>]>([
    ['line', 'of another kind', { kind: 'html' }],
    ['line', 'without an id', { id: undefined }],
    ['line', 'whose id has no end', { id: 'x'.repeat(101) }],
    ['line', 'whose title is an object', { title: { toString: 1 } }],
    ['line', 'without series', { series: [] }],
    ['line', 'with nine series', { series: Array.from({ length: 9 }, () => views.line.series[0]) }],
    ['line', 'whose x and y differ', { series: [{ name: '', x: floats(2), y: floats(3) }] }],
    ['line', 'of plain lists', { series: [{ name: '', x: [1], y: [1] }] }],
    ['line', 'of too many points', { series: [{ name: '', x: floats(800_001), y: floats(800_001) }] }],
    ['boundary', 'with too few probabilities', { probabilities: floats(11) }],
    ['boundary', 'with one class', { classes: ['a'], probabilities: floats(6) }],
    ['boundary', 'over an infinite range', { xRange: [0, Infinity] }],
    ['boundary', 'whose points differ in length', { points: { ...points, label: new Int32Array(3) } }],
    ['boundary', 'with half a row', { rows: 0.5 }],
    ['image', 'without images', { images: [] }],
    ['image', 'of two channels', { images: [{ ...views.image.images[0], channels: 2 }] }],
    ['image', 'with too few pixels', { images: [{ ...views.image.images[0], width: 3 }] }],
    ['image', 'too wide', { images: [{ ...views.image.images[0], width: 4_096 }] }],
    ['scatter', 'with a negative highlight', { highlighted: [-1] }],
    ['scatter', 'with 101 highlights', { highlighted: Array.from({ length: 101 }, (_, i) => i) }],
    ['scatter', 'whose query has no place', { query: { x: 'a', y: 1, name: '' } }],
    ['heatmap', 'with too many values', { values: floats(5) }],
    ['heatmap', 'without rows', { rows: 0, values: floats(0) }],
    ['table', 'without columns', { columns: [] }],
    ['table', 'with an object in a cell', { rows: [[{ html: '<b>' }]] }],
    ['table', 'with 501 rows', { rows: Array.from({ length: 501 }, () => ['x']) }],
  ])('%s %s', (kind, _, change) => {
    expect(v.is(View, { ...views[kind], ...change })).toBe(false)
  })
})
