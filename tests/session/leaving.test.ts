// What is unsaved is saved before the page reloads itself.

import { expect, test } from 'vitest'
import { onLeaving, saveEverything } from '../../src/session/leaving'

test('with nothing to save, all is saved', async () => {
  expect(await saveEverything(new EventTarget())).toBe(true)
})

test('everyone who holds something is asked and waited for', async () => {
  const target = new EventTarget()
  const saved: string[] = []
  for (const name of ['a', 'b'])
    onLeaving(target, async () => {
      await new Promise((resolve) => setTimeout(resolve))
      saved.push(name)
      return true
    })
  expect(await saveEverything(target)).toBe(true)
  expect(saved).toEqual(['a', 'b'])
})

test('one that could not save is enough to stay', async () => {
  const target = new EventTarget()
  onLeaving(target, async () => true)
  onLeaving(target, async () => false)
  expect(await saveEverything(target)).toBe(false)
})

test('who has closed is not asked any more', async () => {
  const target = new EventTarget()
  const stop = onLeaving(target, async () => false)
  stop()
  expect(await saveEverything(target)).toBe(true)
})
