// Drafts, attempts and imported packs in IndexedDB.

import { type IDBPDatabase, openDB } from 'idb'
import * as v from 'valibot'
import { createMemoryStore } from './memory-store'
import { savedPacks } from './packs'
import { Attempt, Draft } from './records'
import { type Schema, upgrade, VERSION } from './schema'
import type { Store } from './store'

const DENIED =
  'This browser does not let pages keep data here (private mode, or a setting). Your code stays until you close this tab.'

const BLOCKED =
  'Another tab holds the data of an older version. Close the other tabs of this page and reload; until then your code stays only until you close this tab.'
const PATIENCE = 3_000

/** Never rejects: where storage is denied, everything is kept in memory, and `impairment` says so. */
export async function openStore(): Promise<Store> {
  try {
    const opening = openDB<Schema>('tensorkata', VERSION, { upgrade, blocking: letGo })
    const database = await Promise.race([opening, late()])
    return database ? fromDatabase(database) : createMemoryStore(BLOCKED)
  } catch {
    return createMemoryStore(DENIED)
  }
}

/** A newer page in another tab wants to change the stores: this one stops writing, and says so when it would. */
const letGo = (_: number, __: number | null, event: IDBVersionChangeEvent): void =>
  (event.target as IDBDatabase).close()

const late = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE))

function fromDatabase(database: IDBPDatabase<Schema>): Store {
  const all = async (): Promise<Attempt[]> =>
    (await database.getAll('attempts')).filter((entry) => v.is(Attempt, entry))
  return {
    impairment: null,
    readDraft: async (exercise) => {
      const stored = await database.get('drafts', exercise)
      if (stored === undefined) return { kind: 'none' }
      const draft = v.safeParse(Draft, stored)
      return draft.success
        ? { kind: 'found', draft: draft.output }
        : { kind: 'corrupted', raw: asText(stored) }
    },
    saveDraft: async (draft) => {
      const change = database.transaction('drafts', 'readwrite')
      const put = change.store.put(draft, draft.exercise)
      // At once: a page that is being left is gone before it would be told that the draft may be committed.
      change.commit()
      await Promise.all([put, change.done])
    },
    appendAttempt: async (attempt) => void (await database.add('attempts', attempt)),
    attemptsOf: async (exercise) =>
      (await database.getAllFromIndex('attempts', 'exercise', exercise)).filter((entry) =>
        v.is(Attempt, entry),
      ),
    solved: async () =>
      new Set((await all()).filter(({ outcome }) => outcome === 'passed').map(({ exercise }) => exercise)),
    ...savedPacks(database),
  }
}

function asText(stored: unknown): string {
  if (typeof stored === 'string') return stored
  const text = (stored as { text?: unknown } | null)?.text
  return typeof text === 'string' ? text : (JSON.stringify(stored, null, 2) ?? String(stored))
}
