// Finds the exercises behind the paths of a command.

import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { exists } from './exists'
import { ROOT } from './realms/build-realms'
import { UsageError } from './usage-error'

const EXERCISES = path.join(ROOT, 'exercises')

/** The folder of "<pack>/<slug>", or of a path to it. Throws UsageError. */
export async function exerciseFolder(name: string): Promise<string> {
  for (const folder of [path.join(EXERCISES, name), path.resolve(name)])
    if (await exists(path.join(folder, 'exercise.md'))) return folder
  const known = (await exercisesUnder(EXERCISES)).map((folder) =>
    path.relative(EXERCISES, folder).replaceAll(path.sep, '/'),
  )
  throw new UsageError(`There is no exercise "${name}". There are: ${known.join(', ')}.`)
}

/** Every exercise at or below the folder, in order of path. */
export async function exercisesUnder(folder: string): Promise<string[]> {
  if (await exists(path.join(folder, 'exercise.md'))) return [folder]
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .sort()
  return (await Promise.all(folders.map((name) => exercisesUnder(path.join(folder, name))))).flat()
}

/** The exercises of a command's paths; all that ship when there is none. Throws UsageError. */
export async function exercisesOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const given of paths.length > 0 ? paths : [EXERCISES]) {
    const under = await exercisesUnder(path.resolve(given))
    found.push(...(under.length > 0 ? under : [await exerciseFolder(given)]))
  }
  return [...new Set(found)]
}
