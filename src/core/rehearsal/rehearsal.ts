// Rehearsals as the log tells of them. Nothing else is stored, so logs of two devices merge, and with them these.

import { type Logged, type Note, noteOf } from './notes'

export interface Rehearsal {
  readonly id: string
  readonly begunAt: number
  /** As long as it was chosen to be. */
  readonly minutes: number
  /** When it is over: when its time is up, or when it was ended before. */
  readonly endsAt: number
  readonly wasEnded: boolean
  /** None: as the posting weighs them. */
  readonly topics: readonly string[]
  readonly exercises: readonly string[]
  /** Those that had never been seen. */
  readonly unseen: readonly string[]
  /** Which exercise was in view from when on, in order. */
  readonly turns: readonly Turn[]
  /** What was sent in time, in order. */
  readonly submits: readonly Sent[]
}

export interface Turn {
  readonly exercise: string
  readonly at: number
}

export interface Sent {
  /** The attempt that came of it bears this as its mark. */
  readonly uid: string
  readonly exercise: string
  readonly at: number
  readonly chance: number
}

export const MINUTE = 60_000

type Noted<W extends Note['what']> = Logged & { readonly note: Extract<Note, { what: W }> }

/** The latest first. */
export function rehearsalsOf(events: readonly Logged[]): Rehearsal[] {
  const noted = events
    .flatMap((event) => {
      const note = noteOf(event)
      return note ? [{ ...event, note }] : []
    })
    .sort((a, b) => a.at - b.at)
  return noted
    .filter((event): event is Noted<'begun'> => event.note.what === 'begun')
    .map((begun) =>
      rehearsalOf(
        begun,
        noted.filter(({ note }) => note.rehearsal === begun.note.rehearsal),
      ),
    )
    .reverse()
}

function rehearsalOf({ at, note }: Noted<'begun'>, own: readonly Noted<Note['what']>[]): Rehearsal {
  const { rehearsal: id, minutes, topics, exercises, unseen } = note
  const limit = at + minutes * MINUTE
  const ended = own.find((event) => event.note.what === 'ended' && event.at >= at && event.at < limit)
  const endsAt = ended?.at ?? limit
  // A tab that did not know of the end, or of the start of its exercises, has nothing to say after it.
  const during = own.filter((event) => event.at >= at && event.at <= endsAt)
  const about = during.filter(({ exercise }) => exercises.includes(exercise))
  return {
    ...{ id, begunAt: at, minutes, endsAt, wasEnded: ended !== undefined, topics, exercises, unseen },
    turns: about.flatMap((event) => (event.note.what === 'turned' ? [turnOf(event)] : [])),
    submits: about.flatMap((event) =>
      event.note.what === 'submitted'
        ? [{ uid: event.uid, ...turnOf(event), chance: event.note.chance }]
        : [],
    ),
  }
}

const turnOf = ({ exercise, at }: Logged): Turn => ({ exercise, at })

export const isOver = ({ endsAt }: Pick<Rehearsal, 'endsAt'>, now: number): boolean => now >= endsAt
