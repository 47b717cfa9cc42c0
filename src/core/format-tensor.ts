// A tensor as text: shape, dtype and rounded rows in columns, the middle elided like NumPy.

import { type NdArray, sizeOf } from './nd-array'

const EDGE = 3
const THRESHOLD = 60

/** e.g. `float32 [2, 3]` and, under it, the rows. Long axes show their first and last three entries. */
export function formatTensor(tensor: NdArray): string {
  const head = `${tensor.dtype} ${tensor.rank === 0 ? 'scalar' : `[${tensor.shape.join(', ')}]`}`
  if (tensor.size === 0) return `${head} (empty)`
  const elide = tensor.size > THRESHOLD
  const cells = visible(tensor, elide).map((flat) => formatElement(tensor, flat))
  const width = Math.max(...cells.map((cell) => cell.length))
  let next = 0
  const render = (axis: number): string => {
    if (axis === tensor.rank) return cells[next++]!.padStart(width)
    const rows = positions(tensor.shape[axis]!, elide).map((i) => (i < 0 ? '…' : render(axis + 1)))
    const last = axis === tensor.rank - 1
    return `[${rows.join(last ? ', ' : `,\n${' '.repeat(axis + 1)}`)}]`
  }
  return `${head}\n${render(0)}`
}

/** A number with at most four digits behind the point. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return Object.is(value, -0) ? '0' : String(value)
  const size = Math.abs(value)
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(3)
    : String(Number(value.toFixed(4)))
}

function visible(tensor: NdArray, elide: boolean): number[] {
  const walk = (axis: number, offset: number): number[] => {
    if (axis === tensor.rank) return [offset]
    const stride = sizeOf(tensor.shape.slice(axis + 1))
    return positions(tensor.shape[axis]!, elide)
      .filter((i) => i >= 0)
      .flatMap((i) => walk(axis + 1, offset + i * stride))
  }
  return walk(0, 0)
}

/** The positions shown along an axis; −1 stands for the gap. */
function positions(length: number, elide: boolean): number[] {
  const all = Array.from({ length }, (_, i) => i)
  return elide && length > 2 * EDGE + 1 ? [...all.slice(0, EDGE), -1, ...all.slice(-EDGE)] : all
}

function formatElement(tensor: NdArray, flat: number): string {
  const value = tensor.data[flat]
  if (typeof value === 'string') return JSON.stringify(value)
  if (tensor.dtype === 'bool') return value ? 'true' : 'false'
  if (tensor.dtype === 'complex64')
    return `${formatNumber(Number(tensor.data[2 * flat]))} + ${formatNumber(Number(tensor.data[2 * flat + 1]))}i`
  return formatNumber(Number(value))
}
