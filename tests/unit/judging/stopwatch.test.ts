// A budget of time that is used up only while it runs.

import { expect, test } from 'vitest'
import { Stopwatch, systemClock } from '../../../src/judging/stopwatch'
import { FakeClock } from '../../support/fake-clock'

test('counts only the time between start and pause', async () => {
  const clock = new FakeClock()
  let rang = 0
  const watch = new Stopwatch(clock, 100, () => rang++)
  await clock.advance(1_000)
  watch.start()
  await clock.advance(60)
  watch.pause()
  await clock.advance(1_000)
  watch.start()
  await clock.advance(39)
  expect(rang).toBe(0)
  await clock.advance(1)
  expect(rang).toBe(1)
})

test('says what is left, and that more than all of it was used', async () => {
  const clock = new FakeClock()
  const watch = new Stopwatch(clock, 100, () => {})
  expect(watch.left).toBe(100)
  watch.start()
  await clock.advance(60)
  watch.pause()
  expect(watch.left).toBe(40)
  watch.start()
  await clock.advance(60)
  watch.pause()
  expect(watch.left).toBe(-20)
})

test('does not start twice, and pauses without harm when it stands', async () => {
  const clock = new FakeClock()
  let rang = 0
  const watch = new Stopwatch(clock, 100, () => rang++)
  watch.pause()
  watch.start()
  await clock.advance(50)
  watch.start()
  expect(clock.waiting).toBe(1)
  await clock.advance(50)
  expect(rang).toBe(1)
})

test('rings at once when nothing is left', async () => {
  const clock = new FakeClock()
  let rang = 0
  const watch = new Stopwatch(clock, 100, () => rang++)
  watch.start()
  await clock.advance(100)
  watch.pause()
  watch.start()
  await clock.advance(0)
  expect(rang).toBe(2)
})

test('the clock of the system rings, and not when it is cleared', async () => {
  const rang: string[] = []
  const before = systemClock.now()
  systemClock.setTimeout(() => rang.push('kept'), 5)
  systemClock.clearTimeout(systemClock.setTimeout(() => rang.push('cleared'), 5))
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(rang).toEqual(['kept'])
  expect(systemClock.now() - before).toBeGreaterThanOrEqual(4)
})
