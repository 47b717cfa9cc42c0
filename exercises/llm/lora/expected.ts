// Adapters in plain numbers, and what they come to when one step is taken otherwise.

import { NdArray } from '@tensorkata/kit'

export interface Adapter {
  readonly a: NdArray
  readonly b: NdArray
  readonly alpha: number
}

export interface Size {
  readonly inputs: number
  readonly outputs: number
  readonly rank: number
  readonly alpha: number
}

type Matrix = readonly (readonly number[])[]

export const rowsOf = (matrix: NdArray): Matrix => matrix.toNested() as number[][]
export const packed = (rows: Matrix): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'float32', Float32Array.from(rows.flat()))

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, column) => row.reduce((sum, value, i) => sum + value * b[i]![column]!, 0)))
const transposed = (a: Matrix): Matrix => a[0]!.map((_, column) => a.map((row) => row[column]!))
const sum = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((value, j) => value + b[i]![j]!))
const scaled = (a: Matrix, by: number): Matrix => a.map((row) => row.map((value) => value * by))

interface Sizes {
  readonly alpha: number
  readonly rank: number
  readonly inputs: number
  readonly outputs: number
}

const sizesOf = ({ a, b, alpha }: Adapter): Sizes => ({
  ...{ alpha, rank: a.shape[1]!, inputs: a.shape[0]!, outputs: b.shape[1]! },
})

/** A step that is often taken otherwise. */
export interface Slips {
  /** What an adapter is multiplied by; alpha / rank is right. */
  readonly scale?: (sizes: Sizes, all: readonly Sizes[]) => number
  /** Which of the adapters count. */
  readonly chosen?: (adapters: readonly Adapter[]) => readonly Adapter[]
  /** How often the base counts. */
  readonly bases?: (adapters: number) => number
}

/** The numbers that go in are x and those that come out y; merged, x is the identity. */
function through(x: Matrix, base: Matrix, adapters: readonly Adapter[], slips: Slips): NdArray {
  const { scale = ({ alpha, rank }) => alpha / rank, chosen = (all) => all, bases = () => 1 } = slips
  const all = adapters.map(sizesOf)
  return packed(
    chosen(adapters).reduce(
      (y, adapter) => {
        const by = scale(sizesOf(adapter), all)
        return sum(y, scaled(product(product(x, rowsOf(adapter.a)), rowsOf(adapter.b)), by))
      },
      scaled(product(x, base), bases(adapters.length)),
    ),
  )
}

export const outputOf = (
  x: NdArray,
  base: NdArray,
  adapters: readonly Adapter[],
  slips: Slips = {},
): NdArray => through(rowsOf(x), rowsOf(base), adapters, slips)

export function mergedOf(base: NdArray, adapters: readonly Adapter[], slips: Slips = {}): NdArray {
  const identity = Array.from({ length: base.shape[0]! }, (_, i) =>
    Array.from({ length: base.shape[0]! }, (_, j) => Number(i === j)),
  )
  return through(identity, rowsOf(base), adapters, slips)
}

/** The gradients of `upstream · output` by the chain rule. */
export function gradientsOf(
  x: NdArray,
  base: NdArray,
  adapters: readonly Adapter[],
  upstream: NdArray,
): { x: NdArray; a: NdArray[]; b: NdArray[] } {
  const [rows, up] = [rowsOf(x), rowsOf(upstream)]
  const thin = adapters.map((adapter) => ({
    ...{ a: rowsOf(adapter.a), b: rowsOf(adapter.b), by: adapter.alpha / adapter.a.shape[1]! },
  }))
  const ofX = thin.reduce(
    (total, { a, b, by }) => sum(total, scaled(product(product(up, transposed(b)), transposed(a)), by)),
    product(up, transposed(rowsOf(base))),
  )
  return {
    x: packed(ofX),
    a: thin.map(({ b, by }) => packed(scaled(product(transposed(rows), product(up, transposed(b))), by))),
    b: thin.map(({ a, by }) => packed(scaled(product(transposed(product(rows, a)), up), by))),
  }
}

/** What A is often made of otherwise. */
export interface InitialSlips {
  readonly divisor?: (size: Size) => number
  readonly byColumns?: boolean
  readonly zero?: boolean
}

export function firstOf(size: Size, draws: Float64Array, slips: InitialSlips = {}): NdArray {
  const { inputs, rank } = size
  const divisor = (slips.divisor ?? (() => Math.sqrt(inputs)))(size)
  return packed(
    Array.from({ length: inputs }, (_, i) =>
      Array.from({ length: rank }, (_, j) =>
        slips.zero ? 0 : draws[slips.byColumns ? j * inputs + i : i * rank + j]! / divisor,
      ),
    ),
  )
}

const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

export const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'An α of 0 seems to be taken for one that is missing. With 0 the adapter has no say.',
    slips: { scale: ({ alpha, rank }) => (alpha || 1) / rank },
  },
  {
    says: 'An α of 0 seems to be taken for one that is missing. With 0 the adapter has no say.',
    slips: { scale: ({ alpha, rank }) => (alpha || rank) / rank },
  },
  { says: 'The adapters seem to be added without a scale. It is α/r.', slips: { scale: () => 1 } },
  {
    says: 'The adapters seem to be multiplied by α alone. It is α/r: divide by the rank.',
    slips: { scale: ({ alpha }) => alpha },
  },
  { says: 'The scale seems to be 1/r. It is α/r.', slips: { scale: ({ rank }) => 1 / rank } },
  {
    says: 'The scale seems to be α/√r. That has its friends, but here it is α/r.',
    slips: { scale: ({ alpha, rank }) => alpha / Math.sqrt(rank) },
  },
  { says: 'The scale seems to be α·r. It is α/r.', slips: { scale: ({ alpha, rank }) => alpha * rank } },
  { says: 'The scale is upside down: it is α/r.', slips: { scale: ({ alpha, rank }) => rank / alpha } },
  {
    says: 'The scale seems to be there twice, e.g. on A and on B.',
    slips: { scale: ({ alpha, rank }) => (alpha / rank) ** 2 },
  },
  {
    says: 'α seems to be divided by the number of inputs. The rank is the number of columns of A.',
    slips: { scale: ({ alpha, inputs }) => alpha / inputs },
  },
  {
    says: 'α seems to be divided by the number of outputs. The rank is the number of columns of A.',
    slips: { scale: ({ alpha, outputs }) => alpha / outputs },
  },
  {
    says: 'All adapters seem to have the scale of the first. Each has an α and a rank of its own.',
    slips: { scale: (_, [first]) => first!.alpha / first!.rank },
  },
  {
    says: 'All adapters seem to be divided by the rank of the first. Each has a rank of its own.',
    slips: { scale: ({ alpha }, [first]) => alpha / first!.rank },
  },
  {
    says: 'All adapters seem to have one scale, made of all ranks together. Each has an α and a rank of its own.',
    slips: { scale: ({ alpha }, all) => alpha / total(all.map(({ rank }) => rank)) },
  },
  {
    says: 'The adapters seem to be averaged. They add up.',
    slips: { scale: ({ alpha, rank }, all) => alpha / rank / all.length },
  },
  { says: 'The adapters seem to be missing.', slips: { chosen: () => [] } },
  { says: 'Only the first adapter seems to count.', slips: { chosen: (all) => all.slice(0, 1) } },
  { says: 'Only the last adapter seems to count.', slips: { chosen: (all) => all.slice(-1) } },
  { says: 'The adapters seem to count twice.', slips: { chosen: (all) => [...all, ...all] } },
  {
    says: 'An adapter that is listed twice seems to count once.',
    slips: { chosen: (all) => all.filter(({ a }, i) => all.findIndex((other) => other.a === a) === i) },
  },
  { says: 'The base seems to be missing.', slips: { bases: () => 0 } },
  {
    says: 'The base seems to count once for each adapter. It counts once.',
    slips: { bases: (adapters) => adapters },
  },
]

export const INITIAL_SLIPS: readonly { readonly says: string; readonly slips: InitialSlips }[] = [
  {
    says: 'The numbers seem to go in column by column. A takes them row by row.',
    slips: { byColumns: true },
  },
  { says: 'The numbers seem not to be divided by √d.', slips: { divisor: () => 1 } },
  { says: 'The numbers seem to be divided by d. Its root is wanted.', slips: { divisor: (s) => s.inputs } },
  {
    says: 'The numbers seem to be divided by √r. It is √d, the root of the number of inputs.',
    slips: { divisor: ({ rank }) => Math.sqrt(rank) },
  },
  { says: 'The numbers seem to be divided by r. It is √d.', slips: { divisor: ({ rank }) => rank } },
  {
    says: 'The numbers seem to be divided by √k. It is √d, the root of the number of inputs.',
    slips: { divisor: ({ outputs }) => Math.sqrt(outputs) },
  },
  {
    says: 'The numbers seem to be multiplied by √(2/d), as for a ReLU. It is 1/√d.',
    slips: { divisor: ({ inputs }) => Math.sqrt(inputs / 2) },
  },
  { says: 'A is 0. B is: if both were, neither would have a gradient.', slips: { zero: true } },
]
