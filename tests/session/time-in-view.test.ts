// How long something was looked at: what is hidden, or slept through, is not counted.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TimeInView } from '../../src/session/time-in-view'
import { aVisibility } from '../support/a-visibility'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pass = (seconds: number): unknown => vi.advanceTimersByTime(seconds * 1000)

test('time in view is counted, and counted once', () => {
  const time = new TimeInView(aVisibility(), Date.now)
  pass(100)
  expect(time.take()).toBe(100)
  expect(time.take()).toBe(0)
  pass(7)
  expect(time.take()).toBe(7)
  time.stop()
})

test('time in a hidden tab is not counted', () => {
  const visibility = aVisibility()
  const time = new TimeInView(visibility, Date.now)
  pass(10)
  visibility.set(false)
  pass(3600)
  expect(time.take()).toBe(10)
  pass(3600)
  visibility.set(true)
  pass(5)
  expect(time.take()).toBe(5)
  time.stop()
})

test('what begins hidden counts from when it is seen', () => {
  const visibility = aVisibility()
  visibility.set(false)
  const time = new TimeInView(visibility, Date.now)
  pass(60)
  visibility.set(true)
  pass(4)
  expect(time.take()).toBe(4)
  time.stop()
})

test('a machine that sleeps for a night adds seconds, not hours, and a clock that is put back takes none away', () => {
  const time = new TimeInView(aVisibility(), Date.now)
  pass(20)
  vi.setSystemTime(Date.now() + 8 * 3_600_000)
  pass(15)
  expect(time.take()).toBeGreaterThanOrEqual(20)
  expect(time.take()).toBeLessThan(90)
  vi.setSystemTime(Date.now() - 3_600_000)
  pass(15)
  expect(time.take()).toBeGreaterThanOrEqual(0)
  time.stop()
})

test('it lets go of the page when it is stopped', () => {
  const visibility = aVisibility()
  const time = new TimeInView(visibility, Date.now)
  time.stop()
  expect([visibility.listeners(), vi.getTimerCount()]).toEqual([0, 0])
})
