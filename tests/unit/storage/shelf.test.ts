// Small values that survive a reload where they can, and never throw where they cannot.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { createShelf } from '../../../src/storage/shelf'

function fakeStorage(stored: Record<string, string> = {}) {
  const map = new Map(Object.entries(stored))
  return {
    map,
    get length() {
      return map.size
    },
    key: (index: number) => [...map.keys()][index] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  }
}
const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

describe('a shelf', () => {
  test('keeps values beyond its own life, under names of its own', () => {
    const storage = fakeStorage()
    createShelf(() => storage).set('theme', 'dark')
    expect(createShelf(() => storage).get('theme', v.string())).toBe('dark')
    expect([...storage.map.keys()]).toEqual(['tensorkata/theme'])
  })

  test('has nothing under a name that was never set', () => {
    expect(createShelf(() => fakeStorage()).get('theme', v.string())).toBeUndefined()
  })

  test.each<[string, string]>([
    ['no JSON', '{oops'],
    ['another type', '5'],
    ['null', 'null'],
  ])('has nothing where %s is stored', (_, raw) => {
    expect(
      createShelf(() => fakeStorage({ 'tensorkata/theme': raw })).get('theme', v.string()),
    ).toBeUndefined()
  })

  test('takes a new value over a broken one', () => {
    const storage = fakeStorage({ 'tensorkata/theme': '{oops' })
    const shelf = createShelf(() => storage)
    shelf.set('theme', 'light')
    expect(shelf.get('theme', v.string())).toBe('light')
  })

  test('keeps values in memory where storage is denied', () => {
    const shelf = createShelf(denied)
    shelf.set('sizes', [1, 2])
    expect(shelf.get('sizes', v.array(v.number()))).toEqual([1, 2])
    expect(shelf.get('other', v.number())).toBeUndefined()
  })

  test('keeps values in memory where storage is full', () => {
    const storage = { ...fakeStorage(), setItem: denied }
    const shelf = createShelf(() => storage)
    shelf.set('theme', 'dark')
    expect(shelf.get('theme', v.string())).toBe('dark')
  })

  test('that is full does not bring an older value back', () => {
    const storage = { ...fakeStorage({ 'tensorkata/theme': '"light"' }), setItem: denied }
    const shelf = createShelf(() => storage)
    shelf.set('theme', 'dark')
    expect(shelf.get('theme', v.string())).toBe('dark')
  })

  test('gives and takes what the learner chose, not what is of one machine', () => {
    const storage = fakeStorage({ 'tensorkata/broken': '{oops', 'other/theme': '"none of ours"' })
    const shelf = createShelf(() => storage)
    for (const name of ['theme', 'measured/a/b', 'panes/main', 'here/exported-at']) shelf.set(name, name)
    expect(shelf.choices()).toEqual({ theme: 'theme' })
    const elsewhere = fakeStorage()
    const other = createShelf(() => elsewhere)
    expect(other.takeChoices({ theme: 'dark', 'here/exported-at': 5 })).toBe(true)
    expect(other.get('theme', v.string())).toBe('dark')
    expect(other.get('here/exported-at', v.number())).toBeUndefined()
    expect(other.takeChoices({ '../oops': 1 })).toBe(false)
    expect(other.takeChoices('nonsense')).toBe(false)
  })

  test('knows its choices where storage is denied', () => {
    const shelf = createShelf(denied)
    shelf.set('theme', 'dark')
    expect(shelf.choices()).toEqual({ theme: 'dark' })
  })
})
