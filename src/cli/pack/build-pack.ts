// A pack's folder → the one file that is handed on. The same folder gives the same bytes.

import { createHash } from 'node:crypto'
import path from 'node:path'
import * as v from 'valibot'
import { strToU8, zipSync } from 'fflate'
import {
  ARCHIVE_ENDING,
  type ArchiveManifest,
  MANIFEST_NAME,
  PackedPage,
  partName,
} from '../../core/pack/archive'
import { sealAnswers } from '../../core/pack/answers'
import { type CompiledSource, compileExercise } from './compile-exercise'
import { readPack } from './read-pack'
import { PackError } from './problems'

export interface BuiltPack {
  /** "<pack>-<version>.kata.zip" */
  readonly name: string
  readonly bytes: Uint8Array
  readonly manifest: ArchiveManifest
}

/** ZIP knows no time zones, and its years start here. */
const NO_TIME = new Date(1980, 0, 1)

/** Throws PackError. */
export async function buildPack(folder: string): Promise<BuiltPack> {
  const { manifest: source } = await readPack(folder)
  const contents: Record<string, string> = {}
  for (const slug of source.exercises) {
    const compiled = await compileExercise(path.join(folder, slug))
    contents[partName(slug, 'page')] = JSON.stringify(packed(compiled, path.join(folder, slug)))
    contents[partName(slug, 'program')] = JSON.stringify({
      ...compiled.program,
      answers: sealAnswers(compiled.answers, compiled.page.id),
    })
  }
  const names = Object.keys(contents).sort()
  const files = Object.fromEntries(names.map((name) => [name, sha256(contents[name]!)]))
  const version = sha256(JSON.stringify([source, files])).slice(0, 8)
  const manifest: ArchiveManifest = { ...source, version, files }
  const entries = [[MANIFEST_NAME, JSON.stringify(manifest)], ...names.map((name) => [name, contents[name]!])]
  const bytes = zipSync(Object.fromEntries(entries.map(([name, content]) => [name, strToU8(content!)])), {
    level: 9,
    mtime: NO_TIME,
  })
  return { name: `${source.id}-${version}${ARCHIVE_ENDING}`, bytes, manifest }
}

/** With the texts as Markdown, for the app renders what comes from elsewhere itself. */
function packed({ page, texts }: CompiledSource, folder: string): PackedPage {
  const { statement, hints, images } = texts
  const parsed = v.safeParse(PackedPage, { ...page, statement, hints, images })
  if (parsed.success) return parsed.output
  throw new PackError(
    parsed.issues.map((issue) => ({
      file: folder,
      path: v.getDotPath(issue) ?? '',
      message: `is more than a pack may hold: ${issue.message}`,
      remedy: 'Make it smaller.',
    })),
  )
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')
