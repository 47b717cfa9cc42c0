// The pictures that a demo can show. Bulk numbers travel as typed arrays; every array has a cap.

import * as v from 'valibot'

const MOST_POINTS = 200_000
const label = v.pipe(v.string(), v.maxLength(200))
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_048))
const floats = v.pipe(
  v.instance(Float32Array),
  v.check((data) => data.length <= MOST_POINTS * 4, 'too many numbers'),
)
const range = v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())])

const common = {
  /** A later view of the same id takes this one's place. */
  id: v.pipe(v.string(), v.maxLength(100)),
  title: label,
  /** One line under the picture. */
  note: v.optional(v.pipe(v.string(), v.maxLength(500))),
  /** Where in the run this is, e.g. "epoch 12": the replay says it. */
  step: v.optional(v.pipe(v.string(), v.maxLength(100))),
}

const sameLength = (...lists: ArrayLike<unknown>[]): boolean =>
  lists.every((list) => list.length === lists[0]!.length)

export const LineView = v.object({
  ...common,
  kind: v.literal('line'),
  xLabel: v.optional(label, ''),
  yLabel: v.optional(label, ''),
  series: v.pipe(
    v.array(
      v.pipe(
        v.object({ name: label, x: floats, y: floats }),
        v.check(({ x, y }) => sameLength(x, y), 'x and y differ in length'),
      ),
    ),
    v.minLength(1),
    v.maxLength(8),
  ),
})
export type LineView = v.InferOutput<typeof LineView>

/** Points of two features, coloured by class. */
const Points = v.pipe(
  v.object({ x: floats, y: floats, label: v.instance(Int32Array) }),
  v.check(({ x, y, label: labels }) => sameLength(x, y, labels), 'x, y and label differ in length'),
)

export const BoundaryView = v.pipe(
  v.object({
    ...common,
    kind: v.literal('boundary'),
    xLabel: v.optional(label, ''),
    yLabel: v.optional(label, ''),
    xRange: range,
    yRange: range,
    rows: size,
    columns: size,
    classes: v.pipe(v.array(label), v.minLength(2), v.maxLength(8)),
    /** [rows, columns, classes]; row 0 is at the bottom of yRange. */
    probabilities: floats,
    points: Points,
  }),
  v.check(
    (view) => view.probabilities.length === view.rows * view.columns * view.classes.length,
    'probabilities must hold rows × columns × classes numbers',
  ),
)
export type BoundaryView = v.InferOutput<typeof BoundaryView>

const Picture = v.pipe(
  v.object({
    caption: label,
    width: size,
    height: size,
    channels: v.picklist([1, 3]),
    /** [height, width, channels], 0 to 255. */
    pixels: v.instance(Uint8Array),
  }),
  v.check(
    ({ width, height, channels, pixels }) => pixels.length === width * height * channels,
    'pixels must hold height × width × channels bytes',
  ),
)

export const ImageView = v.object({
  ...common,
  kind: v.literal('image'),
  images: v.pipe(v.array(Picture), v.minLength(1), v.maxLength(12)),
})
export type ImageView = v.InferOutput<typeof ImageView>

export const ScatterView = v.object({
  ...common,
  kind: v.literal('scatter'),
  xLabel: v.optional(label, ''),
  yLabel: v.optional(label, ''),
  groups: v.pipe(v.array(label), v.minLength(1), v.maxLength(12)),
  points: Points,
  /** A name for each point, for hovering and for the highlighted ones. */
  names: v.optional(v.array(label)),
  /** Indices of the points to light up; where there is a query, they are ranked: best first. */
  highlighted: v.optional(
    v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(100)),
    [],
  ),
  /** The point that was asked about, drawn apart from the others. */
  query: v.optional(v.object({ x: v.number(), y: v.number(), name: label })),
})
export type ScatterView = v.InferOutput<typeof ScatterView>

export const HeatmapView = v.pipe(
  v.object({
    ...common,
    kind: v.literal('heatmap'),
    xLabel: v.optional(label, ''),
    yLabel: v.optional(label, ''),
    rows: size,
    columns: size,
    values: floats,
    rowLabels: v.optional(v.array(label)),
    columnLabels: v.optional(v.array(label)),
    /** Colours centred on zero, for signed values. */
    diverging: v.optional(v.boolean(), false),
  }),
  v.check(
    (view) => view.values.length === view.rows * view.columns,
    'values must hold rows × columns numbers',
  ),
)
export type HeatmapView = v.InferOutput<typeof HeatmapView>

const Cell = v.union([v.pipe(v.string(), v.maxLength(500)), v.number(), v.boolean()])

export const TableView = v.object({
  ...common,
  kind: v.literal('table'),
  columns: v.pipe(v.array(label), v.minLength(1), v.maxLength(20)),
  rows: v.pipe(v.array(v.pipe(v.array(Cell), v.maxLength(20))), v.maxLength(500)),
})
export type TableView = v.InferOutput<typeof TableView>

export const View = v.variant('kind', [
  LineView,
  BoundaryView,
  ImageView,
  ScatterView,
  HeatmapView,
  TableView,
])
export type View = v.InferOutput<typeof View>
/** What a demo writes: optional fields may be left out. */
export type ViewInput = v.InferInput<typeof View>
