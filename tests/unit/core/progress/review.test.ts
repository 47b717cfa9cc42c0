// When a solved exercise comes back: derived from the log, the same on every device.

import { describe, expect, test } from 'vitest'
import { DAY, dayOf } from '../../../../src/core/progress/days'
import { reviewsDue, reviewsOf } from '../../../../src/core/progress/review'
import type { Course, Happened, Tried } from '../../../../src/core/progress/tried'

const START = new Date(2026, 0, 5, 18).getTime()
const COURSES: readonly Course[] = ['a', 'b'].map((id) => ({
  ...{ id, topics: ['vision'], difficulty: 3, minutes: 20 },
}))
const on = (day: number, part: Partial<Tried> = {}): Tried => ({
  ...{ exercise: 'a', at: START + day * DAY, outcome: 'passed', score: 1 },
  ...{ hints: 0, sawSolution: false, secondsOpen: 0, ...part },
})
const failed = { outcome: 'failed', score: 0.4 } as const
const review = (attempts: readonly Tried[], day = 0, events: readonly Happened[] = []) =>
  reviewsOf(attempts, events, COURSES, START + day * DAY).find(({ exercise }) => exercise === 'a')!
/** In how many days after the first pass it is due. */
const dueIn = (attempts: readonly Tried[], events: readonly Happened[] = []): number =>
  dayOf(review(attempts, 0, events).dueAt) - dayOf(START)

describe('an exercise', () => {
  test('that was never passed does not come back', () => {
    expect(reviewsOf([on(0, failed)], [], COURSES, START)).toEqual([])
  })

  test('comes back some days after its first pass, not before', () => {
    const due = dueIn([on(0)])
    expect(due).toBeGreaterThanOrEqual(2)
    expect(review([on(0)], due - 1).isDue).toBe(false)
    expect(review([on(0)], due).isDue).toBe(true)
    expect(reviewsDue([on(0)], [], COURSES, START + due * DAY)).toHaveLength(1)
  })

  test('comes back the later the better it went', () => {
    const again = dueIn([on(0, { sawSolution: true })])
    const hard = dueIn([on(0, { hints: 2 })])
    const good = dueIn([on(0)])
    const easy = dueIn([on(0, { secondsOpen: 300 })])
    expect([again, hard, good, easy]).toEqual([...[again, hard, good, easy]].sort((x, y) => x - y))
    expect(again).toBeLessThan(good)
    expect(good).toBeLessThan(easy)
    expect(dueIn([on(0)], [{ exercise: 'a', at: START - 1, kind: 'solution' }])).toBe(again)
  })

  test('went hard when more than three submits came before its pass, on whatever days', () => {
    const tries = [-3, -2, -1].map((day) => on(day, failed))
    expect(review([...tries, on(0)]).lastGrade).toBe('hard')
    expect(review([...tries.slice(1), on(0)]).lastGrade).toBe('good')
  })

  test('that is passed on its day comes back after a longer time', () => {
    const first = dueIn([on(0)])
    const reviewed = review([on(0), on(first)], first)
    expect(reviewed).toMatchObject({ reviews: 1, isDue: false, lastGrade: 'good' })
    expect(dayOf(reviewed.dueAt) - dayOf(START) - first).toBeGreaterThan(first)
  })

  test('that is not passed on its day comes back soon', () => {
    const first = dueIn([on(0)])
    const reviewed = review([on(0), on(first, failed)], first)
    expect(reviewed.lastGrade).toBe('again')
    expect(dayOf(reviewed.dueAt) - dayOf(START) - first).toBeLessThanOrEqual(2)
  })

  test('is judged on its day by all submits of the day: a slip before a pass is no failure', () => {
    const first = dueIn([on(0)])
    const slip = on(first, { ...failed, at: START + first * DAY - 1_000 })
    expect(review([on(0), slip, on(first)], first).lastGrade).toBe('good')
  })

  test('that is practised before its day keeps its day', () => {
    const first = dueIn([on(0)])
    expect(dueIn([on(0), on(1)])).toBe(first)
    expect(dueIn([on(0), on(1, failed)])).toBe(first)
  })

  test('is remembered less surely from day to day', () => {
    const recalls = [0, 5, 20, 100].map((day) => review([on(0)], day).recall)
    expect(recalls).toEqual([...recalls].sort((x, y) => y - x))
    expect(recalls[0]).toBeCloseTo(1, 2)
    expect(recalls.at(-1)!).toBeGreaterThan(0)
  })
})

describe('an exercise with variations', () => {
  const VARIED = [
    ...COURSES,
    ...['a2', 'a3'].map((id) => ({ ...COURSES[0]!, id, variationOf: 'a' })),
  ] satisfies Course[]
  const of = (attempts: readonly Tried[], day: number) => reviewsOf(attempts, [], VARIED, START + day * DAY)
  const first = dueIn([on(0)])
  const as = (exercise: string) => ({ exercise })

  test('comes back as one that was never passed, and then as what was not passed for longest', () => {
    const opened = (...attempts: Tried[]) =>
      of([on(0), ...attempts], 30).map(({ exercise, open }) => [exercise, open])
    expect(opened()).toEqual([['a', 'a2']])
    expect(opened(on(10, { ...failed, ...as('a2') }))).toEqual([['a', 'a2']])
    expect(opened(on(10, as('a2')))).toEqual([['a', 'a3']])
    expect(opened(on(10, as('a2')), on(20, as('a3')))).toEqual([['a', 'a']])
    expect(opened(on(10, as('a2')), on(20, as('a3')), on(25))).toEqual([['a', 'a2']])
  })

  test('is reviewed by a pass of a variation on its day, as by one of its own', () => {
    const [own] = of([on(0), on(first)], first)
    const [varied] = of([on(0), on(first, as('a2'))], first)
    expect(varied).toEqual({ ...own, open: 'a3' })
    expect(of([on(0), on(first, { ...failed, ...as('a2') })], first)[0]!.lastGrade).toBe('again')
  })

  test('does not come back for a variation alone, nor is its first pass judged by one', () => {
    expect(of([on(0, as('a2'))], 30)).toEqual([])
    const tries = [-3, -2, -1].map((day) => on(day, { ...failed, ...as('a2') }))
    expect(of([...tries, on(0)], 0)[0]!.lastGrade).toBe('good')
  })
})

test('the same log gives the same reviews, in whatever order it is read', () => {
  const log = [on(0), on(9), on(40, failed), on(41), on(3, { exercise: 'b' })]
  const now = START + 60 * DAY
  expect(reviewsOf([...log].reverse(), [], COURSES, now)).toEqual(reviewsOf(log, [], COURSES, now))
})

test('the most urgent comes first', () => {
  const log = [on(0), on(0, { exercise: 'b', hints: 3 })]
  const order = reviewsOf(log, [], COURSES, START + 90 * DAY).map(({ exercise }) => exercise)
  expect(order).toEqual(['b', 'a'])
})
