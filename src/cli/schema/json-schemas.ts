// JSON Schemas for editors, from the schemas that the program itself validates with.

import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { FrontMatter, PackManifest } from '../../core/pack/schema'
import { EquivalentList } from '../mutation/equivalents'

export interface AuthoredFile {
  /** What an author writes. */
  readonly file: string
  /** docs/schemas/<name>.schema.json */
  readonly name: string
  readonly schema: v.GenericSchema
}

export const AUTHORED: readonly AuthoredFile[] = [
  { file: 'exercise.md', name: 'exercise', schema: FrontMatter },
  { file: 'pack.yaml', name: 'pack', schema: PackManifest },
  { file: 'equivalent.yaml', name: 'equivalent', schema: EquivalentList },
]

export const jsonSchemaOf = ({ file, schema }: AuthoredFile): JsonSchema => ({
  title: file === 'exercise.md' ? 'The front matter of exercise.md' : file,
  ...toJsonSchema(schema as v.GenericSchema & Parameters<typeof toJsonSchema>[0], {
    typeMode: 'input',
    target: 'draft-07',
    overrideAction: ({ valibotAction, jsonSchema }) => {
      const { type, requirement } = valibotAction as { type: string; requirement?: unknown }
      if (type === 'includes')
        return { ...jsonSchema, pattern: undefined, contains: { const: requirement as string } }
      // JSON Schema has no flags: a line's start is written out.
      if (requirement instanceof RegExp && requirement.flags === 'm')
        return { ...jsonSchema, pattern: requirement.source.replace(/^\^/, '(^|\\n)') }
      return undefined
    },
  }),
})
