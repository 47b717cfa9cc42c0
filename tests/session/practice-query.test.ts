// What is asked of the practice page, and when the address hears of it.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EVERYTHING } from '../../src/core/practice/query'
import { PracticeQuery } from '../../src/session/practice-query.svelte'
import { Router } from '../../src/session/route.svelte'
import { aWindow } from '../support/a-window'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(hash: string) {
  const target = aWindow(hash)
  const router = new Router(target)
  return { target, router, asked: new PracticeQuery(router) }
}

test('it begins with what the address says', () => {
  const { asked } = open('#/practice?text=edges&topic=vision&topic=cooking')
  expect(asked.query).toEqual({ ...EVERYTHING, text: 'edges', topics: ['vision'] })
})

test('letters that come fast are one change of the address, a little later', () => {
  const { target, asked } = open('#/practice')
  const written = vi.spyOn(target.history, 'replaceState')
  for (const text of ['e', 'ed', 'edg']) {
    asked.ask({ text })
    expect(asked.query.text).toBe(text)
    vi.advanceTimersByTime(50)
  }
  expect(written).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1_000)
  expect(written).toHaveBeenCalledTimes(1)
  expect(target.location.hash).toBe('#/practice?text=edg')
})

test('an exercise that is opened at once finds the address up to date, and is remembered there', () => {
  const { target, router, asked } = open('#/practice')
  asked.ask({ status: 'new' })
  asked.open('a/b')
  expect(target.location.hash).toBe('#/practice?status=new')
  expect(router.opened).toBe('a/b')
  vi.advanceTimersByTime(1_000)
  expect(router.opened).toBe('a/b')
})

test("another page's address is left alone", () => {
  const { target, asked } = open('#/practice')
  asked.ask({ text: 'x' })
  asked.close()
  target.go('#/practice/a/b')
  vi.advanceTimersByTime(1_000)
  expect(target.location.hash).toBe('#/practice/a/b')
})

test('a link to the page that is open asks for what it says', () => {
  const { target, asked } = open('#/practice?text=x')
  asked.ask({ minutes: 30 })
  asked.settle()
  target.go('#/practice')
  expect(asked.query).toEqual(EVERYTHING)
  target.go('#/practice?sort=title')
  expect(asked.query.sort).toBe('title')
})

test('to clear it asks for all, in the order that was chosen', () => {
  const { target, asked } = open('#/practice?text=x&topic=llm&sort=title&from=mine')
  asked.clear()
  expect(asked.query).toEqual({ ...EVERYTHING, sort: 'title' })
  asked.settle()
  expect(target.location.hash).toBe('#/practice?sort=title')
})
