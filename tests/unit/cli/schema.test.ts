// What is generated from the schemas is in the tree as it would be generated now, and says what the schemas say.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldTable } from '../../../src/cli/schema/field-table'
import { AUTHORED, jsonSchemaOf } from '../../../src/cli/schema/json-schemas'
import { generated } from '../../../src/cli/schema/write-schemas'

for (const [file, content] of await generated())
  test(`${path.basename(file)} is what "npm run kata -- schema" writes`, async () => {
    expect(await readFile(file, 'utf8').catch(() => '')).toBe(content)
  })

describe.each(AUTHORED)('the keys of $file', (authored) => {
  const schema = jsonSchemaOf(authored)

  test('are all described', () => {
    const undescribed: string[] = []
    const visit = (node: unknown, at: string): void => {
      const { properties = {}, items } = node as { properties?: object; items?: unknown }
      for (const [key, value] of Object.entries(properties)) {
        if (!(value as { description?: string }).description) undescribed.push(`${at}${key}`)
        visit(value, `${at}${key}.`)
      }
      if (items) visit(items, at)
    }
    visit(schema, '')
    expect(undescribed).toEqual([])
  })

  test('are all in the table', () => {
    const keys = Object.keys(schema.properties ?? (schema.items as { properties: object }).properties)
    for (const key of keys) expect(fieldTable(schema)).toContain(`| \`${key}\` |`)
  })
})

test('an editor is told what the program demands', () => {
  const exercise = jsonSchemaOf(AUTHORED[0]!)
  expect(exercise).toMatchObject({
    additionalProperties: false,
    properties: { difficulty: { minimum: 1, maximum: 5 }, backends: { contains: { const: 'cpu' } } },
  })
  expect(exercise.required).toContain('hints')
  expect(exercise.required).not.toContain('forbidden')
})
