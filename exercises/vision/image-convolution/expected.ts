// What the tests compare with: the definitions in plain loops, and the wrong answers that people give.

import { type Mistake, type NdArray, shaped } from '@tensorkata/kit'
import type { ConvolveOptions as Options } from './solution'

export interface Problem {
  readonly image: NdArray
  readonly kernel: NdArray
  readonly options: Options
}

/** Where the windows lie along one axis. */
interface Axis {
  readonly before: number
  readonly stride: number
  readonly windows: number
}

type Pixel = (y: number, x: number, channel: number) => number
type Weight = (row: number, column: number, channel: number, filter: number) => number

const outside = (image: NdArray, y: number, x: number): boolean =>
  y < 0 || x < 0 || y >= image.shape[0]! || x >= image.shape[1]!

const zeroOutside =
  (image: NdArray): Pixel =>
  (y, x, channel) =>
    outside(image, y, x) ? 0 : image.get(y, x, channel)

const nearestOutside =
  (image: NdArray): Pixel =>
  (y, x, channel) =>
    image.get(clamp(y, image.shape[0]!), clamp(x, image.shape[1]!), channel)

const clamp = (at: number, length: number): number => Math.min(Math.max(at, 0), length - 1)

/** The definition in plain loops, with every part open to being done wrong. */
function slide(
  kernelShape: readonly number[],
  rows: Axis,
  columns: Axis,
  pixel: Pixel,
  weight: Weight,
): NdArray {
  const [height, width, channels, filters] = kernelShape as [number, number, number, number]
  const data: number[] = []
  for (let y = 0; y < rows.windows; y++)
    for (let x = 0; x < columns.windows; x++)
      for (let filter = 0; filter < filters; filter++) {
        let sum = 0
        for (let i = 0; i < height; i++)
          for (let j = 0; j < width; j++)
            for (let c = 0; c < channels; c++)
              sum +=
                pixel(y * rows.stride + i - rows.before, x * columns.stride + j - columns.before, c) *
                weight(i, j, c, filter)
        data.push(sum)
      }
  return shaped([Math.max(rows.windows, 0), Math.max(columns.windows, 0), filters], data)
}

function axisOf(length: number, kernel: number, { stride = 1, padding = 'valid' }: Options): Axis {
  if (padding === 'valid') return { before: 0, stride, windows: Math.floor((length - kernel) / stride) + 1 }
  const windows = Math.ceil(length / stride)
  return { before: Math.floor(Math.max((windows - 1) * stride + kernel - length, 0) / 2), stride, windows }
}

export function correlate({ image, kernel, options }: Problem): NdArray {
  const [rows, columns] = axesOf((length, size) => axisOf(length, size, options), image, kernel)
  return slide(kernel.shape, rows, columns, zeroOutside(image), (i, j, c, o) => kernel.get(i, j, c, o))
}

const axesOf = (
  rule: (length: number, kernel: number) => Axis,
  image: NdArray,
  kernel: NdArray,
): [Axis, Axis] => [rule(image.shape[0]!, kernel.shape[0]!), rule(image.shape[1]!, kernel.shape[1]!)]

/** What people return when one thing goes wrong, most telling first. */
export function mistakesOf({ image, kernel, options }: Problem): Mistake[] {
  const { stride = 1, padding = 'valid' } = options
  const [height, width, channels, filters] = kernel.shape as [number, number, number, number]
  const [rows, columns] = axesOf((length, size) => axisOf(length, size, options), image, kernel)
  const pixel = zeroOutside(image)
  const weight: Weight = (i, j, c, o) => kernel.get(i, j, c, o)
  const weights = kernel.data as Float32Array
  const withWeights = (wrong: Weight) => () => slide(kernel.shape, rows, columns, pixel, wrong)
  const withAxes = (rule: (length: number, size: number) => Axis) => () =>
    slide(kernel.shape, ...axesOf(rule, image, kernel), pixel, weight)
  const right = (): NdArray => slide(kernel.shape, rows, columns, pixel, weight)
  const changed = (change: (value: number) => number) => (): NdArray => {
    const { shape, data } = right()
    return shaped(shape, Array.from(data as Float32Array, change))
  }
  const oddZeroFirst = (length: number, size: number): Axis => {
    const { windows } = axisOf(length, size, options)
    return { before: Math.ceil(Math.max((windows - 1) * stride + size - length, 0) / 2), stride, windows }
  }
  const halfTheKernel = (length: number, size: number): Axis => {
    const before = Math.floor(size / 2)
    return { before, stride, windows: Math.floor((length + 2 * before - size) / stride) + 1 }
  }
  // On some sizes two mistakes leave the same picture, and the words must fit both.
  const coincide =
    stride > 1 &&
    [0, 1].every((axis) => {
      const [length, size] = [image.shape[axis]!, kernel.shape[axis]!]
      return oddZeroFirst(length, size).before === halfTheKernel(length, size).before
    })
  const mistakes: (Mistake & { when?: boolean })[] = [
    {
      says: 'The kernel is flipped: that is convolution in the mathematician’s sense. Here it is laid on the image as it is.',
      gives: withWeights((i, j, c, o) => kernel.get(height - 1 - i, width - 1 - j, c, o)),
    },
    {
      says: 'The kernel is transposed: its first axis runs down the image, its second to the right.',
      gives: withWeights((i, j, c, o) => kernel.get(j, i, c, o)),
      when: height === width,
    },
    {
      says: 'The window and the kernel are flattened in different orders, so that weights meet the wrong channels.',
      gives: withWeights((i, j, c, o) => weights[((c * height + i) * width + j) * filters + o]!),
    },
    {
      says: 'The kernel’s last two axes are mixed up: they are [inChannels, outChannels].',
      gives: withWeights((i, j, c, o) => weights[((i * width + j) * filters + o) * channels + c]!),
    },
    {
      says: 'Only the first input channel is read: the sum runs over all of them.',
      gives: withWeights((i, j, c, o) => (c === 0 ? kernel.get(i, j, c, o) : 0)),
    },
    {
      says: 'The input channels are averaged: they are to be added up.',
      gives: changed((value) => value / channels),
    },
    {
      says: 'Every output channel has the weights of the first: each has its own.',
      gives: withWeights((i, j, c) => kernel.get(i, j, c, 0)),
    },
    {
      says: 'The stride is ignored.',
      gives: withAxes((length, size) => axisOf(length, size, { padding, stride: 1 })),
    },
    {
      says: 'The stride moves the window down but not to the right: it holds for both directions.',
      gives: () =>
        slide(kernel.shape, rows, axisOf(image.shape[1]!, width, { padding, stride: 1 }), pixel, weight),
    },
    {
      says: 'The stride moves the window to the right but not down: it holds for both directions.',
      gives: () =>
        slide(kernel.shape, axisOf(image.shape[0]!, height, { padding, stride: 1 }), columns, pixel, weight),
    },
    {
      says: 'One window too few: along an axis there are ⌊(n − k) / s⌋ + 1 of them.',
      gives: withAxes((length, size) => {
        const axis = axisOf(length, size, options)
        return { ...axis, windows: axis.windows - 1 }
      }),
      when: padding === 'valid',
    },
    {
      says: 'The last window hangs over the border: with padding "valid" round down, ⌊(n − k) / s⌋ + 1.',
      gives: withAxes((length, size) => ({
        before: 0,
        stride,
        windows: Math.ceil((length - size) / stride) + 1,
      })),
      when: padding === 'valid',
    },
    {
      says: coincide
        ? 'The windows start too early: ⌊total / 2⌋ zeros go before the image, and the total depends on the stride.'
        : 'The odd zero of the padding is on the wrong side: it belongs at the bottom and to the right.',
      gives: withAxes(oddZeroFirst),
      when: padding === 'same',
    },
    {
      says: 'All zeros of the padding come after the image: half of them, rounded down, go before it.',
      gives: withAxes((length, size) => ({ ...axisOf(length, size, options), before: 0 })),
      when: padding === 'same',
    },
    {
      says:
        stride > 1
          ? 'The padding does not take the stride into account: "same" adds only as many zeros as ⌈n / s⌉ windows need.'
          : 'There are ⌊k / 2⌋ zeros on both sides: for an even kernel that is one too many.',
      gives: withAxes(halfTheKernel),
      when: padding === 'same',
    },
    {
      says: 'The padding is worked out for stride 1 and the result thinned out: with a stride, fewer zeros are needed.',
      gives: withAxes((length, size) => ({
        before: Math.floor((size - 1) / 2),
        stride,
        windows: Math.ceil(length / stride),
      })),
      when: padding === 'same',
    },
    {
      says: 'No zeros are added: this is padding "valid".',
      gives: withAxes((length, size) => axisOf(length, size, { stride })),
      when: padding === 'same',
    },
    {
      says: 'Zeros are added, but the padding is "valid", also when it is not named.',
      gives: withAxes((length, size) => axisOf(length, size, { stride, padding: 'same' })),
      when: padding === 'valid',
    },
    {
      says: 'Beyond the border the nearest pixel is repeated: outside the image everything is 0.',
      gives: () => slide(kernel.shape, rows, columns, nearestOutside(image), weight),
      when: padding === 'same',
    },
    {
      says: 'Negative values are cut off: there is no ReLU here.',
      gives: changed((value) => Math.max(value, 0)),
    },
    { says: 'The result is clipped to [0, 1].', gives: changed((value) => Math.min(Math.max(value, 0), 1)) },
  ]
  return mistakes.filter(({ when = true }) => when).map(({ says, gives }) => ({ says, gives }))
}

const SOBEL_X = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
] as const

/** `combine(gx, gy)` at each pixel; `side` are the weights [side, middle, side] along the edge. */
function sobel(
  image: NdArray,
  combine: (gx: number, gy: number) => number,
  how: { nearest?: boolean; plain?: boolean } = {},
): NdArray {
  const [height, width] = image.shape as [number, number]
  const grey = shaped([height, width, 1], image.data as Float32Array)
  const pixel = how.nearest ? nearestOutside(grey) : zeroOutside(grey)
  const weight = (i: number, j: number): number => (how.plain ? Math.sign(SOBEL_X[i]![j]!) : SOBEL_X[i]![j]!)
  const bank = slide(
    [3, 3, 1, 2],
    { before: 1, stride: 1, windows: height },
    { before: 1, stride: 1, windows: width },
    pixel,
    (i, j, _, filter) => (filter === 0 ? weight(i, j) : weight(j, i)),
  )
  return shaped(
    [height, width],
    Array.from({ length: height * width }, (_, i) =>
      combine(Number(bank.data[2 * i]), Number(bank.data[2 * i + 1])),
    ),
  )
}

export const magnitude = (image: NdArray): NdArray => sobel(image, Math.hypot)

export function sobelMistakes(image: NdArray): Mistake[] {
  const strongest = Math.max(...(magnitude(image).data as Float32Array))
  return [
    {
      says: 'Only edges from left to right are seen: this is |gx| alone.',
      gives: () => sobel(image, (gx) => Math.abs(gx)),
    },
    {
      says: 'This is gx alone: gy is missing, and so is the magnitude.',
      gives: () => sobel(image, (gx) => gx),
    },
    {
      says: 'Only edges from top to bottom are seen: this is |gy| alone.',
      gives: () => sobel(image, (_, gy) => Math.abs(gy)),
    },
    {
      says: 'This is |gx| + |gy|: the magnitude is √(gx² + gy²).',
      gives: () => sobel(image, (gx, gy) => Math.abs(gx) + Math.abs(gy)),
    },
    {
      says: 'This is the larger of |gx| and |gy|: the magnitude is √(gx² + gy²).',
      gives: () => sobel(image, (gx, gy) => Math.max(Math.abs(gx), Math.abs(gy))),
    },
    {
      says: 'gx and gy are added before squaring: this is |gx + gy|.',
      gives: () => sobel(image, (gx, gy) => Math.abs(gx + gy)),
    },
    { says: 'The square root is missing.', gives: () => sobel(image, (gx, gy) => gx * gx + gy * gy) },
    {
      says: 'The squares are averaged: they are to be added.',
      gives: () => sobel(image, (gx, gy) => Math.hypot(gx, gy) / Math.SQRT2),
    },
    {
      says: 'Magnitudes are clipped to 1.',
      gives: () => sobel(image, (gx, gy) => Math.min(Math.hypot(gx, gy), 1)),
    },
    {
      says: 'Magnitudes are clipped to 255.',
      gives: () => sobel(image, (gx, gy) => Math.min(Math.hypot(gx, gy), 255)),
    },
    {
      says: 'gx and gy are clipped to 0 … 255 before they are squared: edges from bright to dark are lost.',
      gives: () =>
        sobel(image, (gx, gy) => Math.hypot(Math.min(Math.max(gx, 0), 255), Math.min(Math.max(gy, 0), 255))),
    },
    {
      says: 'Negative gradients are cut off before they are squared: edges from bright to dark are lost.',
      gives: () => sobel(image, (gx, gy) => Math.hypot(Math.max(gx, 0), Math.max(gy, 0))),
    },
    {
      says: 'The magnitudes are divided by the largest: leave them as they are.',
      gives: () => sobel(image, (gx, gy) => Math.hypot(gx, gy) / strongest),
    },
    {
      says: 'The middle weight is 1: it is 2 in Sobel’s kernel (all ones is Prewitt’s).',
      gives: () => sobel(image, Math.hypot, { plain: true }),
    },
    {
      says: 'Beyond the border the nearest pixel is repeated: outside the image everything is 0.',
      gives: () => sobel(image, Math.hypot, { nearest: true }),
    },
  ]
}
