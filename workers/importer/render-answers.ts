// What an imported exercise shows after solving: its debrief as HTML, by our own renderer.

import type { PackedPage } from '../../src/core/pack/archive'
import { type Answers, unsealAnswers } from '../../src/core/pack/answers'
import type { ExerciseProgram } from '../../src/core/pack/compiled'
import { messageOf } from '../../src/core/result'
import { placesIn } from '../../src/statement/places'
import { renderStatement } from '../../src/statement/render'
import { Refusal } from './refusal'

/** Null when the pack brings none along. `slugs` are the exercises of its pack. Throws Refusal. */
export function renderAnswers(
  { id, images }: PackedPage,
  program: ExerciseProgram,
  slugs: readonly string[],
): Answers | null {
  const answers = unsealAnswers(program)
  if (!answers) return null
  try {
    const debrief = renderStatement(answers.debrief, placesIn(id.split('/')[0]!, slugs, images))
    return { ...answers, debrief }
  } catch (error) {
    throw new Refusal(`The debrief of "${id}" cannot be shown: ${messageOf(error).slice(0, 200)}`)
  }
}
