// Any travelling value as readable text, cut at a length.

import { formatNumber, formatTensor } from './format-tensor'
import { fromNested, NdArray, type NestedNumbers } from './nd-array'
import { Handle, isTypedArray, type Value } from './value'

const MOST_CHARACTERS = 2000

export function formatValue(value: Value): string {
  const text = format(value, 0)
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text
}

function format(value: Value, depth: number): string {
  if (value instanceof NdArray) return formatTensor(value)
  if (value instanceof Handle) return `<${value.kind}>`
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (isTypedArray(value))
    return `${value.constructor.name} ${formatArray([...value.slice(0, 50)], value.length, depth)}`
  if (Array.isArray(value)) return matrix(value) ?? formatArray(value, value.length, depth)
  if (typeof value === 'object' && value !== null) return formatRecord(value as Record<string, Value>, depth)
  return String(value)
}

function formatArray(items: readonly Value[], length: number, depth: number): string {
  const shown = items.slice(0, 20).map((item) => format(item, depth + 1))
  if (length > shown.length) shown.push(`… ${length} in all`)
  return `[${shown.join(', ')}]`
}

/** Numeric rows of one length read best in columns. */
function matrix(rows: readonly Value[]): string | null {
  if (rows.length < 2 || !rows.every((row) => Array.isArray(row) && row.length > 0)) return null
  try {
    return formatTensor(fromNested(rows as NestedNumbers))
      .split('\n')
      .slice(1)
      .join('\n')
  } catch {
    return null
  }
}

function formatRecord(record: Record<string, Value>, depth: number): string {
  const indent = '  '.repeat(depth + 1)
  const lines = Object.entries(record).map(([key, value]) => {
    const text = format(value, depth + 1)
    return `${indent}${key}: ${text.includes('\n') ? `\n${text.replace(/^/gm, `${indent}  `)}` : text}`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${'  '.repeat(depth)}}`
}
