// Names the bug behind a wrong tensor, when the wrong values have a pattern that only one mistake leaves.

import { isClose, type Tolerance } from './closeness'
import { type NdArray, sizeOf, unravel } from './nd-array'
import { normalisedAlongWrongAxis } from './normalised-axis'

interface Pair {
  readonly got: ArrayLike<number>
  readonly want: ArrayLike<number>
  readonly shape: readonly number[]
  readonly tolerance: Tolerance
}

type Diagnosis = (pair: Pair) => string | null

/** One sentence on what the wrong values look like, or null. `got` and `want` have the same shape and a numeric dtype. */
export function diagnose(got: NdArray, want: NdArray, tolerance: Tolerance): string | null {
  const pair: Pair = {
    got: got.data as ArrayLike<number>,
    want: want.data as ArrayLike<number>,
    shape: want.shape,
    tolerance,
  }
  // The places of a complex tensor's parts are not those of its shape.
  if (want.dtype === 'complex64' || !hasPattern(pair.want)) return null
  for (const diagnosis of DIAGNOSES) {
    const sentence = diagnosis(pair)
    if (sentence) return sentence
  }
  return null
}

/** Whether `got` holds `want` with its axes in reverse order, e.g. [n, m] for [m, n]. */
export function isTransposeOf(got: NdArray, want: NdArray, tolerance: Tolerance): boolean {
  if (want.rank < 2 || got.rank !== want.rank) return false
  if (got.shape.some((length, axis) => length !== want.shape[want.rank - 1 - axis])) return false
  const values = want.data as ArrayLike<number>
  return every(want.size, (flat) => {
    const index = unravel(flat, want.shape)
    return isClose(got.get(...index.reverse()), values[flat]!, tolerance)
  })
}

const DIAGNOSES: readonly Diagnosis[] = [
  transposed,
  reversed,
  negated,
  offByConstant,
  offByFactor,
  shifted,
  ({ got, want, shape }) => normalisedAlongWrongAxis(got, want, shape),
  lastItemOnly,
  reordered,
]

function transposed({ got, want, shape, tolerance }: Pair): string | null {
  const rank = shape.length
  const [rows, columns] = [shape[rank - 2], shape[rank - 1]]
  if (rank < 2 || rows !== columns || rows === undefined || rows < 2) return null
  const area = rows * rows
  const matches = every(want.length, (flat) => {
    const block = flat - (flat % area)
    const [row, column] = [Math.floor((flat % area) / rows), flat % rows]
    return isClose(got[block + column * rows + row]!, want[flat]!, tolerance)
  })
  return matches ? 'It looks transposed: rows and columns are swapped.' : null
}

function reversed({ got, want, shape, tolerance }: Pair): string | null {
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!
    if (length < 2) continue
    const stride = sizeOf(shape.slice(axis + 1))
    const matches = every(want.length, (flat) => {
      const position = Math.floor(flat / stride) % length
      return isClose(got[flat + (length - 1 - 2 * position) * stride]!, want[flat]!, tolerance)
    })
    if (matches) return `It looks reversed along axis ${axis}.`
  }
  return null
}

function negated({ got, want, tolerance }: Pair): string | null {
  return every(want.length, (i) => isClose(got[i]!, -want[i]!, tolerance))
    ? 'The sign is wrong: every value is negated.'
    : null
}

function offByConstant({ got, want, tolerance }: Pair): string | null {
  const offset = got[0]! - want[0]!
  if (!Number.isFinite(offset) || isClose(offset, 0, tolerance)) return null
  return every(want.length, (i) => isClose(got[i]! - offset, want[i]!, tolerance))
    ? `Every value is off by the same constant (${signed(offset)}).`
    : null
}

function offByFactor({ got, want, tolerance }: Pair): string | null {
  const anchor = indexOfLargest(want)
  const factor = got[anchor]! / want[anchor]!
  if (!Number.isFinite(factor) || factor === 0 || isClose(factor, 1, tolerance)) return null
  const matches = every(want.length, (i) => isClose(got[i]! / factor, want[i]!, tolerance))
  if (!matches) return null
  const name = nameOfFactor(factor)
  return `Every value is off by the same factor (${name ?? `× ${brief(factor)}`}).`
}

function shifted({ got, want, shape, tolerance }: Pair): string | null {
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!
    if (length < 3 || mayBeChance(want, (want.length / length) * (length - 1))) continue
    const stride = sizeOf(shape.slice(axis + 1))
    for (const step of [1, -1]) {
      const matches = every(want.length, (flat) => {
        const source = (Math.floor(flat / stride) % length) - step
        if (source < 0 || source >= length) return true
        return isClose(got[flat]!, want[flat - step * stride]!, tolerance)
      })
      if (matches) return `It looks shifted by one along axis ${axis}.`
    }
  }
  return null
}

function lastItemOnly({ got, want, shape, tolerance }: Pair): string | null {
  const items = shape[0] ?? 1
  if (items < 2) return null
  const length = want.length / items
  const itemIsRight = (item: number): boolean =>
    every(length, (i) => isClose(got[item * length + i]!, want[item * length + i]!, tolerance))
  const right = Array.from({ length: items }, (_, item) => itemIsRight(item))
  const onlyOne = right.filter(Boolean).length === 1
  if (onlyOne && right[items - 1] && length > 1) return 'Only the last item along axis 0 is right.'
  if (onlyOne && right[0] && length > 1) return 'Only the first item along axis 0 is right.'
  return null
}

function reordered({ got, want, tolerance }: Pair): string | null {
  if (want.length < 3) return null
  const [ours, theirs] = [Float64Array.from(got).sort(), Float64Array.from(want).sort()]
  const matches = every(want.length, (i) => isClose(ours[i]!, theirs[i]!, tolerance))
  return matches ? 'The values are right, but in another order.' : null
}

/** Names a ratio by the formula that usually leaves it: √n, 1/√n, n, 1/n, n/(n−1). */
export function nameOfFactor(factor: number): string | null {
  const size = Math.abs(factor)
  const sign = factor < 0 ? '−' : ''
  const near = (value: number): boolean => Math.abs(size / value - 1) < 1e-4
  for (let n = 2; n <= 1024; n++) {
    if (near(n)) return `× ${sign}${n}`
    if (near(1 / n)) return `× ${sign}1/${n}`
    if (near(Math.sqrt(n))) return `× ${sign}√${n}`
    if (near(1 / Math.sqrt(n))) return `× ${sign}1/√${n}`
    if (n <= 256 && near(n / (n - 1))) return `× ${sign}${n}/${n - 1}, as between n and n − 1`
    if (n <= 256 && near((n - 1) / n)) return `× ${sign}${n - 1}/${n}, as between n − 1 and n`
  }
  return null
}

/** Whether a few labels, counted from 0 or so, may agree at so many places by themselves: one time in twenty or more. */
function mayBeChance(want: ArrayLike<number>, places: number): boolean {
  let [least, greatest] = [Infinity, -Infinity]
  for (let i = 0; i < want.length; i++) {
    const value = want[i]!
    if (!Number.isInteger(value)) return false
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  return (greatest - least + 1) ** places < 20
}

/** A pattern can only be told apart when at least two finite values differ. */
function hasPattern(want: ArrayLike<number>): boolean {
  let first: number | undefined
  for (let i = 0; i < want.length; i++) {
    const value = want[i]!
    if (!Number.isFinite(value)) continue
    if (first === undefined) first = value
    else if (Math.abs(value - first) > 1e-3 * (Math.abs(first) + 1e-3)) return true
  }
  return false
}

function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[best]!)) best = i
  return best
}

function every(count: number, holds: (index: number) => boolean): boolean {
  for (let i = 0; i < count; i++) if (!holds(i)) return false
  return true
}

export const brief = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(5))) : String(value)
const signed = (value: number): string => (value > 0 ? `+${brief(value)}` : brief(value).replace('-', '−'))
