// The database as the browser has it, under the app: read and written by tests as raw records.

import type { Page } from 'playwright-core'

export interface Records {
  readonly drafts?: readonly (readonly [key: string, value: unknown])[]
  readonly attempts?: readonly unknown[]
  readonly packs?: readonly (readonly [key: string, value: unknown])[]
}

/** Creates the database as version 2 of it was, on a page of this origin that does not open it itself. */
export const createVersion2 = (page: Page, records: Records): Promise<void> =>
  page.evaluate(async ({ drafts = [], attempts = [], packs = [] }) => {
    const request = indexedDB.open('tensorkata', 2)
    request.onupgradeneeded = () => {
      const database = request.result
      database.createObjectStore('drafts')
      database.createObjectStore('attempts', { autoIncrement: true }).createIndex('exercise', 'exercise')
      database.createObjectStore('packs')
      database.createObjectStore('packedExercises')
    }
    await new Promise((resolve) => (request.onsuccess = resolve))
    const change = request.result.transaction(['drafts', 'attempts', 'packs'], 'readwrite')
    for (const [key, value] of drafts) change.objectStore('drafts').put(value, key)
    for (const attempt of attempts) change.objectStore('attempts').add(attempt)
    for (const [key, value] of packs) change.objectStore('packs').put(value, key)
    await new Promise((resolve) => (change.oncomplete = resolve))
    request.result.close()
  }, records)

/** All that one store of the database holds, in whatever form. */
export const allOf = (page: Page, store: 'drafts' | 'attempts' | 'events'): Promise<unknown[]> =>
  page.evaluate(async (name) => {
    const opening = indexedDB.open('tensorkata')
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const reading = opening.result.transaction(name).objectStore(name).getAll()
    await new Promise((resolve) => (reading.onsuccess = resolve))
    opening.result.close()
    return reading.result as unknown[]
  }, store)

/** What a newer version of the app does when it opens: asks for another version of the database, and has it. */
export const openAsNewer = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('tensorkata', 99)
    await new Promise((resolve) => (opening.onsuccess = resolve))
    opening.result.close()
  })
