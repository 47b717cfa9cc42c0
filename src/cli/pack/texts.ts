// An exercise's texts: statement, hints and debrief, whose formulas parse and whose links and pictures lead somewhere.

import path from 'node:path'
import { inspect } from '../../statement/inspect'
import { PackError, type PackProblem } from './problems'
import type { ExerciseSource } from './read-exercise'
import type { PackSource } from './read-pack'
import { resolveMentions } from './references'

export interface SourceTexts {
  /** Markdown. */
  readonly statement: string
  /** Markdown of a line each. */
  readonly hints: readonly string[]
  /** Markdown. */
  readonly debrief: string
  /** data: addresses by the source that a text names. */
  readonly images: Readonly<Record<string, string>>
  readonly inputs: readonly string[]
}

/** Throws PackError with all that is wrong. */
export async function readTexts(source: ExerciseSource, pack: PackSource): Promise<SourceTexts> {
  const { folder, statement, statementLine, debrief, lineOf } = source
  const { hints } = source.frontMatter
  const at = (name: string): string => path.join(folder, name)
  const checked = [
    await check(statement, at('exercise.md'), statementLine, folder, pack),
    ...(await Promise.all(
      hints.map((hint, i) => check(hint, at('exercise.md'), lineOf(['hints', i]), folder, pack)),
    )),
  ]
  const after = await check(debrief, at('debrief.md'), 1, folder, pack)
  const problems = [...checked.flatMap((text) => text.problems).sort(byLine), ...after.problems]
  if (problems.length > 0) throw new PackError(problems)
  const all = [...checked, after]
  return {
    ...{ statement, hints, debrief },
    images: Object.assign({}, ...all.map(({ images }) => images)) as Record<string, string>,
    inputs: [at('debrief.md'), ...all.flatMap(({ inputs }) => inputs)],
  }
}

async function check(text: string, file: string, firstLine: number, folder: string, pack: PackSource) {
  const { mentions, faults } = inspect(text)
  const { problems, ...resolved } = await resolveMentions(mentions, { folder, file, firstLine, pack })
  const formulas = faults.map(({ line, message }): PackProblem => ({
    ...{ file, line: line + firstLine - 1 },
    message: `${message.trim()}.`.replace(/\.\.$/, '.'),
    remedy: 'Mend the formula.',
  }))
  return { ...resolved, problems: [...formulas, ...problems].sort(byLine) }
}

const byLine = (a: PackProblem, b: PackProblem): number => a.line! - b.line!
