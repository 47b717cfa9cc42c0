// Where a wrong tensor is wrong, as a picture: a heat-map of the error, or the images side by side.

import { type NdArray } from './nd-array'
import type { HeatmapView, ImageView, View } from './views'

const MOST_CELLS = 10_000
/** From here on a matrix is looked at rather than read. */
const IMAGE_SIDE = 24
const MOST_PIXELS = 512 * 512

/** Null when the two differ in shape, or are not a matrix, nor an image of 1 or 3 channels. */
export function errorPicture(got: NdArray, expected: NdArray): View | null {
  if (!isNumeric(got) || !isNumeric(expected)) return null
  if (got.rank !== expected.rank || got.shape.some((length, axis) => length !== expected.shape[axis]))
    return null
  const [rows = 0, columns = 0, channels = 1] = expected.shape
  const isImage = Math.min(rows, columns) >= IMAGE_SIDE && rows * columns <= MOST_PIXELS
  if (isImage && (expected.rank === 2 || (expected.rank === 3 && (channels === 1 || channels === 3))))
    return imageDifference(got, expected)
  // [2, 2, 1] reads as a matrix too.
  const [height = 0, width = 0, ...more] = expected.shape.filter((length) => length > 1)
  const isMap = width > 1 && more.length === 0 && height * width <= MOST_CELLS
  return isMap ? heatmap(got, expected, height, width) : null
}

function heatmap(got: NdArray, expected: NdArray, rows: number, columns: number): HeatmapView {
  return {
    kind: 'heatmap',
    id: 'error',
    title: 'Error',
    note: 'What came minus what was expected.',
    ...{ rows, columns, xLabel: 'column', yLabel: 'row', diverging: true },
    values: Float32Array.from(valuesOf(got), (value, i) => value - valuesOf(expected)[i]!),
  }
}

/** The two on one scale, that of the expected one, and how far apart they are on a scale of its own. */
function imageDifference(got: NdArray, expected: NdArray): ImageView {
  const [height, width, channels = 1] = expected.shape as [number, number, number?]
  const [ours, theirs] = [valuesOf(got), valuesOf(expected)]
  const error = Float32Array.from(ours, (value, i) => Math.abs(value - theirs[i]!))
  const [low, high] = rangeOf(theirs)
  const picture = (caption: string, values: ArrayLike<number>, from: number, to: number) => ({
    ...{ caption, width, height, channels: channels as 1 | 3 },
    pixels: bytesOf(values, from, to),
  })
  return {
    kind: 'image',
    id: 'error',
    title: 'Image difference',
    note: 'The difference is stretched to its largest value. What is not a finite number is white in it.',
    images: [
      picture('expected', theirs, low, high),
      picture('got', ours, low, high),
      picture('difference', error, 0, rangeOf(error)[1]),
    ],
  }
}

function bytesOf(values: ArrayLike<number>, from: number, to: number): Uint8Array<ArrayBuffer> {
  const scale = 255 / (to - from || 1)
  return Uint8Array.from(values, (value) =>
    Number.isFinite(value) ? Math.max(0, Math.min(255, Math.round((value - from) * scale))) : 255,
  )
}

/** Of the finite ones; [0, 1] when there is none. */
function rangeOf(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low > high ? [0, 1] : [low, high]
}

const isNumeric = ({ dtype }: NdArray): boolean => dtype !== 'string' && dtype !== 'complex64'
const valuesOf = ({ data }: NdArray): ArrayLike<number> => data as ArrayLike<number>
