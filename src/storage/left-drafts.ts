// Drafts of a page that is being left. A database may not write any more by then; localStorage does, at once.

import * as v from 'valibot'
import { Draft } from './records'
import type { Store } from './store'

/** Not the shelf's: what is there is no choice, and goes into no export before it is saved. */
const PREFIX = 'tensorkata-left/'

/** Saves what was put down before and not saved since. Never rejects: what cannot be saved stays where it is. */
export async function withLeftDrafts(store: Omit<Store, 'putDown'>, storage: () => Storage): Promise<Store> {
  const left = leftDrafts(storage)
  for (const draft of left.all()) {
    try {
      await settle(store, draft)
      left.remove(draft)
    } catch {
      // The page that is opened next tries again.
    }
  }
  return {
    ...store,
    putDown: (draft) => left.put(draft),
    saveDraft: async (draft) => {
      await store.saveDraft(draft)
      left.remove(draft)
    },
  }
}

/** The newer of the two is the draft. Of one that is older, having been put down in another tab, a copy is kept. */
async function settle(
  store: Pick<Store, 'readDraft' | 'saveDraft' | 'keepCopy'>,
  draft: Draft,
): Promise<void> {
  const stored = await store.readDraft(draft.exercise)
  if (stored.kind !== 'found' || stored.draft.savedAt < draft.savedAt) await store.saveDraft(draft)
  else if (stored.draft.text !== draft.text) await store.keepCopy(draft)
}

function leftDrafts(storage: () => Storage) {
  const read = (key: string): Draft | null => {
    try {
      const draft = v.safeParse(Draft, JSON.parse(storage().getItem(key) ?? 'null'))
      return draft.success ? draft.output : null
    } catch {
      return null
    }
  }
  const keys = (): string[] => {
    try {
      return Object.keys(storage()).filter((key) => key.startsWith(PREFIX))
    } catch {
      return []
    }
  }
  return {
    all: (): Draft[] => keys().flatMap((key) => read(key) ?? []),
    put: (draft: Draft): void => {
      try {
        storage().setItem(PREFIX + draft.exercise, JSON.stringify(draft))
      } catch {
        // Denied or full: the database is written all the same, and mostly in time.
      }
    },
    /** When `draft` or a newer one is kept elsewhere. */
    remove: (draft: Draft): void => {
      const key = PREFIX + draft.exercise
      if ((read(key)?.savedAt ?? Infinity) <= draft.savedAt) storage().removeItem(key)
    },
  }
}
