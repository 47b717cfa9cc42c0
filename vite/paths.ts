// Reads exercises/paths.yaml, and holds it against the exercises that exist.

import { readFile } from 'node:fs/promises'
import { parseYamlWithLines } from '../src/cli/pack/front-matter'
import { PackError, type PackProblem } from '../src/cli/pack/problems'
import { type LearningPath, LearningPaths } from '../src/core/practice/paths'

export const readPaths = async (file: string, ids: readonly string[]): Promise<LearningPath[]> =>
  parsePaths(await readFile(file, 'utf8'), file, ids)

/** Throws PackError with all that is wrong. */
export function parsePaths(text: string, file: string, ids: readonly string[]): LearningPath[] {
  const { value: paths, lineOf } = parseYamlWithLines(text, LearningPaths, file)
  const problems: PackProblem[] = []
  const say = (keys: readonly PropertyKey[], at: string, message: string, remedy: string): void =>
    void problems.push({ file, line: lineOf(keys), path: at, message, remedy })
  for (const [i, { id, exercises }] of paths.entries()) {
    if (paths.findIndex((path) => path.id === id) < i)
      say([i, 'id'], `[${i}].id`, `"${id}" is the id of a path above.`, 'Give each its own.')
    for (const [j, exercise] of exercises.entries()) {
      const [keys, at] = [[i, 'exercises', j], `[${i}].exercises[${j}]`]
      if (!ids.includes(exercise))
        say(
          keys,
          at,
          `There is no exercise "${exercise}".`,
          'Correct its name, or remove it until it exists.',
        )
      else if (exercises.indexOf(exercise) < j)
        say(keys, at, `lists "${exercise}" a second time.`, 'Remove one of them.')
    }
  }
  if (problems.length > 0) throw new PackError(problems)
  return paths
}
