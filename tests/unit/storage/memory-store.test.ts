// Drafts and attempts for as long as the page lives.

import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createMemoryStore } from '../../../src/storage/memory-store'
import { Attempt, Draft } from '../../../src/storage/records'

const draft = (exercise: string, text: string): Draft => ({ exercise, text, version: 'v1', savedAt: 1 })
const attempt = (exercise: string, outcome: Attempt['outcome'], at = 1): Attempt => ({
  ...{ exercise, outcome, at, version: 'v1', code: '', score: 0, backend: 'cpu', seed: 1, milliseconds: 1 },
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
})
