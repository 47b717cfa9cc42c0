// All of the database at once: out as one bundle, and in again, in one transaction.

import type { IDBPDatabase } from 'idb'
import * as v from 'valibot'
import { err, ok } from '../core/result'
import { bundleOf, readBundle } from './bundle'
import { additionsOf, type There } from './merge'
import { Attempt, Draft, LogEvent } from './records'
import type { Schema } from './schema'
import type { Store } from './store'
import type { Tabs } from './tabs'
import { allOf, type Change, wordsFor } from './write'

const PARTS: ('drafts' | 'attempts' | 'events')[] = ['drafts', 'attempts', 'events']

export function savedEverything(
  database: IDBPDatabase<Schema>,
  tabs: Tabs,
): Pick<Store, 'exportAll' | 'importAll'> {
  return {
    exportAll: async () => {
      const [drafts, attempts, events] = await Promise.all([
        database.getAll('drafts'),
        database.getAll('attempts'),
        database.getAll('events'),
      ])
      return bundleOf({
        drafts: drafts.filter((record) => v.is(Draft, record)),
        attempts: attempts.filter((record) => v.is(Attempt, record)),
        events: events.filter((record) => v.is(LogEvent, record)),
      })
    },
    importAll: async (value) => {
      const bundle = readBundle(value)
      if (!bundle.ok) return bundle
      try {
        const change = database.transaction(PARTS, 'readwrite')
        const { merged, ...added } = additionsOf(await whatIsThere(change), bundle.value)
        const [drafts, attempts, events] = PARTS.map((name) => change.objectStore(name))
        await allOf([
          ...added.drafts.map((draft) => drafts!.put(draft, draft.exercise)),
          ...added.attempts.map((attempt) => attempts!.add(attempt)),
          ...added.events.map((event) => events!.add(event, event.uid)),
          change.done,
        ])
        tabs.tell('import', null)
        return ok(merged)
      } catch (error) {
        return err(wordsFor(error, 'what this file brings'))
      }
    },
  }
}

/** Uids also of records that cannot be read: they hold their places all the same. */
async function whatIsThere(change: Change<(typeof PARTS)[number]>): Promise<There> {
  const [drafts, attempts, events] = await Promise.all([
    change.objectStore('drafts').getAll(),
    change.objectStore('attempts').getAll(),
    change.objectStore('events').getAllKeys(),
  ])
  return {
    drafts: new Map(drafts.filter((one) => v.is(Draft, one)).map((draft) => [draft.exercise, draft])),
    attempts: new Set(attempts.map((record) => String((record as { uid?: unknown } | null)?.uid))),
    events: new Set(events),
  }
}
