// A page whose files are gone: it saves, reloads once for each build, and never in a circle.

import { describe, expect, test } from 'vitest'
import { StalePage, type StalePageDeps } from '../../src/session/stale-page.svelte'

type Memory = ReturnType<StalePageDeps['memory']>

/** What a tab remembers from load to load. */
function tab(): Memory {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

function load(build: string, memory: Memory, deps: Partial<StalePageDeps> = {}) {
  const did: string[] = []
  const page = new StalePage({
    build,
    memory: () => memory,
    leave: async () => (did.push('saved'), true),
    reload: async () => void did.push('reloaded'),
    ...deps,
  })
  return { page, did }
}

describe('a page whose files are gone', () => {
  test('saves, then reloads', async () => {
    const { page, did } = load('a', tab())
    expect(page.state).toBe('none')
    await page.miss()
    expect(did).toEqual(['saved', 'reloaded'])
  })

  test('reloads once for many files at a time', async () => {
    const { page, did } = load('a', tab())
    await Promise.all([page.miss(), page.miss(), page.miss()])
    expect(did).toEqual(['saved', 'reloaded'])
  })

  test('says after the reload what happened, once, and can be told to be quiet', async () => {
    const memory = tab()
    await load('a', memory).page.miss()
    const { page } = load('b', memory)
    expect(page.state).toBe('reloaded')
    page.dismiss()
    expect(page.state).toBe('none')
    expect(load('b', memory).page.state).toBe('none')
  })

  test('does not reload again when that did not help, and says so', async () => {
    const memory = tab()
    await load('a', memory).page.miss()
    const { page, did } = load('a', memory)
    await page.miss()
    await page.miss()
    expect([page.state, did]).toEqual(['still-missing', []])
  })

  test('ends even where two servers answer in turn with two builds that both lack files', async () => {
    const memory = tab()
    let reloads = 0
    for (let i = 0; i < 10; i++) {
      const { page, did } = load(i % 2 === 0 ? 'a' : 'b', memory)
      await page.miss()
      if (did.includes('reloaded')) reloads++
    }
    expect(reloads).toBe(2)
  })

  test('may reload again for the next build', async () => {
    const memory = tab()
    await load('a', memory).page.miss()
    const { page, did } = load('b', memory)
    await page.miss()
    expect(did).toEqual(['saved', 'reloaded'])
  })

  test('stays when something could not be saved, and says so', async () => {
    const memory = tab()
    const { page, did } = load('a', memory, { leave: async () => false })
    await page.miss()
    expect([page.state, did]).toEqual(['unsaved', []])
    expect(load('a', memory).page.state).toBe('none')
  })

  test('does not reload where a tab may remember nothing, since it could not know when to stop', async () => {
    const denied = (): never => {
      throw new DOMException('denied', 'SecurityError')
    }
    const { page, did } = load('a', tab(), { memory: denied })
    await page.miss()
    expect([page.state, did]).toEqual(['still-missing', ['saved']])
  })
})
