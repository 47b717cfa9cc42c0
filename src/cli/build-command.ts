// `kata build <pack folder>`: writes the one file in which a pack is handed on.

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ARCHIVE_CAPS } from '../core/pack/archive'
import { exists } from './exists'
import { ROOT } from './realms/build-realms'
import { UsageError } from './usage-error'
import { buildPack } from './pack/build-pack'

export async function buildCommand(given: string, options: { out?: string }): Promise<void> {
  const folder = await packFolder(given)
  const { name, bytes, manifest } = await buildPack(folder)
  if (bytes.length > ARCHIVE_CAPS.packed)
    throw new UsageError(
      `The pack has ${(bytes.length / 1e6).toFixed(1)} MB, and the app takes ${ARCHIVE_CAPS.packed / 1e6}. Make its data or pictures smaller.`,
    )
  const file = options.out ?? name
  await writeFile(file, bytes)
  const count = manifest.exercises.length
  console.log(`${file}: ${count} exercise${count === 1 ? '' : 's'}, ${Math.ceil(bytes.length / 1000)} kB`)
}

/** A path to a pack, or the name of one that ships. */
async function packFolder(given: string): Promise<string> {
  for (const folder of [path.resolve(given), path.join(ROOT, 'exercises', given)])
    if (await exists(folder)) return folder
  throw new UsageError(`There is no folder ${given}. Give the path of a pack, e.g. exercises/vision.`)
}
