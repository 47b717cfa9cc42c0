// What the learner chose for good.

import { describe, expect, test } from 'vitest'
import { FONT_SIZES, Settings } from '../../src/session/settings.svelte'
import { createShelf, type Shelf } from '../../src/storage/shelf'

function shelfOf(stored: Record<string, unknown> = {}): Shelf {
  const map = new Map(
    Object.entries(stored).map(([key, value]) => [`tensorkata/${key}`, JSON.stringify(value)]),
  )
  return createShelf(() => ({
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
  }))
}

describe('settings', () => {
  test('begin with their defaults', () => {
    const { theme, fontSize, wordWrap, wish } = new Settings(shelfOf())
    expect([theme, fontSize, wordWrap, wish]).toEqual(['system', FONT_SIZES.usual, false, 'auto'])
  })

  test('are kept for the next time', () => {
    const shelf = shelfOf()
    const settings = new Settings(shelf)
    settings.theme = 'dark'
    settings.fontSize = 18
    settings.wordWrap = true
    settings.wish = 'wasm'
    expect([settings.theme, settings.fontSize, settings.wordWrap, settings.wish]).toEqual([
      'dark',
      18,
      true,
      'wasm',
    ])
    const { theme, fontSize, wordWrap, wish } = new Settings(shelf)
    expect([theme, fontSize, wordWrap, wish]).toEqual(['dark', 18, true, 'wasm'])
  })

  test('fall back one by one where what is stored does not fit', () => {
    const settings = new Settings(
      shelfOf({ theme: 'pink', 'font-size': 500, 'word-wrap': true, backend: 'tpu' }),
    )
    expect([settings.theme, settings.fontSize, settings.wordWrap, settings.wish]).toEqual([
      ...['system', FONT_SIZES.usual, true, 'auto'],
    ])
  })

  test('keep the size of the text within its bounds', () => {
    const settings = new Settings(shelfOf())
    settings.fontSize = 100
    expect(settings.fontSize).toBe(FONT_SIZES.most)
    settings.fontSize = 1
    expect(settings.fontSize).toBe(FONT_SIZES.least)
  })

  test('remember panes by group and the measured backend by exercise', () => {
    const settings = new Settings(shelfOf({ 'panes/broken': ['a'], 'measured/x/y': 'tpu' }))
    settings.savePaneSizes('main', [30, 70])
    settings.saveMeasuredBackend('a/b', 'wasm')
    expect(settings.paneSizes('main')).toEqual([30, 70])
    expect(settings.paneSizes('other')).toBeUndefined()
    expect(settings.paneSizes('broken')).toBeUndefined()
    expect(settings.measuredBackend('a/b')).toBe('wasm')
    expect(settings.measuredBackend('x/y')).toBeUndefined()
  })
})
