// How a value crosses from realm to realm: plain data that structured clone copies, tags where plain data is not enough.
// Decoding trusts nothing, because the other side may be a learner's code.

import { type DType, NdArray, type NumericData, sizeOf } from '../core/nd-array'
import { err, ok, type Result } from '../core/result'
import { Handle, isTypedArray, type Value } from '../core/value'

export type Wire =
  | null
  | undefined
  | boolean
  | number
  | string
  | NumericData
  | readonly Wire[]
  | {
      readonly $: 'tensor'
      readonly shape: readonly number[]
      readonly dtype: DType
      readonly data: NumericData | readonly string[]
    }
  | { readonly $: 'handle'; readonly id: number; readonly kind: string }
  | { readonly $: 'record'; readonly entries: readonly (readonly [string, Wire])[] }

export const DEEPEST = 32
/** Values in one message, tensor elements aside. */
export const MOST_VALUES = 2_000_000
export const MOST_ELEMENTS = 64_000_000

const DTYPES: Readonly<Record<DType, (data: unknown) => boolean>> = {
  float32: (data) => data instanceof Float32Array,
  int32: (data) => data instanceof Int32Array,
  bool: (data) => data instanceof Uint8Array,
  complex64: (data) => data instanceof Float32Array,
  // Array.from, because a hole is no string, and `every` steps over it.
  string: (data) => Array.isArray(data) && Array.from(data).every((entry) => typeof entry === 'string'),
}

const UNSENDABLE: ReadonlySet<string> = new Set(['function', 'symbol', 'bigint'])
const cannotCross = (value: unknown): TypeError => new TypeError(`A ${typeof value} cannot cross.`)

/** Throws a TypeError for what is no value, as JavaScript may hand in: its sender's fault, and told before it is sent. */
export function encodeValue(value: Value): Wire {
  if (value instanceof NdArray)
    return { $: 'tensor', shape: [...value.shape], dtype: value.dtype, data: value.data }
  if (value instanceof Handle) return { $: 'handle', id: value.id, kind: value.kind }
  if (UNSENDABLE.has(typeof value)) throw cannotCross(value)
  if (isTypedArray(value) || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(encodeValue)
  return {
    $: 'record',
    entries: Object.entries(value).map(([key, entry]) => [key, encodeValue(entry as Value)] as const),
  }
}

/** The value of a message, or why it is none. Never throws, and never runs code of the sender's. */
export function decodeValue(wire: unknown): Result<Value, string> {
  let left = MOST_VALUES
  const decode = (node: unknown, depth: number): Value => {
    if (depth > DEEPEST) throw new RangeError(`It is nested more than ${DEEPEST} deep.`)
    if (--left < 0) throw new RangeError(`It has more than ${MOST_VALUES} entries.`)
    if (node === null || node === undefined) return node
    if (typeof node === 'number' || typeof node === 'string' || typeof node === 'boolean') return node
    if (isTypedArray(node)) return node
    if (Array.isArray(node)) return decodeArray(node, (entry) => decode(entry, depth + 1))
    if (typeof node === 'object')
      return decodeTagged(node as Record<string, unknown>, (entry) => decode(entry, depth + 1))
    throw cannotCross(node)
  }
  const decodeArray = (array: readonly unknown[], entry: (entry: unknown) => Value): Value[] => {
    // Before the walk: a sparse array of four billion holes costs its sender nothing.
    if (array.length > left) throw new RangeError(`It has more than ${MOST_VALUES} entries.`)
    return Array.from(array, entry)
  }
  try {
    return ok(decode(wire, 0))
  } catch (error) {
    return err(error instanceof Error ? error.message : 'It is not a value that can cross.')
  }
}

function decodeTagged(node: Record<string, unknown>, decode: (entry: unknown) => Value): Value {
  if (node.$ === 'tensor') return decodeTensor(node)
  if (node.$ === 'handle' && typeof node.id === 'number' && typeof node.kind === 'string')
    return new Handle(node.id, node.kind.slice(0, 100))
  if (node.$ === 'record' && Array.isArray(node.entries)) {
    // A null prototype, so that a key named __proto__ is a key and nothing else.
    const record = Object.create(null) as Record<string, Value>
    for (const entry of node.entries as unknown[]) {
      if (!Array.isArray(entry) || typeof entry[0] !== 'string')
        throw new TypeError('A record entry is malformed.')
      record[entry[0]] = decode(entry[1])
    }
    return record
  }
  throw new TypeError('An object without a known tag cannot cross.')
}

function decodeTensor({ shape, dtype, data }: Record<string, unknown>): NdArray {
  if (
    !Array.isArray(shape) ||
    shape.length > 8 ||
    !shape.every((length) => Number.isInteger(length) && length >= 0)
  )
    throw new TypeError('A tensor has a malformed shape.')
  if (typeof dtype !== 'string' || !Object.hasOwn(DTYPES, dtype))
    throw new TypeError('A tensor has an unknown dtype.')
  if (sizeOf(shape as number[]) > MOST_ELEMENTS)
    throw new RangeError(`A tensor has more than ${MOST_ELEMENTS} elements.`)
  if (Array.isArray(data) && data.length !== sizeOf(shape as number[]))
    throw new RangeError('A tensor has a shape that its data does not fill.')
  if (Array.isArray(data) && data.length > MOST_VALUES)
    throw new RangeError(`A tensor has more than ${MOST_VALUES} strings.`)
  if (!DTYPES[dtype as DType](data)) throw new TypeError(`A ${dtype} tensor carries data of another type.`)
  return new NdArray(shape as number[], dtype as DType, data as NumericData)
}
