// Drafts and attempts for as long as the page lives.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ok } from '../../../src/core/result'
import { createMemoryStore } from '../../../src/storage/memory-store'
import { Attempt, Draft, LogEvent } from '../../../src/storage/records'
import type { Store } from '../../../src/storage/store'
import { anAttempt } from '../../support/an-attempt'

const draft = (exercise: string, text: string): Draft => ({ exercise, text, version: 'v1', savedAt: 1 })
const attempt = (exercise: string, outcome: Attempt['outcome'], at = 1): Attempt =>
  anAttempt({ exercise, outcome, at })

const hint = (exercise: string, at: number): LogEvent => ({
  ...{ uid: `hint-${exercise}-${at}`, exercise, at, kind: 'hint', data: { number: 1 } },
})

test('says why nothing outlives the page, or that all is well', () => {
  expect(createMemoryStore('denied').impairment).toBe('denied')
  expect(createMemoryStore(null).impairment).toBeNull()
})

test('gives back the last draft of each exercise', async () => {
  const store = createMemoryStore(null)
  expect(await store.readDraft('a')).toEqual({ kind: 'none' })
  await store.saveDraft(draft('a', 'one'))
  await store.saveDraft(draft('b', 'other'))
  await store.saveDraft(draft('a', 'two'))
  expect(await store.readDraft('a')).toEqual({ kind: 'found', draft: draft('a', 'two') })
  expect(await store.readDraft('b')).toEqual({ kind: 'found', draft: draft('b', 'other') })
})

test('keeps every attempt in order, and knows what is solved', async () => {
  const store = createMemoryStore(null)
  for (const entry of [attempt('a', 'failed', 1), attempt('b', 'passed', 2), attempt('a', 'infra', 3)])
    await store.appendAttempt(entry)
  expect((await store.attemptsOf('a')).map(({ at }) => at)).toEqual([1, 3])
  expect(await store.attemptsOf('c')).toEqual([])
  expect(await store.solved()).toEqual(new Set(['b']))
})

test('a record is known by its form', () => {
  expect(v.is(Draft, draft('a', 'x'))).toBe(true)
  expect(v.is(Draft, { ...draft('a', 'x'), text: 5 })).toBe(false)
  expect(v.is(Draft, draft('a', 'x'.repeat(1_000_001)))).toBe(false)
  expect(v.is(Attempt, attempt('a', 'passed'))).toBe(true)
  expect(v.is(Attempt, { ...attempt('a', 'passed'), outcome: 'great' })).toBe(false)
  expect(v.is(Attempt, attempt('a', 'passed', Infinity))).toBe(false)
  expect(v.is(LogEvent, hint('a', 1))).toBe(true)
  expect(v.is(LogEvent, { ...hint('a', 1), kind: 'gossip' })).toBe(false)
  expect(v.is(LogEvent, { ...hint('a', 1), data: { deep: {} } })).toBe(false)
})

test('keeps events, and gives those of one exercise or of all, the oldest first', async () => {
  const store = createMemoryStore(null)
  for (const event of [hint('a', 5), hint('b', 3), hint('a', 1)]) await store.appendEvent(event)
  expect((await store.events()).map(({ at }) => at)).toEqual([1, 3, 5])
  expect((await store.events('a')).map(({ at }) => at)).toEqual([1, 5])
  expect(await store.unreadable()).toBe(0)
})

describe('all that one store holds', () => {
  async function filled() {
    const store = createMemoryStore(null)
    await store.saveDraft(draft('a', 'mine'))
    await store.appendAttempt(attempt('a', 'failed', 1))
    await store.appendAttempt(attempt('a', 'passed', 2))
    await store.appendEvent(hint('a', 1))
    return store
  }
  const contentsOf = async (store: Store) => ({
    draft: await store.readDraft('a'),
    attempts: await store.attempts(),
    events: await store.events(),
  })

  test('is in another after an import, and a second import of the same adds nothing', async () => {
    const [from, to] = [await filled(), createMemoryStore(null)]
    const file: unknown = JSON.parse(JSON.stringify(await from.exportAll()))
    expect(await to.importAll(file)).toEqual(ok({ drafts: 1, attempts: 2, events: 1, copies: 0 }))
    expect(await contentsOf(to)).toEqual(await contentsOf(from))
    expect(await to.importAll(file)).toEqual(ok({ drafts: 0, attempts: 0, events: 0, copies: 0 }))
    expect(await contentsOf(to)).toEqual(await contentsOf(from))
  })

  test('is not changed by a file that is none', async () => {
    const store = await filled()
    const before = await contentsOf(store)
    const good = await store.exportAll()
    const refused = await store.importAll({ ...good, attempts: [attempt('new', 'passed'), { at: 'never' }] })
    expect(refused).toMatchObject({ ok: false })
    expect(await contentsOf(store)).toEqual(before)
  })
})
