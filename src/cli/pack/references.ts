// Where the links and pictures of an exercise's texts lead: each must be somewhere that the app can show.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isElsewhere } from '../../statement/markdown'
import type { Mention } from '../../statement/inspect'
import { exerciseNamed } from '../../statement/places'
import type { PackProblem } from './problems'
import type { PackSource } from './read-pack'

const PICTURES: Readonly<Record<string, string>> = {
  ...{ '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif' },
  ...{ '.webp': 'image/webp', '.svg': 'image/svg+xml' },
}
/** They travel inside the page. */
const MOST_BYTES = 300_000

export interface Resolved {
  /** data: addresses by the source that the text names. */
  readonly images: Readonly<Record<string, string>>
  readonly inputs: readonly string[]
  readonly problems: readonly PackProblem[]
}

type Found = { readonly address: string; readonly input: string } | { readonly fault: string; remedy: string }

/** `firstLine` is the line of `file` on which the text starts. */
export async function resolveMentions(
  mentions: readonly Mention[],
  { folder, file, firstLine, pack }: { folder: string; file: string; firstLine: number; pack: PackSource },
): Promise<Resolved> {
  const images: Record<string, string> = {}
  const inputs: string[] = []
  const problems: PackProblem[] = []
  for (const { kind, target, line } of mentions) {
    const found = kind === 'image' ? await picture(folder, target) : link(pack, target)
    if (!found) continue
    if ('fault' in found)
      problems.push({
        ...{ file, line: line + firstLine - 1 },
        message: `The ${kind} "${target}" ${found.fault}`,
        remedy: found.remedy,
      })
    else {
      images[target] = found.address
      inputs.push(found.input)
    }
  }
  return { images, inputs, problems }
}

async function picture(folder: string, target: string): Promise<Found> {
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target))
    return {
      fault: 'is not a file of the exercise, and the app loads nothing from elsewhere.',
      remedy: "Put the picture into the exercise's folder, with its licence.",
    }
  const name = decoded(target)
  if (!isInside(name))
    return {
      fault: "leads out of the exercise's folder.",
      remedy: 'Put the picture into the folder, and name it from there.',
    }
  const type = PICTURES[path.posix.extname(name).toLowerCase()]
  if (!type)
    return { fault: 'is not a picture that the app shows.', remedy: 'It shows png, jpg, gif, webp and svg.' }
  const input = path.join(folder, name)
  const bytes = await readFile(input).catch(() => null)
  if (!bytes) return { fault: 'is not there.', remedy: 'Correct the path, or add the file.' }
  if (bytes.length > MOST_BYTES)
    return {
      fault: `has ${Math.round(bytes.length / 1000)} kB, which is more than ${MOST_BYTES / 1000}.`,
      remedy: 'Make it smaller: it travels inside the page.',
    }
  return { address: `data:${type};base64,${bytes.toString('base64')}`, input }
}

/** Null for a link that leads somewhere. */
function link({ manifest }: PackSource, target: string): Exclude<Found, { input: string }> | null {
  if (isElsewhere(target) || exerciseNamed(manifest.exercises, target)) return null
  const [fault, remedy] = /^\.\.\/[^./\\]+\/?$/.test(target)
    ? ['is no exercise of this pack.', 'Correct the name, or list the exercise in pack.yaml.']
    : [
        'leads nowhere in the app.',
        'Link to a full address, or to an exercise of this pack as "../its-folder".',
      ]
  return { fault, remedy }
}

/** No way up, no root, no drive, no backslash, no empty part, no end of a string for C. */
const isInside = (name: string): boolean =>
  !/[\\:\0]/.test(name) && name.split('/').every((part) => part !== '..' && part !== '') && name !== '.'

function decoded(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}
