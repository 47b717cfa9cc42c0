// What the log says of rehearsals: one was begun, an exercise was turned to, something was submitted, it was ended.

import * as v from 'valibot'

/** An event of the log, of whatever kind. */
export interface Logged {
  readonly uid: string
  readonly exercise: string
  readonly at: number
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

const rehearsal = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
/** The log's data is flat: a list is its items, joined by spaces. */
const list = v.pipe(
  v.string(),
  v.transform((text) => text.split(' ').filter(Boolean)),
)

const Begun = v.object({
  ...{ what: v.literal('begun'), rehearsal },
  minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(600)),
  /** None: as the posting weighs them. */
  topics: list,
  exercises: v.pipe(list, v.minLength(1)),
  /** Those of them that had never been seen. */
  unseen: list,
})
/** `chance` is how likely its author thought that it passes. */
const Submitted = v.object({
  ...{ what: v.literal('submitted'), rehearsal },
  chance: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
})
const Turned = v.object({ what: v.literal('turned'), rehearsal })
const Ended = v.object({ what: v.literal('ended'), rehearsal })

const Note = v.variant('what', [Begun, Turned, Submitted, Ended])
export type Note = v.InferOutput<typeof Note>

/** Flat data for the log. */
export type NoteData = Record<string, string | number>

export const begunData = (
  rehearsal: string,
  { minutes, topics, exercises, unseen }: Omit<v.InferOutput<typeof Begun>, 'what' | 'rehearsal'>,
): NoteData => ({
  ...{ what: 'begun', rehearsal, minutes, topics: topics.join(' ') },
  ...{ exercises: exercises.join(' '), unseen: unseen.join(' ') },
})

/** Null when the event is about something else, or not one that this version can read. */
export function noteOf({ kind, data }: Logged): Note | null {
  if (kind !== 'rehearsal') return null
  const note = v.safeParse(Note, data)
  return note.success ? note.output : null
}
