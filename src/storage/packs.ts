// Imported packs in IndexedDB: what lists show in one store, the exercises in another, changed together.

import type { IDBPDatabase } from 'idb'
import * as v from 'valibot'
import type { InstalledExercise } from './installed-exercise'
import { InstalledPack } from './records'
import type { Schema } from './schema'
import type { Store } from './store'

type PackStore = Pick<Store, 'packs' | 'packedExercise' | 'savePack' | 'removePack'>

export function savedPacks(database: IDBPDatabase<Schema>): PackStore {
  /** All exercises of the pack: their ids open with its own and a slash. */
  const exercisesOf = (id: string): IDBKeyRange => IDBKeyRange.bound(`${id}/`, `${id}0`, false, true)
  const change = async (id: string, put: (stores: Stores) => Promise<unknown>[]): Promise<void> => {
    const transaction = database.transaction(['packs', 'packedExercises'], 'readwrite')
    const stores = {
      packs: transaction.objectStore('packs'),
      exercises: transaction.objectStore('packedExercises'),
    }
    const cleared = [stores.packs.delete(id), stores.exercises.delete(exercisesOf(id))]
    await Promise.all([...cleared, ...put(stores), transaction.done])
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
      change(pack.id, (stores) => [
        stores.packs.put(pack, pack.id),
        ...exercises.map((exercise) => stores.exercises.put(exercise, exercise.page.id)),
      ]),
    removePack: (id) => change(id, () => []),
  }
}

interface Stores {
  readonly packs: { put(pack: InstalledPack, key: string): Promise<unknown> }
  readonly exercises: { put(exercise: InstalledExercise, key: string): Promise<unknown> }
}
