// What is generated from the schemas, as files of the repository: JSON Schemas, and the tables in docs/authoring.md.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
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
    guide = withTable(guide, authored.file, fieldTable(schema))
  }
  return files.set(GUIDE, await formatted(GUIDE, guide))
}

export async function schemaCommand(): Promise<void> {
  for (const [file, content] of await generated()) {
    await writeFile(file, content)
    console.log(path.relative(ROOT, file))
  }
}

/** Puts the table between the file's two markers. */
function withTable(guide: string, file: string, table: string): string {
  const [start, end] = [
    `<!-- keys of ${file}: npm run kata -- schema -->`,
    `<!-- end of the keys of ${file} -->`,
  ]
  const [from, to] = [guide.indexOf(start), guide.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`docs/authoring.md has no place for the keys of ${file}: ${start} … ${end}`)
  return `${guide.slice(0, from + start.length)}\n\n${table}\n\n${guide.slice(to)}`
}

const formatted = async (file: string, content: string): Promise<string> =>
  format(content, { ...(await resolveConfig(file)), filepath: file })
