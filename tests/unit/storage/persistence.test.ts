// The browser is asked to keep what is here: when there is something, once, and again after a month.

import { expect, test, vi } from 'vitest'
import { createPersistence } from '../../../src/storage/persistence'
import { createShelf } from '../../../src/storage/shelf'

const DAY = 86_400_000
function setUp(answer: () => Promise<boolean>, already = false) {
  const shelf = createShelf(() => {
    throw new Error('denied')
  })
  const persist = vi.fn(answer)
  let now = 0
  const manager = { persist, persisted: () => Promise.resolve(already) }
  const persistence = createPersistence(
    () => manager,
    shelf,
    () => now,
  )
  return { persistence, persist, wait: (days: number) => (now += days * DAY) }
}

test('a yes is remembered, and nobody asks again', async () => {
  const { persistence, persist, wait } = setUp(() => Promise.resolve(true))
  expect([persistence.granted, persist.mock.calls.length]).toEqual([undefined, 0])
  await persistence.ask()
  wait(100)
  await persistence.ask()
  expect([persistence.granted, persist.mock.calls.length]).toEqual([true, 1])
})

test('a no is taken for a month', async () => {
  const { persistence, persist, wait } = setUp(() => Promise.resolve(false))
  await persistence.ask()
  wait(29)
  await persistence.ask()
  expect([persistence.granted, persist.mock.calls.length]).toEqual([false, 1])
  wait(2)
  await persistence.ask()
  expect(persist).toHaveBeenCalledTimes(2)
})

test('what was promised already is not asked for', async () => {
  const { persistence, persist } = setUp(() => Promise.resolve(false), true)
  await persistence.ask()
  expect([persistence.granted, persist.mock.calls.length]).toEqual([true, 0])
})

test('a browser that fails, or cannot be asked, has promised nothing', async () => {
  const { persistence } = setUp(() => Promise.reject(new Error('no')))
  await persistence.ask()
  expect(persistence.granted).toBeUndefined()
  const shelf = createShelf(() => {
    throw new Error('denied')
  })
  const without = createPersistence(
    () => undefined,
    shelf,
    () => 0,
  )
  await without.ask()
  expect(without.granted).toBeUndefined()
})
