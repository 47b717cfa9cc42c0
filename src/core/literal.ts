// A value as TypeScript that makes it again. Values come from sandboxes, so all of a value is data here: whatever its
// texts and keys are, they end up inside of quotes.

import { NdArray, type NumericData } from './nd-array'
import { Handle, isTypedArray, type Value } from './value'

/** Numbers, and eighths of letters, that are still looked at in an editor. */
export const MOST_WRITTEN = 5_000

/** How much there is to write. Infinity for what only lives in its realm: a function, a model. */
export function lengthOf(value: unknown): number {
  if (value instanceof NdArray) return isTypedArray(value.data) ? value.data.length : lengthOf(value.data)
  if (value instanceof Handle || UNWRITABLE.has(typeof value)) return Infinity
  if (isTypedArray(value)) return value.length
  if (typeof value === 'string') return 1 + value.length / 8
  if (typeof value !== 'object' || value === null) return 1
  const entries = Array.isArray(value) ? value : Object.entries(value)
  return entries.reduce((sum: number, entry: unknown) => sum + lengthOf(entry), 1)
}

const MOST_IN_LINE = 80
const UNWRITABLE: ReadonlySet<string> = new Set(['function', 'symbol', 'bigint'])

/** With `tf` for TF.js. To be asked for what has a finite length alone. */
export function literalOf(value: Value, indent = ''): string {
  if (value instanceof NdArray) return tensorLiteral(value, indent)
  if (value instanceof Handle) throw new TypeError(`A ${value.kind} cannot be written down.`)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'string') return quoted(value)
  if (isTypedArray(value)) return `new ${kindOf(value)}([${numbersIn(value).join(', ')}])`
  if (Array.isArray(value)) return listOf(value, indent)
  if (typeof value === 'object' && value !== null)
    return recordLiteral(value as Record<string, Value>, indent)
  return String(value)
}

const MAKERS = ['scalar', 'tensor1d', 'tensor2d', 'tensor3d', 'tensor4d', 'tensor5d', 'tensor6d'] as const

function tensorLiteral(tensor: NdArray, indent: string): string {
  const { rank, shape, dtype, data } = tensor
  if (dtype === 'complex64') {
    const half = (part: number): string => {
      const numbers = (data as NumericData).filter((_, i) => i % 2 === part)
      return tensorLiteral(new NdArray(shape, 'float32', numbers), indent)
    }
    return `tf.complex(${half(0)}, ${half(1)})`
  }
  const maker = MAKERS[rank] ?? 'tensor'
  const elements = elementsOf(tensor)
  const values = rank === 0 ? elements[0]! : tensor.size === 0 ? '[]' : nested(elements, shape, indent)
  // Of rank 0 and 1 the values say the shape.
  const rest = dtype !== 'float32' ? [`'${dtype}'`] : []
  const needsShape = rank > 1 && (rest.length > 0 || tensor.size === 0)
  return `tf.${maker}(${[values, ...(needsShape ? [`[${shape.join(', ')}]`] : []), ...rest].join(', ')})`
}

function elementsOf({ dtype, data }: NdArray): string[] {
  if (!isTypedArray(data)) return data.map(quoted)
  return dtype === 'bool' ? Array.from(data, (bit) => String(bit !== 0)) : numbersIn(data)
}

/** On one line where that is short, else row below row. */
function nested(elements: readonly string[], shape: readonly number[], indent: string): string {
  if (shape.length === 1) return `[${elements.join(', ')}]`
  const [length = 0, ...inner] = shape
  const size = elements.length / length
  const deeper = `${indent}  `
  const rows = Array.from({ length }, (_, i) =>
    nested(elements.slice(i * size, (i + 1) * size), inner, deeper),
  )
  const line = `[${rows.join(', ')}]`
  if (line.length <= MOST_IN_LINE && !line.includes('\n')) return line
  return `[\n${rows.map((row) => `${deeper}${row},\n`).join('')}${indent}]`
}

function listOf(items: readonly Value[], indent: string): string {
  const texts = items.map((item) => literalOf(item, `${indent}  `))
  if (!texts.some((text) => text.includes('\n'))) return `[${texts.join(', ')}]`
  return `[\n${texts.map((text) => `${indent}  ${text},\n`).join('')}${indent}]`
}

function recordLiteral(record: Readonly<Record<string, Value>>, indent: string): string {
  const entries = Object.entries(record).map(
    ([key, value]) => `${keyOf(key)}: ${literalOf(value, `${indent}  `)}`,
  )
  if (entries.length === 0) return '{}'
  if (!entries.some((text) => text.includes('\n'))) return `{ ${entries.join(', ')} }`
  return `{\n${entries.map((text) => `${indent}  ${text},\n`).join('')}${indent}}`
}

/** In brackets, `__proto__` is a key like any other. */
const keyOf = (key: string): string =>
  key === '__proto__' ? "['__proto__']" : /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)

/** JSON's quotes, which nothing in a text can close; what JSON lets stand that once ended a line is written out. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

function kindOf(data: NumericData): string {
  if (data instanceof Float32Array) return 'Float32Array'
  if (data instanceof Int32Array) return 'Int32Array'
  return data instanceof Uint8Array ? 'Uint8Array' : 'Float64Array'
}

const numbersIn = (data: NumericData): string[] =>
  Array.from(data, data instanceof Float32Array ? shortest : (number) => literalOf(number))

/** The fewest digits that give the same float32. */
function shortest(number: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const text = String(Number(number.toPrecision(digits)))
    if (Math.fround(Number(text)) === number) return Object.is(number, -0) ? '-0' : text
  }
  return String(number)
}
