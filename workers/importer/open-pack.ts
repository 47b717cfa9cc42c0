// A file that says it is a pack → its content, every part of it checked; or why not, in plain words.

import * as v from 'valibot'
import {
  ArchiveManifest,
  MANIFEST_NAME,
  type PackContent,
  PackedPage,
  PackedProgram,
  partName,
} from '../../src/core/pack/archive'
import { type Format, migrate, STEPS } from '../../src/core/pack/migrate'
import { unseal } from '../../src/core/pack/seal'
import { err, messageOf, ok, type Result } from '../../src/core/result'
import { Refusal } from './refusal'
import { renderPage } from './render-page'
import { unzip } from './unzip'

/** `taken` are the ids of the packs that the app brings along. */
export async function openPack(
  bytes: Uint8Array,
  taken: readonly string[],
): Promise<Result<PackContent, string>> {
  try {
    return ok(await open(bytes, taken))
  } catch (error) {
    return err(error instanceof Refusal ? error.message : `It could not be read: ${messageOf(error)}`)
  }
}

async function open(bytes: Uint8Array, taken: readonly string[]): Promise<PackContent> {
  const files = unzip(bytes)
  const manifest = parsePart(files, MANIFEST_NAME, ArchiveManifest, 'archive')
  const { id, exercises } = manifest
  if (taken.includes(id))
    throw new Refusal(
      `Its name "${id}" is that of a pack which comes with the app. Its author has to rename it.`,
    )
  if (new Set(exercises).size < exercises.length) throw new Refusal('It lists an exercise twice.')
  const expected = exercises.flatMap((slug) => [partName(slug, 'page'), partName(slug, 'program')])
  sameNames(
    expected,
    [...files.keys()].filter((name) => name !== MANIFEST_NAME),
  )
  sameNames(expected, Object.keys(manifest.files))
  for (const name of expected)
    if ((await sha256(files.get(name)!)) !== manifest.files[name])
      throw new Refusal(`Its file "${name}" is not what the manifest says: it is damaged, or was changed.`)
  const parts = exercises.map((slug) => {
    const page = parsePart(files, partName(slug, 'page'), PackedPage, 'archive')
    const program = parsePart(files, partName(slug, 'program'), PackedProgram, 'archive', false)
    checkPair(`${id}/${slug}`, page, program)
    renderPage(page, exercises)
    return { page, program }
  })
  return { manifest, exercises: parts }
}

function sameNames(expected: readonly string[], found: readonly string[]): void {
  const missing = expected.find((name) => !found.includes(name))
  if (missing !== undefined) throw new Refusal(`Its file "${missing}" is missing.`)
  const more = found.find((name) => !expected.includes(name))
  if (more !== undefined) throw new Refusal(`Its file "${more}" belongs to no exercise.`)
}

function parsePart<T extends v.GenericSchema>(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  schema: T,
  format: Format,
  hasVersion = true,
): v.InferOutput<T> {
  const bytes = files.get(name)
  if (!bytes) throw new Refusal(`It has no ${name}: it is not a pack.`)
  const data = parseJson(bytes, name)
  const migrated = hasVersion ? migrate(data, STEPS[format]) : ok(data)
  if (!migrated.ok) throw new Refusal(`${migrated.error.message} ${migrated.error.remedy}`)
  const parsed = v.safeParse(schema, migrated.value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new Refusal(
    `Its file "${name}" is not right at ${v.getDotPath(issue) ?? 'its start'}: ${issue.message.slice(0, 200)}`,
  )
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new Refusal(`Its file "${name}" has a key "__proto__".`)
      return value
    })
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`Its file "${name}" is not JSON.`)
  }
}

function checkPair(id: string, page: PackedPage, program: v.InferOutput<typeof PackedProgram>): void {
  for (const [what, part] of [['page', page] as const, ['program', program] as const])
    if (part.id !== id) throw new Refusal(`The ${what} of "${id}" says that it is "${part.id}".`)
  // Or it would come with the review of an exercise that it has nothing to do with.
  const { variationOf } = page
  if (variationOf !== undefined && variationOf.split('/')[0] !== id.split('/')[0])
    throw new Refusal(`"${id}" says that it varies "${variationOf}", which is of another pack.`)
  if (page.version !== program.version)
    throw new Refusal(`The page and the program of "${id}" are of different versions.`)
  try {
    unseal(program.sealed, id)
  } catch {
    throw new Refusal(`The tests of "${id}" are damaged.`)
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  // Only pages that are served over https, or from this machine, have it.
  if (!globalThis.crypto?.subtle)
    throw new Refusal('This page cannot check packs, because it was not served over https.')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
