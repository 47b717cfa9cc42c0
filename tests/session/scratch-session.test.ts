// The scratch area: its text, its runs, and what is brought in from elsewhere.

import type { View } from '../../src/core/views'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LearnerWatcher } from '../../src/judging/submission'
import type { ProgramEnd, ProgramWish } from '../../src/judging/run-program'
import { SCRATCH_PROGRAM } from '../../src/session/scratch-program'
import { SCRATCH_ID, type ScratchDeps, ScratchSession } from '../../src/session/scratch-session.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import type { Store } from '../../src/storage/store'

const END: ProgramEnd = { outcome: 'finished', problems: [], backend: 'cpu', seed: 7, milliseconds: 3 }

interface Asked {
  readonly wish: ProgramWish
  readonly watcher: Required<LearnerWatcher>
  readonly signal: AbortSignal
  answer(end: ProgramEnd): Promise<void>
  fail(error: Error): Promise<void>
}

const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0))

async function open(
  store: Store = createMemoryStore(null),
  settings: ScratchDeps['settings'] = settingsOf(),
) {
  const asked: Asked[] = []
  const run: ScratchDeps['lab']['run'] = (wish, watcher, signal) =>
    new Promise((resolve, reject) => {
      asked.push({
        ...{ wish, signal, watcher: watcher as Required<LearnerWatcher> },
        answer: (end) => (resolve(end), settle()),
        fail: (error) => (reject(error), settle()),
      })
    })
  const deps = { lab: { warm: () => {}, run }, store, settings, now: Date.now, newSeed: () => 7 }
  return { session: await ScratchSession.open(deps), asked, store, settings }
}
const settingsOf = (): ScratchDeps['settings'] => ({ wish: 'auto', scratchSeed: undefined as never })
const textIn = async (store: Store): Promise<string | null> => {
  const read = await store.readDraft(SCRATCH_ID)
  return read.kind === 'found' ? read.draft.text : null
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the text', () => {
  test('is a program to begin with, until there is another, which is kept as it is typed', async () => {
    const { session, store } = await open()
    expect([session.source, session.isChanged, await textIn(store)]).toEqual([SCRATCH_PROGRAM, false, null])
    session.edit('mine')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await textIn(store)).toBe('mine')
    session.close()
    expect((await open(store)).session.source).toBe('mine')
  })

  test('that cannot be read is handed out, and nothing is written over it', async () => {
    const store: Store = {
      ...createMemoryStore(null),
      readDraft: () => Promise.resolve({ kind: 'corrupted', raw: '{"te' }),
    }
    const { session } = await open(store)
    expect([session.source, session.corrupted]).toEqual([SCRATCH_PROGRAM, '{"te'])
    session.dismissCorrupted()
    expect(session.corrupted).toBeNull()
  })
})

describe('a run', () => {
  test('asks for the text with its seed and backend, and says how it went', async () => {
    const { session, asked } = await open()
    session.edit('code')
    void session.run()
    expect(session.isWorking).toBe(true)
    expect(asked[0]!.wish).toEqual({ source: 'code', seed: 7, wish: 'auto' })
    asked[0]!.watcher.onLogs([{ level: 'log', text: 'hi' }])
    asked[0]!.watcher.onProgress(0.5)
    expect(session.phase).toMatchObject({ kind: 'working', progress: 0.5 })
    await asked[0]!.answer(END)
    expect(session.phase).toEqual({ kind: 'done', end: END })
    expect(session.output.logs).toEqual([{ level: 'log', text: 'hi' }])
  })

  test('can be gone through again once it is over, and not while it tells how far it is', async () => {
    const { session, asked } = await open()
    const state = (title: string): View => ({ kind: 'table', id: 't', title, columns: ['a'], rows: [] })
    void session.run()
    for (const title of ['first', 'second']) asked[0]!.watcher.onView(state(title))
    asked[0]!.watcher.onProgress(0.5)
    expect(session.output.pictures.replay).toBeNull()
    await asked[0]!.answer(END)
    expect(session.output.pictures.replay?.words).toBe('Frame 2 of 2')
  })

  test('marks the line of its error, and the next run begins anew', async () => {
    const { session, asked } = await open()
    void session.run()
    const problems = [
      { kind: 'threw' as const, message: 'no', line: 3 },
      { kind: 'threw' as const, message: 'x' },
    ]
    await asked[0]!.answer({ ...END, outcome: 'failed', problems })
    expect(session.marks).toEqual([problems[0]])
    void session.run()
    expect([session.marks, session.output.logs]).toEqual([[], []])
  })

  test('is one at a time, is stopped by stop and by close, and is not heard when it is over', async () => {
    const { session, asked } = await open()
    void session.run()
    void session.run()
    expect(asked).toHaveLength(1)
    session.stop()
    expect(asked[0]!.signal.aborted).toBe(true)
    session.reset()
    asked[0]!.watcher.onLogs([{ level: 'log', text: 'late' }])
    await asked[0]!.answer(END)
    expect([session.phase.kind, session.output.logs]).toEqual(['idle', []])
    void session.run()
    session.close()
    expect(asked[1]!.signal.aborted).toBe(true)
  })

  test('is broken when the lab fails, with its words', async () => {
    const { session, asked } = await open()
    void session.run()
    await asked[0]!.fail(new Error('Check the connection.'))
    expect(session.phase).toEqual({ kind: 'broken', message: 'Check the connection.' })
  })
})

describe('the seed', () => {
  test('stays from visit to visit, is a whole number, and stands where none is given', async () => {
    const { session, settings } = await open()
    expect([session.seed, settings.scratchSeed]).toEqual([7, 7])
    session.seed = 41.6
    expect([session.seed, settings.scratchSeed]).toEqual([42, 42])
    session.seed = Number.NaN
    session.seed = -5
    expect(session.seed).toBe(0)
    session.seed = 1e12
    expect(session.seed).toBe(2 ** 32 - 1)
    expect((await open(undefined, { wish: 'cpu', scratchSeed: 5 })).session.seed).toBe(5)
  })
})

describe('what is brought in', () => {
  const carried = { code: 'brought', seed: 99, what: 'a case' }

  test('takes the place of what was there, of which a copy is kept, also after a reload', async () => {
    const { session, store } = await open()
    session.edit('precious')
    expect(await session.bring(carried)).toBeNull()
    expect([session.source, session.seed, await textIn(store)]).toEqual(['brought', 99, 'brought'])
    expect(session.earlier.map(({ text }) => text)).toEqual(['precious'])
    const { session: again } = await open(store)
    expect(again.earlier.map(({ text }) => text)).toEqual(['precious'])
    await vi.advanceTimersByTimeAsync(5)
    expect(await again.replace('precious')).toBeNull()
    expect(again.source).toBe('precious')
    expect(again.earlier.map(({ text }) => text)).toEqual(['brought', 'precious'])
  })

  test('keeps no copy of the program to begin with', async () => {
    const { session } = await open()
    await session.bring(carried)
    expect(session.earlier).toEqual([])
  })

  test('is left out, with words, where what is there could not be kept', async () => {
    const store: Store = { ...createMemoryStore(null), keepCopy: () => Promise.reject(new Error('No room.')) }
    const { session } = await open(store)
    session.edit('precious')
    expect(await session.bring(carried)).toMatch(/^Nothing was changed.*No room\.$/)
    expect([session.source, session.seed]).toEqual(['precious', 7])
  })
})
