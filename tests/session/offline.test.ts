// Whether everything is kept, and whether a newer version waits: from what the browser tells to what the page shows.

import { describe, expect, test } from 'vitest'
import { Offline, type OfflineDeps, type OfflineDoor } from '../../src/session/offline.svelte'

type Watcher = Parameters<OfflineDoor['keep']>[0]

/** A browser that does what the test tells it, and notes what it was asked for. */
function stage(door: Partial<OfflineDoor> = {}, deps: Partial<OfflineDeps> = {}) {
  const asked: string[] = []
  let watcher: Watcher | undefined
  const offline = new Offline({
    openDoor: async () => ({
      isSupported: () => true,
      savesData: () => false,
      isKept: async () => false,
      size: async () => 16_355_959,
      keep: async (given) => {
        asked.push('keep')
        watcher = given
      },
      takeOver: async () => void asked.push('take over'),
      ...door,
    }),
    leave: async () => (asked.push('leave'), true),
    reload: () => asked.push('reload'),
    ...deps,
  })
  return { offline, asked, tell: () => watcher! }
}

describe('keeping everything', () => {
  test('begins without a question, tells how far it is, and is ready', async () => {
    const { offline, tell } = stage()
    expect(offline.state).toEqual({ kind: 'none' })
    await offline.open()
    tell().onProgress({ done: 5, total: 20 })
    expect(offline.state).toEqual({ kind: 'downloading', done: 5, total: 20 })
    tell().onProgress({ done: 20, total: 20 })
    tell().onKept()
    expect(offline.state).toEqual({ kind: 'ready' })
  })

  test('is asked for with its size where data is to be saved, and nothing is loaded before the answer', async () => {
    const { offline, asked, tell } = stage({ savesData: () => true })
    await offline.open()
    expect(offline.state).toEqual({ kind: 'asking', bytes: 16_355_959 })
    expect(asked).toEqual([])
    await offline.accept()
    expect(asked).toEqual(['keep'])
    tell().onKept()
    expect(offline.state).toEqual({ kind: 'ready' })
  })

  test('is not asked for again where it was done', async () => {
    const { offline, asked, tell } = stage({ savesData: () => true, isKept: async () => true })
    await offline.open()
    tell().onKept()
    expect([offline.state.kind, asked]).toEqual(['ready', ['keep']])
  })

  test('is no word to a browser that cannot', async () => {
    const { offline, asked } = stage({ isSupported: () => false })
    await offline.open()
    expect([offline.state.kind, asked]).toEqual(['none', []])
  })

  test('that fails on the way can be tried again', async () => {
    const { offline, asked, tell } = stage()
    await offline.open()
    tell().onProgress({ done: 5, total: 20 })
    tell().onFailure()
    expect(offline.state).toEqual({ kind: 'unavailable' })
    await offline.accept()
    tell().onKept()
    expect([offline.state.kind, asked]).toEqual(['ready', ['keep', 'keep']])
  })

  test.each<[string, Partial<OfflineDoor>]>([
    ['the worker is refused', { keep: () => Promise.reject(new Error('refused')) }],
    ['the size is not to be had', { savesData: () => true, size: () => Promise.reject(new Error('404')) }],
  ])('that cannot begin since %s is unavailable, not an error', async (_, door) => {
    const { offline } = stage(door)
    await offline.open()
    expect(offline.state).toEqual({ kind: 'unavailable' })
    await offline.accept()
    expect(offline.state.kind).toMatch(/unavailable/)
  })

  test('cannot be accepted when nothing was asked', async () => {
    const { offline, asked } = stage()
    await offline.accept()
    expect(asked).toEqual([])
  })
})

describe('a newer version', () => {
  async function offered(door: Partial<OfflineDoor> = {}, deps: Partial<OfflineDeps> = {}) {
    const all = stage(door, deps)
    await all.offline.open()
    all.tell().onKept()
    all.tell().onProgress({ done: 1, total: 2 })
    expect(all.offline.state).toEqual({ kind: 'ready' })
    all.tell().onUpdate()
    expect(all.offline.state).toEqual({ kind: 'update-ready' })
    return all
  }

  test('is loaded without a word, offered, and takes nothing over by itself', async () => {
    const { offline, asked, tell } = await offered()
    tell().onKept()
    tell().onProgress({ done: 2, total: 2 })
    expect([offline.state.kind, asked]).toEqual(['update-ready', ['keep']])
  })

  test('is used when it is asked for: first all is saved, then it takes over, then the page reloads', async () => {
    const { offline, asked } = await offered()
    await offline.update()
    expect(asked).toEqual(['keep', 'leave', 'take over', 'reload'])
  })

  test('reloads the page once, however often it is pressed', async () => {
    const { offline, asked } = await offered()
    await Promise.all([offline.update(), offline.update()])
    expect(asked.filter((word) => word === 'reload')).toHaveLength(1)
  })

  test('waits when something could not be saved, and can be used later', async () => {
    let canSave = false
    const { offline, asked } = await offered({}, { leave: async () => canSave })
    await offline.update()
    expect([offline.isUnsaved, offline.isSwitching, asked]).toEqual([true, false, ['keep']])
    canSave = true
    await offline.update()
    expect([offline.isUnsaved, asked]).toEqual([false, ['keep', 'take over', 'reload']])
  })

  test('is not used where there is none', async () => {
    const { offline, asked } = stage()
    await offline.update()
    expect(asked).toEqual([])
  })
})
