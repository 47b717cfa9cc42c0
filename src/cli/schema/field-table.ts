// The table of a file's keys for docs/authoring.md, from its JSON Schema.

import type { JsonSchema } from '@valibot/to-json-schema'

type Schema = Exclude<JsonSchema, boolean>

/** Markdown. */
export function fieldTable(schema: JsonSchema): string {
  return ['| key | must be | |', '| --- | --- | --- |', ...rowsOf(asObject(schema), '')].join('\n')
}

function rowsOf(schema: Schema, prefix: string): string[] {
  // A list of records: its fields are those of one of them.
  const { properties = {}, required = [] } = schema.type === 'array' ? asObject(schema.items) : schema
  return Object.entries(properties).flatMap(([key, value]) => {
    const field = asObject(value)
    const optional = required.includes(key) ? '' : ', optional'
    const row = `| \`${prefix}${key}\` | ${escaped(kindOf(field) + optional)} | ${escaped(field.description ?? '')} |`
    const inner = field.type === 'array' ? asObject(field.items) : field
    return [row, ...(inner.properties ? rowsOf(field, `${prefix}${key}.`) : [])]
  })
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return `one of ${schema.enum.join(', ')}`
  if (schema.type === 'array') return `${countOf(schema)}${kindsOf(asObject(schema.items))}`
  if (schema.type === 'object') return 'keys'
  if (schema.type === 'boolean') return '`true` or `false`'
  if (schema.type === 'string') return textOf(schema)
  const { minimum, maximum } = schema
  const range = maximum === undefined ? `from ${minimum} on` : `from ${minimum} to ${maximum}`
  return `${schema.type === 'integer' ? 'whole number' : 'number'} ${range}`
}

function textOf({ pattern, minLength, maxLength }: Schema): string {
  if (pattern?.startsWith('^[a-z0-9]+(-')) return 'lower-case words joined by hyphens'
  if (pattern?.startsWith('^[A-Za-z_$]')) return 'JavaScript name'
  if (pattern?.startsWith('^tf')) return 'TF.js call'
  if (maxLength !== undefined && maxLength < 1_000) return `text of up to ${maxLength} characters`
  return minLength !== undefined && minLength > 1 ? `text of at least ${minLength} characters` : 'text'
}

const countOf = ({ minItems, maxItems }: Schema): string =>
  minItems !== undefined && minItems === maxItems
    ? `${minItems} × `
    : minItems
      ? `list, at least ${minItems}: `
      : 'list: '

const kindsOf = (item: Schema): string => (item.type === 'object' ? 'keys' : kindOf(item))

const escaped = (text: string): string => text.replaceAll('|', '\\|')

const asObject = (schema: unknown): Schema =>
  (typeof schema === 'object' && schema !== null ? schema : {}) as Schema
