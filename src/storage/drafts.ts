// Drafts in IndexedDB, one an exercise, and copies of those that gave way.

import type { IDBPDatabase } from 'idb'
import * as v from 'valibot'
import { copyOf } from './draft-copy'
import { Draft } from './records'
import type { Schema } from './schema'
import type { Store } from './store'
import type { Tabs } from './tabs'
import { write } from './write'

export function savedDrafts(
  database: IDBPDatabase<Schema>,
  tabs: Tabs,
): Pick<Store, 'readDraft' | 'saveDraft' | 'keepCopy'> {
  return {
    readDraft: async (exercise) => {
      const stored = await database.get('drafts', exercise)
      if (stored === undefined) return { kind: 'none' }
      const draft = v.safeParse(Draft, stored)
      return draft.success
        ? { kind: 'found', draft: draft.output }
        : { kind: 'corrupted', raw: asText(stored) }
    },
    saveDraft: async (draft) => {
      await write(database, ['drafts'], 'this draft', (change) => [
        change.objectStore('drafts').put(draft, draft.exercise),
      ])
      tabs.tell('draft', draft.exercise)
    },
    keepCopy: async (draft) => {
      const copy = copyOf(draft)
      // What is there already is the same text.
      await write(database, ['events'], 'a copy of what this takes the place of', (change) => [
        change.objectStore('events').put(copy, copy.uid),
      ])
      tabs.tell('event', copy.exercise)
    },
  }
}

function asText(stored: unknown): string {
  if (typeof stored === 'string') return stored
  const text = (stored as { text?: unknown } | null)?.text
  return typeof text === 'string' ? text : (JSON.stringify(stored, null, 2) ?? String(stored))
}
