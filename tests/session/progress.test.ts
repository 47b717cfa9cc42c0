// Which exercises are solved.

import { expect, test } from 'vitest'
import { Progress } from '../../src/session/progress.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'

test('progress follows the store, and keeps what it knew when the store fails', async () => {
  const store = createMemoryStore(null)
  const progress = new Progress(store)
  expect(progress.solved).toEqual(new Set())
  await store.appendAttempt({
    ...{ exercise: 'a/b', version: '1', at: 1, code: '', outcome: 'passed' },
    ...{ score: 1, backend: 'cpu', seed: 1, milliseconds: 1 },
  })
  await progress.refresh()
  expect(progress.solved).toEqual(new Set(['a/b']))
  store.solved = () => Promise.reject(new Error('gone'))
  await progress.refresh()
  expect(progress.solved).toEqual(new Set(['a/b']))
})
