// The stores of the database, and how those of an older version become ours with all that is in them.

import type { DBSchema, IDBPDatabase } from 'idb'
import type { InstalledExercise } from './installed-exercise'
import type { Attempt } from './records'

export interface Schema extends DBSchema {
  drafts: { key: string; value: unknown }
  attempts: { key: number; value: Attempt; indexes: { exercise: string } }
  /** By the pack's id. */
  packs: { key: string; value: unknown }
  /** By the exercise's id. */
  packedExercises: { key: string; value: InstalledExercise }
}

export const VERSION = 2

/** Each version adds to the one before. */
export function upgrade(database: IDBPDatabase<Schema>, oldVersion: number): void {
  if (oldVersion < 1) {
    database.createObjectStore('drafts')
    database.createObjectStore('attempts', { autoIncrement: true }).createIndex('exercise', 'exercise')
  }
  if (oldVersion < 2) {
    database.createObjectStore('packs')
    database.createObjectStore('packedExercises')
  }
}
