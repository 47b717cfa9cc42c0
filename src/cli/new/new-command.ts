// `kata new <pack>/<slug>`: a small right exercise to change into one's own, listed in its pack.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isSeq, parseDocument } from 'yaml'
import { exists } from '../exists'
import { MANIFEST } from '../pack/read-pack'
import { ROOT } from '../realms/build-realms'
import { UsageError } from '../usage-error'

/** The files of the exercise with ".txt" after their names, so that they are nobody's program. */
const TEMPLATE = path.join(ROOT, 'src/cli/new/template')
const NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/

export async function newCommand(name: string): Promise<void> {
  const folder = await scaffold(name, path.join(ROOT, 'exercises'))
  const shown = path.relative(process.cwd(), folder)
  console.log(
    `${shown} is there: a small exercise that is right as it is. Change it into yours, from TODO to TODO.`,
  )
  console.log(`Prove it with: npm run kata -- check ${shown}`)
}

/** The new exercise's folder under `exercises`. Throws UsageError, and leaves everything as it was. */
export async function scaffold(name: string, exercises: string): Promise<string> {
  const [, pack, slug] = NAME.exec(name) ?? []
  if (!pack || !slug)
    throw new UsageError(
      `"${name}" is not <pack>/<slug>, each of lower-case words joined by hyphens, e.g. "vision/image-convolution".`,
    )
  const folder = path.join(exercises, pack, slug)
  if (await exists(folder))
    throw new UsageError(`${folder} is there already. Choose another name, or remove it.`)
  const manifest = path.join(exercises, pack, MANIFEST)
  const listed = listedIn(await readFile(manifest, 'utf8').catch(() => null), pack, slug, manifest)
  const entries = await readdir(TEMPLATE, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((found) => found.isFile())) {
    const from = path.join(entry.parentPath, entry.name)
    const to = path.join(folder, path.relative(TEMPLATE, from).replace(/\.txt$/, ''))
    await mkdir(path.dirname(to), { recursive: true })
    await writeFile(to, (await readFile(from, 'utf8')).replaceAll('{{slug}}', slug))
  }
  await writeFile(manifest, listed)
  return folder
}

/** pack.yaml with the exercise at the end of its list, and all that its author wrote. */
function listedIn(text: string | null, pack: string, slug: string, file: string): string {
  if (text === null) return freshManifest(pack, slug)
  const document = parseDocument(text)
  const list = document.get('exercises')
  if (document.errors.length > 0 || !isSeq(list))
    throw new UsageError(`${file} has no list of exercises that could be read. Mend it first.`)
  if ((list.toJSON() as unknown[]).includes(slug)) return text
  list.add(document.createNode(slug))
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const freshManifest = (
  pack: string,
  slug: string,
): string => `# The pack's manifest: docs/authoring.md says what each key means.
schemaVersion: 1
id: ${pack}
title: ${pack[0]!.toUpperCase()}${pack.slice(1).replaceAll('-', ' ')}
summary: 'TODO: say in a sentence what one learns here.'
authors: ['TODO: your name']
license: MIT
exercises:
  - ${slug}
`
