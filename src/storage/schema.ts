// The stores of the database, and how those of an older version become ours with all that is in them.

import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import * as v from 'valibot'
import { newUid } from '../core/uid'
import type { InstalledExercise } from './installed-exercise'
import { EarlyAttempt } from './records'

export interface Schema extends DBSchema {
  drafts: { key: string; value: unknown }
  attempts: { key: number; value: unknown; indexes: { exercise: string; uid: string } }
  /** By their uid. They are added and never changed. */
  events: { key: string; value: unknown; indexes: { exercise: string } }
  /** By the pack's id. */
  packs: { key: string; value: unknown }
  /** By the exercise's id. */
  packedExercises: { key: string; value: InstalledExercise }
}

export const VERSION = 3

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>

/** Each version adds to the one before. */
export async function upgrade(
  database: IDBPDatabase<Schema>,
  oldVersion: number,
  _: number | null,
  transaction: Upgrade,
): Promise<void> {
  if (oldVersion < 1) {
    database.createObjectStore('drafts')
    database.createObjectStore('attempts', { autoIncrement: true }).createIndex('exercise', 'exercise')
  }
  if (oldVersion < 2) {
    database.createObjectStore('packs')
    database.createObjectStore('packedExercises')
  }
  if (oldVersion < 3) {
    database.createObjectStore('events').createIndex('exercise', 'exercise')
    transaction.objectStore('attempts').createIndex('uid', 'uid', { unique: true })
    await completeAttempts(transaction)
  }
}

/** Early attempts knew of no hints and had no name. What is no attempt is left as it is. */
async function completeAttempts(transaction: Upgrade): Promise<void> {
  const store = transaction.objectStore('attempts')
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const early = v.safeParse(EarlyAttempt, cursor.value)
    const more = { uid: newUid(), hints: 0, sawSolution: false, secondsOpen: 0, failed: [] }
    if (early.success) await cursor.update({ ...early.output, ...more })
  }
}
