// Which exercises the learner has seen: submitted, helped with, or met in a rehearsal.

import type { Happened, Tried } from '../progress/tried'

export interface Seen {
  /** When it was last passed; where it never was, when it was last worked on. */
  readonly at: number
  readonly isSolved: boolean
}

/** What was only looked at leaves no trace in the log, and counts as unseen. */
export function seenOf(attempts: readonly Tried[], events: readonly Happened[]): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>()
  const note = (exercise: string, at: number, isPass: boolean): void => {
    const before = seen.get(exercise)
    if (before?.isSolved && !isPass) return
    const isFirstPass = isPass && !before?.isSolved
    seen.set(exercise, { at: isFirstPass ? at : Math.max(at, before?.at ?? 0), isSolved: isPass })
  }
  for (const { exercise, at, outcome } of attempts) note(exercise, at, outcome === 'passed')
  for (const { exercise, at, kind } of events)
    if (exercise !== '' && kind !== 'draft-copy') note(exercise, at, false)
  return seen
}
