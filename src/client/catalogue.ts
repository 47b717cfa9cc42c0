// The built-in exercises: cards at once, pages and programs when asked for.

import * as v from 'valibot'
import entries, { paths } from 'virtual:catalogue'
import type { Answers } from '../core/pack/answers'
import { ExercisePage, ExerciseProgram } from '../core/pack/compiled'
import { remembered } from '../core/remembered'

export { paths }

export const cards = entries.map((entry) => entry.card)

export const page = remembered((id: string): Promise<ExercisePage> => fetchPart(id, 'pageUrl', ExercisePage))

/** What opens them is loaded with the first of them. */
export const answers = async (id: string): Promise<Answers | null> => {
  const { unsealAnswers } = await import('../core/pack/answers')
  return unsealAnswers(await program(id))
}

export const program = remembered((id: string): Promise<ExerciseProgram> =>
  fetchPart(id, 'programUrl', ExerciseProgram),
)

async function fetchPart<T extends v.GenericSchema>(
  id: string,
  part: 'pageUrl' | 'programUrl',
  schema: T,
): Promise<v.InferOutput<T>> {
  const entry = entries.find(({ card }) => card.id === id)
  if (!entry) throw new Error(`There is no exercise "${id}".`)
  const response = await fetch(entry[part]).catch(() => null)
  if (!response?.ok) throw new Error('The exercise could not be loaded. Check the connection and try again.')
  const parsed = v.safeParse(schema, await response.json().catch(() => null))
  if (parsed.success) return parsed.output
  const { path, message } = parsed.issues[0]
  const place = path?.map((item) => String(item.key)).join('.') ?? 'the file'
  throw new Error(
    `The exercise "${id}" does not validate at ${place}: ${message} Reload the page; if that does not help, its pack needs mending.`,
  )
}
