// A case whose input the page shows, as a program for the scratch area. Loaded when it is first asked for.

import { callProgram } from '../core/call-program'
import { lengthOf, MOST_WRITTEN } from '../core/literal'
import type { ExercisePage } from '../core/pack/compiled'
import { seedOfCase } from '../core/random'
import { err, ok, type Result } from '../core/result'
import type { CaseResult } from '../core/verdict'
import { decodeValue } from '../protocol/wire'
import type { Carried } from './tray'

/** What comes from a grader is another's word: it is decoded, weighed and written as data. Errors are for the learner. */
export function carriedOf(
  page: Pick<ExercisePage, 'title' | 'exports'>,
  source: string,
  { title, shown }: Pick<CaseResult, 'title' | 'shown'>,
  seed: number,
): Result<Carried, string> {
  const call = shown?.call
  if (!call || typeof call.args === 'string') return err('The input of this case cannot be written down.')
  if (!page.exports.some(({ name }) => name === call.name))
    return err(`This case calls ${call.name}, which the exercise does not ask for.`)
  const decoded = decodeValue(call.args)
  if (!decoded.ok || !Array.isArray(decoded.value)) return err('The input of this case did not arrive whole.')
  if (!(lengthOf(decoded.value) <= MOST_WRITTEN))
    return err('The input of this case is too large to be written down.')
  const args = decoded.value.map((value, i) => ({ name: shown.inputs[i]?.name ?? '', value }))
  const code = callProgram({
    ...{ source, args, name: call.name },
    title: `The input of “${title}”, a case of ${page.title}: run it, and change it.`,
    ...(shown.expected === undefined ? {} : { expected: shown.expected }),
  })
  return ok({
    code,
    seed: seedOfCase(seed, title),
    what: `your code of ${page.title} and the input of “${title}”`,
  })
}
