// Attempts and events in IndexedDB. Both are only added to; what cannot be read is left out, and left there.

import type { IDBPDatabase } from 'idb'
import * as v from 'valibot'
import { Attempt, LogEvent } from './records'
import type { Schema } from './schema'
import type { Store } from './store'
import type { Tabs } from './tabs'
import { write } from './write'

type Logs = Pick<
  Store,
  'appendAttempt' | 'attemptsOf' | 'attempts' | 'solved' | 'appendEvent' | 'events' | 'unreadable'
>

export function savedLogs(database: IDBPDatabase<Schema>, tabs: Tabs, onKept: () => void): Logs {
  const attempts = async (): Promise<Attempt[]> => readable(Attempt, await database.getAll('attempts'))
  return {
    appendAttempt: async (attempt) => {
      await write(database, ['attempts'], 'this attempt', (change) => [
        change.objectStore('attempts').add(attempt),
      ])
      tabs.tell('attempt', attempt.exercise)
      onKept()
    },
    attemptsOf: async (exercise) =>
      readable(Attempt, await database.getAllFromIndex('attempts', 'exercise', exercise)),
    attempts,
    solved: async () =>
      new Set(
        (await attempts()).filter(({ outcome }) => outcome === 'passed').map(({ exercise }) => exercise),
      ),
    appendEvent: async (event) => {
      await write(database, ['events'], 'this note of what you opened', (change) => [
        change.objectStore('events').add(event, event.uid),
      ])
      tabs.tell('event', event.exercise)
    },
    events: async (exercise) =>
      readable(
        LogEvent,
        exercise === undefined
          ? await database.getAll('events')
          : await database.getAllFromIndex('events', 'exercise', exercise),
      ),
    unreadable: async () => {
      const [attempts, events] = await Promise.all([database.getAll('attempts'), database.getAll('events')])
      const good = readable(Attempt, attempts).length + readable(LogEvent, events).length
      return attempts.length + events.length - good
    },
  }
}

/** The oldest first: an import adds old ones last. */
function readable<T extends v.GenericSchema<unknown, { at: number }>>(
  schema: T,
  stored: readonly unknown[],
): v.InferOutput<T>[] {
  return stored
    .filter((record): record is v.InferOutput<T> => v.is(schema, record))
    .sort((one, other) => one.at - other.at)
}
