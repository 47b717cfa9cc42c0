// The pictures, in every kind: as they should be, with nothing in them, with much, with what cannot be drawn.

import type { View as Picture } from '../../../core/views'
import View from '../../views/View.svelte'
import { LONG, type Specimen, statesOf, UNBROKEN } from '../specimen'

const wave = (count: number, phase = 0): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: count }, (_, i) => Math.exp(-i / 20) + 0.05 * Math.sin(i / 2 + phase))
const steps = (count: number): Float32Array<ArrayBuffer> => Float32Array.from({ length: count }, (_, i) => i)
const points = (count: number, classes: number) => ({
  x: Float32Array.from({ length: count }, (_, i) => Math.cos(i * 2.4) * Math.sqrt(i / count)),
  y: Float32Array.from({ length: count }, (_, i) => Math.sin(i * 2.4) * Math.sqrt(i / count)),
  label: Int32Array.from({ length: count }, (_, i) => i % classes),
})
const line = (names: readonly string[], count: number): Picture => ({
  ...{ kind: 'line', id: 'a', title: 'Loss', xLabel: 'epoch', yLabel: 'cross-entropy' },
  series: names.map((name, i) => ({ name, x: steps(count), y: wave(count, i) })),
})
const boundary = (classes: readonly string[], value: (i: number) => number): Picture => ({
  ...{ kind: 'boundary', id: 'a', title: 'What it believes', xLabel: 'petal length', yLabel: 'petal width' },
  ...{ xRange: [-1, 1], yRange: [-1, 1], rows: 20, columns: 20, classes: [...classes] },
  probabilities: Float32Array.from({ length: 400 * classes.length }, (_, i) => value(i)),
  points: points(90, classes.length),
})
const image = (caption: string, width: number, channels: 1 | 3 = 1) => ({
  ...{ caption, width, height: width, channels },
  pixels: Uint8Array.from({ length: width * width * channels }, (_, i) => (i * 37) % 256),
})
const images = (list: ReturnType<typeof image>[]): Picture => ({
  ...{ kind: 'image', id: 'a', title: 'Filtered', images: list },
})
const heat = (
  rows: number,
  columns: number,
  more: Partial<Extract<Picture, { kind: 'heatmap' }>> = {},
): Picture => ({
  ...{
    kind: 'heatmap',
    id: 'a',
    title: 'Attention',
    xLabel: 'key',
    yLabel: 'query',
    rows,
    columns,
    diverging: false,
  },
  values: Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i)),
  ...more,
})
const scatter = (count: number, more: Partial<Extract<Picture, { kind: 'scatter' }>> = {}): Picture => ({
  ...{
    kind: 'scatter',
    id: 'a',
    title: 'Embeddings',
    xLabel: '',
    yLabel: '',
    groups: ['cats', 'dogs', 'others'],
  },
  ...{ points: points(count, 3), highlighted: [] },
  ...more,
})
const table = (rows: (string | number)[][]): Picture => ({
  ...{ kind: 'table', id: 'a', title: 'Nearest', columns: ['name', 'similarity'], rows },
})
const tokens = ['The', 'cat', 'sat', UNBROKEN.slice(0, 30)]

export const views: Specimen[] = statesOf('View', View, {
  line: { view: line(['training'], 60) },
  'line, many': { view: line(['a', 'b', 'c', LONG, 'e', 'f', 'g', 'h'], 500) },
  'line, one point': { view: line(['loss'], 1) },
  'line, empty': { view: line(['loss'], 0) },
  'line, not finite': {
    view: {
      ...{ kind: 'line', id: 'a', title: 'It diverged', xLabel: '', yLabel: '' },
      series: [{ name: 'loss', x: steps(4), y: new Float32Array([1, 2, NaN, Infinity]) }],
    },
  },
  boundary: {
    view: boundary(['setosa', 'virginica'], (i) => ((i >> 1) % 20 > 9 === (i % 2 === 1) ? 0.8 : 0.2)),
  },
  'boundary, many': {
    view: boundary(['a', 'b', 'c', 'd', 'e', 'f', 'g', LONG], (i) => Math.abs(Math.sin(i))),
  },
  'boundary, not finite': { view: boundary(['a', 'b'], () => NaN) },
  image: { view: images([image('before', 24), image('after', 24)]) },
  'image, many': {
    view: images(Array.from({ length: 12 }, (_, i) => image(i === 3 ? LONG : `kernel ${i}`, 12, 3))),
  },
  'image, one pixel': { view: images([image('dot', 1)]) },
  heatmap: { view: heat(4, 4, { rowLabels: tokens, columnLabels: tokens }) },
  'heatmap, signed': { view: heat(6, 9, { diverging: true, note: 'Centred on zero.' }) },
  'heatmap, many': { view: heat(200, 300) },
  'heatmap, not finite': { view: heat(2, 2, { values: new Float32Array([1, NaN, Infinity, 0]) }) },
  scatter: {
    view: scatter(60, {
      highlighted: [3, 9, 12],
      names: Array.from({ length: 60 }, (_, i) => (i === 9 ? LONG : `point ${i}`)),
      query: { x: 0.1, y: 0.1, name: 'asked' },
    }),
  },
  'scatter, many': { view: scatter(5_000) },
  'scatter, empty': { view: scatter(0) },
  table: {
    view: table([
      ['cat', 0.91],
      ['dog', 0.4],
      [UNBROKEN, NaN],
    ]),
  },
  'table, many': { view: table(Array.from({ length: 80 }, (_, i) => [`word ${i}`, 1 / (i + 1)])) },
  'table, empty': { view: table([]) },
  'long title and note': {
    view: { ...line(['loss'], 10), title: `${LONG} ${UNBROKEN}`, note: `${LONG}. ${LONG}.` },
  },
})
