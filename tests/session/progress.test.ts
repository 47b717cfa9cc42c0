// Which exercises are solved, how each stands, and what the page tells.

import { expect, test } from 'vitest'
import { Progress } from '../../src/session/progress.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import type { Change } from '../../src/storage/store'
import { anAttempt } from '../support/an-attempt'

test('progress follows the store, and keeps what it knew when the store fails', async () => {
  const store = createMemoryStore(null)
  const progress = new Progress(store)
  expect(progress.solved).toEqual(new Set())
  await store.appendAttempt(anAttempt({ exercise: 'a/b', at: 1 }))
  await progress.refresh()
  expect(progress.solved).toEqual(new Set(['a/b']))
  store.attempts = () => Promise.reject(new Error('gone'))
  await progress.refresh()
  expect(progress.solved).toEqual(new Set(['a/b']))
})

test('an exercise stands by its best attempt, and is solved for good', async () => {
  const store = createMemoryStore(null)
  const progress = new Progress(store)
  const exercise = 'a/b'
  await store.appendAttempt(anAttempt({ exercise, outcome: 'failed', score: 0.5, at: 1 }))
  await progress.refresh()
  expect(progress.standing.get(exercise)).toEqual({ solved: false, best: 0.5, lastAt: 1, attempts: 1 })
  expect(progress.solved.size).toBe(0)
  await store.appendAttempt(anAttempt({ exercise, at: 2 }))
  await store.appendAttempt(anAttempt({ exercise, outcome: 'failed', score: 0.2, at: 3 }))
  await progress.refresh()
  expect(progress.standing.get(exercise)).toEqual({ solved: true, best: 1, lastAt: 3, attempts: 3 })
})

test('what another tab logs is seen here', async () => {
  const store = createMemoryStore(null)
  let tell!: (change: Change) => void
  store.onChange = (listener) => ((tell = listener), () => {})
  const progress = new Progress(store)
  await store.appendAttempt(anAttempt({ exercise: 'a/b' }))
  tell({ what: 'draft', exercise: 'a/b' })
  await Promise.resolve()
  expect([progress.solved.size, progress.revision]).toEqual([0, 0])
  tell({ what: 'attempt', exercise: 'a/b' })
  await new Promise((resolve) => setTimeout(resolve))
  expect([progress.solved.size, progress.revision]).toEqual([1, 1])
})

test('the page is told of all that was done, of drafts kept as copies and of what cannot be read', async () => {
  const store = createMemoryStore(null)
  const now = new Date(2026, 5, 1, 12).getTime()
  await store.appendAttempt(anAttempt({ exercise: 'a/b', at: now - 1_000 }))
  await store.appendAttempt(anAttempt({ exercise: 'removed/one', at: now - 1_000 }))
  const data = { text: 'of old', version: 'v' }
  await store.appendEvent({ uid: 'c', exercise: 'a/b', at: 1, kind: 'draft-copy', data })
  const told = await new Progress(store).overview(
    [{ id: 'a/b', topics: ['vision'], difficulty: 3, minutes: 20 }],
    now,
  )
  expect(told).toMatchObject({ at: now, unreadable: 0, attempts: 2, elsewhere: 1 })
  expect(told.mastery.map(({ topic }) => topic)).toEqual(['vision'])
  expect(told.reviews.map(({ exercise, isDue }) => [exercise, isDue])).toEqual([['a/b', false]])
  expect(told.copies).toEqual([{ exercise: 'a/b', at: 1, text: 'of old' }])
})
