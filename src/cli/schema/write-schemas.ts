// What is generated from the schemas, as files of the repository: JSON Schemas, and the tables in docs/authoring.md.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fillBetween } from '../fill-between'
import { formatted } from '../formatted'
import { ROOT } from '../realms/build-realms'
import { fieldTable } from './field-table'
import { AUTHORED, jsonSchemaOf } from './json-schemas'

const GUIDE = path.join(ROOT, 'docs/authoring.md')

/** The content that each file should have, by its path. */
export async function generated(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  let guide = await readFile(GUIDE, 'utf8')
  for (const authored of AUTHORED) {
    const schema = jsonSchemaOf(authored)
    const file = path.join(ROOT, `docs/schemas/${authored.name}.schema.json`)
    files.set(file, await formatted(file, JSON.stringify(schema)))
    const [start, end] = [
      `<!-- keys of ${authored.file}: npm run kata -- schema -->`,
      `<!-- end of the keys of ${authored.file} -->`,
    ]
    guide = fillBetween(guide, start, end, fieldTable(schema))
  }
  return files.set(GUIDE, await formatted(GUIDE, guide))
}

export async function schemaCommand(): Promise<void> {
  for (const [file, content] of await generated()) {
    await writeFile(file, content)
    console.log(path.relative(ROOT, file))
  }
}
