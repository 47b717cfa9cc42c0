// A draft put down by a page that was left before its save was through.

import { describe, expect, test } from 'vitest'
import { withLeftDrafts } from '../../../src/storage/left-drafts'
import { createMemoryStore } from '../../../src/storage/memory-store'
import type { Draft } from '../../../src/storage/records'
import type { Store } from '../../../src/storage/store'

const ID = 'pack/slug'
const draft = (text: string, savedAt: number): Draft => ({ exercise: ID, text, version: 'v', savedAt })

/** As a browser's, whose keys are its own properties. */
function fakeStorage(): Storage {
  return Object.create(
    {
      getItem(this: Record<string, string>, key: string) {
        return this[key] ?? null
      },
      setItem(this: Record<string, string>, key: string, value: string) {
        this[key] = value
      },
      removeItem(this: Record<string, string>, key: string) {
        Reflect.deleteProperty(this, key)
      },
    },
    {},
  ) as Storage
}

async function contentsOf(store: Store) {
  const read = await store.readDraft(ID)
  const copies = (await store.events(ID)).map(({ data }) => data.text)
  return [read.kind === 'found' ? read.draft.text : read.kind, copies]
}

describe('a draft that was put down', () => {
  test('is saved by the next page, and is on no one’s hands then', async () => {
    const storage = fakeStorage()
    const memory = createMemoryStore(null)
    const leaving = await withLeftDrafts(memory, () => storage)
    await leaving.saveDraft(draft('saved', 1))
    leaving.putDown(draft('typed last', 2))
    expect(await contentsOf(memory)).toEqual(['saved', []])
    const next = await withLeftDrafts(memory, () => storage)
    expect(await contentsOf(next)).toEqual(['typed last', []])
    expect(Object.keys(storage)).toEqual([])
  })

  test('is forgotten when its save was in time', async () => {
    const storage = fakeStorage()
    const store = await withLeftDrafts(createMemoryStore(null), () => storage)
    store.putDown(draft('typed last', 2))
    await store.saveDraft(draft('typed last', 3))
    expect(Object.keys(storage)).toEqual([])
  })

  test('is not forgotten for a save that was begun before it', async () => {
    const storage = fakeStorage()
    const memory = createMemoryStore(null)
    const store = await withLeftDrafts(memory, () => storage)
    store.putDown(draft('typed last', 5))
    await store.saveDraft(draft('typed', 4))
    expect(await contentsOf(await withLeftDrafts(memory, () => storage))).toEqual(['typed last', []])
  })

  test('gives way to a newer one of another tab, and is kept as a copy', async () => {
    const storage = fakeStorage()
    const memory = createMemoryStore(null)
    const store = await withLeftDrafts(memory, () => storage)
    store.putDown(draft('mine', 2))
    await memory.saveDraft(draft('theirs', 3))
    expect(await contentsOf(await withLeftDrafts(memory, () => storage))).toEqual(['theirs', ['mine']])
    expect(Object.keys(storage)).toEqual([])
  })

  test('is no copy of the same text', async () => {
    const storage = fakeStorage()
    const memory = createMemoryStore(null)
    const store = await withLeftDrafts(memory, () => storage)
    store.putDown(draft('same', 2))
    await memory.saveDraft(draft('same', 3))
    expect(await contentsOf(await withLeftDrafts(memory, () => storage))).toEqual(['same', []])
  })

  test('stays where it is while it cannot be saved', async () => {
    const storage = fakeStorage()
    const memory = createMemoryStore(null)
    const full = { ...memory, saveDraft: () => Promise.reject(new Error('full')) }
    const store = await withLeftDrafts(full, () => storage)
    store.putDown(draft('typed last', 2))
    await withLeftDrafts(full, () => storage)
    expect(await contentsOf(await withLeftDrafts(memory, () => storage))).toEqual(['typed last', []])
  })
})

test('what is stored there and is no draft is passed over', async () => {
  const storage = fakeStorage()
  storage.setItem('tensorkata-left/pack/slug', '{oops')
  storage.setItem('tensorkata-left/pack/other', '{"text":5}')
  const store = await withLeftDrafts(createMemoryStore(null), () => storage)
  expect(await contentsOf(store)).toEqual(['none', []])
})

test('where localStorage is denied, the store is as it was', async () => {
  const store = await withLeftDrafts(createMemoryStore(null), () => {
    throw new DOMException('denied', 'SecurityError')
  })
  store.putDown(draft('typed', 1))
  await store.saveDraft(draft('typed', 1))
  expect(await contentsOf(store)).toEqual(['typed', []])
})
