// What an import adds to what is there: nothing twice, and nothing lost.

import type { Bundle, Merged } from './bundle'
import { copyOf } from './draft-copy'
import type { Attempt, Draft, LogEvent } from './records'

export interface There {
  readonly drafts: ReadonlyMap<string, Draft>
  /** Uids of attempts, and of events. */
  readonly attempts: ReadonlySet<string>
  readonly events: ReadonlySet<string>
}

export interface Additions {
  readonly drafts: readonly Draft[]
  readonly attempts: readonly Attempt[]
  readonly events: readonly LogEvent[]
  readonly merged: Merged
}

export function additionsOf(there: There, bundle: Pick<Bundle, 'drafts' | 'attempts' | 'events'>): Additions {
  const attempts = onlyNew(bundle.attempts, there.attempts)
  const events = onlyNew(bundle.events, there.events)
  const newest = new Map(there.drafts)
  const older: Draft[] = []
  for (const draft of bundle.drafts) {
    const own = newest.get(draft.exercise)
    const isNewer = !own || draft.savedAt > own.savedAt
    if (isNewer) newest.set(draft.exercise, draft)
    if (own && own.text !== draft.text) older.push(isNewer ? own : draft)
  }
  const drafts = [...newest.values()].filter((draft) => there.drafts.get(draft.exercise) !== draft)
  const known = new Set([...there.events, ...events.map(({ uid }) => uid)])
  const copies = onlyNew(older.map(copyOf), known)
  return {
    ...{ drafts, attempts, events: [...events, ...copies] },
    merged: {
      // The same text with a later date is nothing new to its author.
      drafts: drafts.filter(({ exercise, text }) => there.drafts.get(exercise)?.text !== text).length,
      attempts: attempts.length,
      events: events.length,
      copies: copies.length,
    },
  }
}

function onlyNew<T extends { readonly uid: string }>(records: readonly T[], known: ReadonlySet<string>): T[] {
  const seen = new Set(known)
  return records.filter(({ uid }) => !seen.has(uid) && seen.add(uid))
}
