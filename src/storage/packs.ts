// Imported packs in IndexedDB: what lists show in one store, the exercises in another, changed together.

import type { IDBPDatabase } from 'idb'
import * as v from 'valibot'
import { InstalledPack } from './records'
import type { Schema } from './schema'
import type { Store } from './store'
import type { Tabs } from './tabs'
import { type Change, write } from './write'

type PackStore = Pick<Store, 'packs' | 'packedExercise' | 'savePack' | 'removePack'>

export function savedPacks(database: IDBPDatabase<Schema>, tabs: Tabs): PackStore {
  /** All exercises of the pack: their ids open with its own and a slash. */
  const exercisesOf = (id: string): IDBKeyRange => IDBKeyRange.bound(`${id}/`, `${id}0`, false, true)
  const replace = async (id: string, put: (change: Both) => Promise<unknown>[]): Promise<void> => {
    await write(database, ['packs', 'packedExercises'], 'this pack', (change) => [
      change.objectStore('packs').delete(id),
      change.objectStore('packedExercises').delete(exercisesOf(id)),
      ...put(change),
    ])
    tabs.tell('packs', null)
  }
  return {
    packs: async () =>
      (await database.getAll('packs'))
        .filter((pack): pack is InstalledPack => v.is(InstalledPack, pack))
        .sort((a, b) => a.importedAt - b.importedAt),
    packedExercise: async (id) => {
      const stored = await database.get('packedExercises', id)
      if (stored === undefined) return undefined
      const { InstalledExercise } = await import('./installed-exercise')
      const parsed = v.safeParse(InstalledExercise, stored)
      return parsed.success ? parsed.output : undefined
    },
    savePack: (pack, exercises) =>
      replace(pack.id, (change) => [
        change.objectStore('packs').put(pack, pack.id),
        ...exercises.map((exercise) => change.objectStore('packedExercises').put(exercise, exercise.page.id)),
      ]),
    removePack: (id) => replace(id, () => []),
  }
}

type Both = Change<'packs' | 'packedExercises'>
