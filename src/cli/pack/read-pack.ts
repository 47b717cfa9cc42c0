// Reads a pack's manifest, pack.yaml, and holds it against the folders beside it.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PackManifest } from '../../core/pack/schema'
import { exists } from '../exists'
import { type Located, parseYamlWithLines } from './front-matter'
import { PackError, type PackProblem } from './problems'

export const MANIFEST = 'pack.yaml'

export interface PackSource {
  readonly folder: string
  readonly manifest: PackManifest
  /** The line in pack.yaml of what stands at the end of these keys. */
  readonly lineOf: Located<unknown>['lineOf']
}

/** Throws PackError with all that is wrong with the list; its exercises have words of their own. */
export async function readPack(folder: string): Promise<PackSource> {
  const file = path.join(folder, MANIFEST)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new PackError([
      { file, message: 'The file is missing.', remedy: 'Every pack has one: `kata new` writes it.' },
    ])
  })
  const { value: manifest, lineOf } = parseYamlWithLines(text, PackManifest, file, 1, 'pack')
  const problems: PackProblem[] = []
  const say = (keys: readonly PropertyKey[], at: string, message: string, remedy: string): void =>
    void problems.push({ file, line: lineOf(keys), path: at, message, remedy })
  const name = path.basename(path.resolve(folder))
  if (manifest.id !== name)
    say(['id'], 'id', `is "${manifest.id}", but the folder is "${name}".`, 'Give both one name.')
  for (const [i, slug] of manifest.exercises.entries()) {
    const [keys, at] = [['exercises', i], `exercises[${i}]`]
    if (manifest.exercises.indexOf(slug) < i)
      say(keys, at, `lists "${slug}" a second time.`, 'Remove one of them.')
    else if (!(await exists(path.join(folder, slug, 'exercise.md'))))
      say(
        keys,
        at,
        `lists "${slug}", which has no folder with an exercise.md.`,
        'Remove it, or make it with `kata new`.',
      )
  }
  if (problems.length > 0) throw new PackError(problems)
  return { folder, manifest, lineOf }
}

/** What is wrong when the pack does not list one of its folders. */
export const unlisted = ({ folder, lineOf }: PackSource, slug: string): PackProblem => ({
  file: path.join(folder, MANIFEST),
  line: lineOf(['exercises']),
  path: 'exercises',
  message: `does not list "${slug}".`,
  remedy: 'Add it where it belongs in the order.',
})
