// One change of the database: all of it or nothing, committed at once, and where it fails, in words for the learner.

import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import { messageOf } from '../core/result'
import type { Schema } from './schema'

type Name = StoreNames<Schema>
export type Change<N extends Name> = IDBPTransaction<Schema, N[], 'readwrite'>

/** `what` is what is not kept when this fails: "this attempt". */
export async function write<N extends Name>(
  database: IDBPDatabase<Schema>,
  names: N[],
  what: string,
  put: (change: Change<N>) => readonly Promise<unknown>[],
): Promise<void> {
  try {
    const change = database.transaction(names, 'readwrite')
    const requests = put(change)
    // At once: a page that is being left is gone before it would be told that the change may be committed.
    change.commit()
    await allOf([...requests, change.done])
  } catch (error) {
    throw new Error(wordsFor(error, what))
  }
}

/** Rejects with what went wrong first in time, not with the "aborted" of all that came after it. */
export async function allOf(promises: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  )
  if (failed.length > 0) throw failed.find((error) => nameOf(error) !== 'AbortError') ?? failed[0]
}

export function wordsFor(error: unknown, what: string): string {
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return `There is no room left here for ${what}. Export everything on the progress page, then remove a pack that you imported, or free some space on this device.`
    case 'InvalidStateError':
      return `Another tab runs a newer version of this page, so this one keeps ${what} no longer. Copy your code, then reload this tab.`
    default:
      return messageOf(error)
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')
