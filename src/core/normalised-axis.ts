// Softmax, a mean or a unit length taken along another axis than the one wanted leaves its trace: what sums to 1.

import { sizeOf } from './nd-array'

interface Totals {
  readonly name: string
  readonly of: (value: number) => number
}

const TOTALS: readonly Totals[] = [
  { name: 'sum', of: (value) => value },
  { name: 'sum of squares', of: (value) => value * value },
]
/** float32 sums of some hundred values stay within this. */
const SLACK = 1e-3

/** A sentence when `want` sums to 1 along one axis, and `got` along another instead. Both are of `shape`. */
export function normalisedAlongWrongAxis(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  shape: readonly number[],
): string | null {
  for (const total of TOTALS) {
    const axis = shape.findIndex((length, i) => length > 1 && isNormalised(want, shape, i, total))
    if (axis < 0 || isNormalised(got, shape, axis, total)) continue
    const other = shape.findIndex(
      (length, i) => i !== axis && length > 1 && isNormalised(got, shape, i, total),
    )
    if (other < 0) continue
    return `It looks normalised over the wrong axis: the ${total.name} is 1 along axis ${other}, where axis ${axis} is wanted.`
  }
  return null
}

/** Whether the totals along the axis are all 1. */
function isNormalised(
  values: ArrayLike<number>,
  shape: readonly number[],
  axis: number,
  { of }: Totals,
): boolean {
  const length = shape[axis]!
  const stride = sizeOf(shape.slice(axis + 1))
  for (let flat = 0; flat < values.length; flat++) {
    const isFirstOfItsLine = Math.floor(flat / stride) % length === 0
    if (!isFirstOfItsLine) continue
    let sum = 0
    for (let i = 0; i < length; i++) sum += of(values[flat + i * stride]!)
    if (!(Math.abs(sum - 1) < SLACK)) return false
  }
  return true
}
