// Quantising number by number in double precision, and what it comes to when one step is taken otherwise.

import { NdArray } from '@tensorkata/kit'

export type Matrix = readonly (readonly number[])[]

export interface Quantised {
  readonly values: Matrix
  readonly scales: readonly number[]
}

/** What a step is worth, from all numbers that share it. */
const stepOf = (numbers: readonly number[]): number =>
  numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127 || 1

export const columnsOf = (matrix: Matrix): Matrix => matrix[0]!.map((_, j) => matrix.map((row) => row[j]!))

/** The nearest float32, which is what the learner gets. */
const rounded = (matrix: Matrix): Matrix => matrix.map((row) => row.map(Math.fround))

/** How weights are often quantised otherwise. */
export interface WeightSlips {
  readonly perTensor?: boolean
  /** A scale for each input. */
  readonly perRow?: boolean
  readonly round?: (value: number) => number
  /** A scale from the numbers of a channel. */
  readonly step?: (numbers: readonly number[]) => number
  /** What is returned in the place of a scale. */
  readonly returned?: (scale: number) => number
}

export function quantisedOf(weights: Matrix, slips: WeightSlips = {}): Quantised {
  const { round = Math.round, step = stepOf, returned = (scale) => scale } = slips
  const w = rounded(weights)
  const steps = slips.perTensor ? w[0]!.map(() => step(w.flat())) : columnsOf(w).map(step)
  return {
    values: w.map((row) => row.map((value, j) => round(value / (slips.perRow ? step(row) : steps[j]!)))),
    scales: (slips.perRow ? w.map(step) : steps).map(returned),
  }
}

/** How products are often made otherwise. */
export interface ProductSlips {
  readonly xNotQuantised?: boolean
  readonly xScales?: 'of all rows' | 'of columns' | 'own, though one is given'
  /** A scale from the numbers of a row. */
  readonly step?: (numbers: readonly number[]) => number
  readonly round?: (value: number) => number
  readonly saturate?: (value: number) => number
  /** What a sum becomes. */
  readonly sum?: (value: number) => number
  /** What the scales make of it. */
  readonly scaled?: (sum: number, t: number, s: number) => number
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

export function productOf(
  rows: Matrix,
  { values, scales }: Quantised,
  xScale?: number,
  slips: ProductSlips = {},
): Matrix {
  const { round = Math.round, saturate = (value) => clamp(value, -127, 127) } = slips
  const { sum = (value) => value, scaled = (value, t, s) => value * t * s, step = stepOf } = slips
  const x = rounded(rows)
  const columns = columnsOf(x).map(stepOf)
  const stepAt = (i: number, k: number): number => {
    if (slips.xScales === 'of columns') return columns[k]!
    if (xScale !== undefined && slips.xScales !== 'own, though one is given') return xScale
    return step(slips.xScales === 'of all rows' ? x.flat() : x[i]!)
  }
  return x.map((row, i) => {
    const whole = row.map((value, k) =>
      slips.xNotQuantised ? value / stepAt(i, k) : saturate(round(value / stepAt(i, k))),
    )
    return scales.map((scale, j) => {
      // Scales of the columns of x cannot be taken out of the sum.
      if (slips.xScales === 'of columns')
        return whole.reduce((total, p, k) => total + p * columns[k]! * values[k]![j]!, 0) * scale
      const total = whole.reduce((all, p, k) => all + p * values[k]![j]!, 0)
      return scaled(sum(total), stepAt(i, 0), scale)
    })
  })
}

export const packed = (rows: Matrix): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'float32', Float32Array.from(rows.flat()))
export const wholes = (rows: Matrix): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'int32', Int32Array.from(rows.flat()))
export const listed = (values: readonly number[]): NdArray =>
  new NdArray([values.length], 'float32', Float32Array.from(values))

const wrapped = (bits: number) => (value: number) =>
  ((((value + 2 ** (bits - 1)) % 2 ** bits) + 2 ** bits) % 2 ** bits) - 2 ** (bits - 1)
// A largest number that is 126.99999 steps is left at 127.
const down = (value: number): number => Math.floor(value + 1e-4)
const towardsZero = (value: number): number => Math.sign(value) * down(Math.abs(value))
const most = (numbers: readonly number[]): number => Math.max(...numbers)
/** 1 where all numbers are a millionth at most: an ε in the place of 0. */
const stepOrOne = (numbers: readonly number[]): number =>
  numbers.every((value) => Math.abs(value) <= 1e-6) ? 1 : stepOf(numbers)

export const WEIGHT_SLIPS: readonly { readonly says: string; readonly slips: WeightSlips }[] = [
  {
    says: 'There seems to be one scale for all channels. Each column has its own.',
    slips: { perTensor: true },
  },
  {
    says: 'There seems to be a scale for each input. Output channels are the columns: reduce along axis 0.',
    slips: { perRow: true },
  },
  { says: 'It seems to be cut off, not rounded: 2.7 becomes 3.', slips: { round: towardsZero } },
  { says: 'It seems to be rounded down, not to the nearest: 2.7 becomes 3.', slips: { round: down } },
  {
    says: 'It seems to be rounded up, not to the nearest: 2.3 becomes 2.',
    slips: { round: (value) => -down(-value) },
  },
  {
    says: 'The largest weight seems to become 128. That is no int8: divide by 127.',
    slips: { step: (numbers) => (stepOf(numbers) * 127) / 128 },
  },
  {
    says: 'The largest weight seems to become 128, cut off at 127. Divide by 127.',
    slips: {
      step: (numbers) => (stepOf(numbers) * 127) / 128,
      round: (value) => clamp(Math.round(value), -128, 127),
    },
  },
  {
    says: 'The scale seems to come from the largest weight, not from the largest in size. What of negative ones?',
    slips: { step: (numbers) => Math.abs(most(numbers)) / 127 || 1 },
  },
  {
    says: 'The scale seems to be the range divided by 255. Symmetric scales come from the largest size, divided by 127.',
    slips: { step: (numbers) => (most(numbers) - Math.min(...numbers)) / 255 || 1 },
  },
  {
    says: 'A channel whose largest weight is a millionth seems to be taken for one of zeros. Only 0 is 0.',
    slips: { step: stepOrOne },
  },
  {
    says: 'The scales are upside down: a scale says what one step is worth.',
    slips: { returned: (scale) => 1 / scale },
  },
]

export const PRODUCT_SLIPS: readonly { readonly says: string; readonly slips: ProductSlips }[] = [
  {
    says: 'x does not seem to be quantised: it is in whole numbers as well.',
    slips: { xNotQuantised: true },
  },
  {
    says: 'There seems to be one scale for all rows of x. Each row has its own.',
    slips: { xScales: 'of all rows' },
  },
  {
    says: 'There seems to be a scale for each column of x. Each row has its own, so that it can wait until after the sum.',
    slips: { xScales: 'of columns' },
  },
  {
    says: 'The rows seem to have scales of their own although xScale is given.',
    slips: { xScales: 'own, though one is given' },
  },
  {
    says: 'A row of x whose largest number is a millionth seems to be taken for one of zeros. Only 0 is 0.',
    slips: { step: stepOrOne },
  },
  { says: 'x seems to be cut off, not rounded.', slips: { round: towardsZero } },
  { says: 'x seems to be rounded down, not to the nearest.', slips: { round: down } },
  {
    says: 'What is too large for xScale seems to wrap around to the other sign. It saturates.',
    slips: { saturate: wrapped(8) },
  },
  {
    says: 'What is too small seems to saturate at −128. Symmetric is −127 to 127.',
    slips: { saturate: (value) => clamp(value, -128, 127) },
  },
  {
    says: 'What is too large for xScale does not seem to saturate at ±127.',
    slips: { saturate: (value) => value },
  },
  { says: 'The sums seem to be kept in 8 bits, where they wrap around.', slips: { sum: wrapped(8) } },
  {
    says: 'The sums seem to be cut off at ±127. They need 32 bits.',
    slips: { sum: (value) => clamp(value, -127, 127) },
  },
  { says: 'The sums seem to be kept in 16 bits, where they wrap around.', slips: { sum: wrapped(16) } },
  {
    says: 'The sums seem to be cut off at 16 bits. They need 32.',
    slips: { sum: (value) => clamp(value, -32_768, 32_767) },
  },
  { says: 'The scales of x seem to be missing.', slips: { scaled: (sum, _, s) => sum * s } },
  { says: 'The scales of the weights seem to be missing.', slips: { scaled: (sum, t) => sum * t } },
  { says: 'These are the sums, without any scale.', slips: { scaled: (sum) => sum } },
  {
    says: 'It seems to be divided by the scales of the weights. A scale is what one step is worth.',
    slips: { scaled: (sum, t, s) => (sum * t) / s },
  },
  {
    says: 'It seems to be divided by the scales of x. A scale is what one step is worth.',
    slips: { scaled: (sum, t, s) => (sum / t) * s },
  },
]
