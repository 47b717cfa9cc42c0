// Opens a ZIP that may be hostile: names and sizes are weighed before anything is inflated.

import { unzipSync } from 'fflate'
import { ARCHIVE_CAPS, MANIFEST_NAME } from '../../src/core/pack/archive'
import { Refusal } from './refusal'

const KNOWN = /^[a-z0-9]+(-[a-z0-9]+)*\/(page|program)\.json$/
const { packed, inflated, entries, ratio, ratioFrom } = ARCHIVE_CAPS

/** The files by name. Throws Refusal. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  if (bytes.length > packed) throw new Refusal(`It has more than ${packed / 1e6} MB.`)
  const seen = new Set<string>()
  let total = 0
  try {
    // An entry inflates to the size that it declares, whatever is in it: the rest is cut, and its hash is wrong.
    const files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        const fault = nameFault(name) ?? (seen.has(name) ? `It has two files named "${name}".` : null)
        if (fault) throw new Refusal(fault)
        seen.add(name)
        total += originalSize
        if (seen.size > entries) throw new Refusal(`It has more than ${entries} files.`)
        if (originalSize > ratioFrom && originalSize > ratio * size)
          throw new Refusal(`Its file "${name}" would become more than ${ratio} times larger.`)
        if (total > inflated) throw new Refusal(`It would become larger than ${inflated / 1e6} MB.`)
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('It is not a ZIP file, or it is damaged.')
  }
}

function nameFault(name: string): string | null {
  if (name === MANIFEST_NAME || KNOWN.test(name)) return null
  const shown = JSON.stringify(name.slice(0, 100))
  if (/^([/\\]|[a-z]:)/i.test(name)) return `Its file ${shown} has an absolute path.`
  if (name.includes('\\')) return `Its file ${shown} has a backslash in its name.`
  if (name.split('/').includes('..')) return `Its file ${shown} leads out of the pack.`
  return `Its file ${shown} does not belong into a pack.`
}
