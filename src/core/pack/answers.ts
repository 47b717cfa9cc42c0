// What is read after solving, or by who gives up: the debrief, the reference, and other right solutions.

import * as v from 'valibot'
import type { ExerciseProgram } from './compiled'
import { seal, unseal } from './seal'

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))

export const Answers = v.object({
  /** HTML where the app shows it, Markdown in the file of a pack. */
  debrief: text(1_500_000),
  /** solution.ts, as its author wrote it. */
  reference: text(200_000),
  accepted: v.pipe(v.array(v.object({ name: text(200), code: text(200_000) })), v.maxLength(50)),
})
export type Answers = v.InferOutput<typeof Answers>

/** Encrypted as the tests are, for the same reason and no better. */
export const sealAnswers = (answers: Answers, id: string): string => seal(JSON.stringify(answers), roomOf(id))

/** Null when the program brings none along, or they are damaged. */
export function unsealAnswers({ id, answers }: ExerciseProgram): Answers | null {
  if (answers === undefined) return null
  try {
    const parsed = v.safeParse(Answers, JSON.parse(unseal(answers, roomOf(id))))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

const roomOf = (id: string): string => `${id}/answers`
