// Mastery: what raises it, what narrows its interval, what time does to it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaEstimate } from '../../../../src/core/progress/beta'
import { DAY } from '../../../../src/core/progress/days'
import { masteryOf } from '../../../../src/core/progress/mastery'
import type { Course, Happened, Tried } from '../../../../src/core/progress/tried'

const NOW = new Date(2026, 5, 15, 12).getTime()
const COURSES: readonly Course[] = ['a', 'b', 'c', 'd'].map((id, i) => ({
  ...{ id, topics: i < 3 ? ['vision'] : ['llm'], difficulty: i + 1, minutes: 20 },
}))
const tried = (part: Partial<Tried> = {}): Tried => ({
  ...{ exercise: 'a', at: NOW, outcome: 'passed', score: 1, hints: 0, sawSolution: false, secondsOpen: 0 },
  ...part,
})
const vision = (attempts: readonly Tried[], events: readonly Happened[] = [], now = NOW) =>
  masteryOf(attempts, events, COURSES, now).find(({ topic }) => topic === 'vision')!
const width = ({ low, high }: { low: number; high: number }): number => high - low

describe('the Beta estimate', () => {
  test.each([
    [1, 1, 0.1, 0.9],
    [5, 1, 0.1 ** (1 / 5), 0.9 ** (1 / 5)],
    [1, 3, 1 - 0.9 ** (1 / 3), 1 - 0.1 ** (1 / 3)],
    [200, 1, 0.1 ** (1 / 200), 0.9 ** (1 / 200)],
    // By scipy.stats.beta.ppf.
    [2, 2, 0.19580010565909795, 0.804199894340902],
  ])('of Beta(%d, %d) has the known bounds', (a, b, low, high) => {
    const estimate = betaEstimate(a, b)
    expect(estimate.mean).toBeCloseTo(a / (a + b), 12)
    expect(estimate.low).toBeCloseTo(low, 3)
    expect(estimate.high).toBeCloseTo(high, 3)
  })
})

describe('a topic', () => {
  const story = fc.array(
    fc.record({
      exercise: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: 0, max: 200 }).map((days) => NOW - days * DAY),
      outcome: fc.constantFrom<Tried['outcome']>('passed', 'failed', 'invalid', 'stopped'),
      score: fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10),
      hints: fc.integer({ min: 0, max: 3 }),
      sawSolution: fc.boolean(),
      secondsOpen: fc.integer({ min: 0, max: 10_000 }),
    }),
    { maxLength: 12 },
  )

  test('is never lowered by another pass, however it came about', () => {
    const pass = fc.record({
      exercise: fc.constantFrom('a', 'b', 'c'),
      hints: fc.integer({ min: 0, max: 3 }),
      sawSolution: fc.boolean(),
      secondsOpen: fc.integer({ min: 0, max: 10_000 }),
    })
    fc.assert(
      fc.property(story, pass, (before, more) => {
        const after = vision([...before, tried(more)]).mean
        expect(after).toBeGreaterThanOrEqual((vision(before)?.mean ?? 0.5) - 1e-12)
      }),
    )
  })

  test('is never raised by a day that ends without a pass', () => {
    const exercise = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(story, exercise, (before, exercise) => {
        const after = vision([...before, tried({ exercise, outcome: 'failed', score: 0 })]).mean
        expect(after).toBeLessThanOrEqual((vision(before)?.mean ?? 0.5) + 1e-12)
      }),
    )
  })

  test('is drawn back to the middle by time, and known less surely', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 300 }), (attempts, days) => {
        const [then, later] = [vision(attempts), vision(attempts, [], NOW + days * DAY)]
        if (!then) return
        expect(Math.abs(later!.mean - 0.5)).toBeLessThanOrEqual(Math.abs(then.mean - 0.5) + 1e-12)
        expect(width(later!)).toBeGreaterThanOrEqual(width(then) - 1e-3)
      }),
    )
  })

  test('is known more surely with more evidence of the same kind', () => {
    const passes = ['a', 'b', 'c'].map((exercise) => tried({ exercise }))
    const widths = [1, 2, 3].map((count) => width(vision(passes.slice(0, count))))
    expect(widths).toEqual([...widths].sort((a, b) => b - a))
    expect(new Set(widths).size).toBe(3)
  })

  test('says more of its author by a hard exercise than by an easy one', () => {
    expect(vision([tried({ exercise: 'c' })]).mean).toBeGreaterThan(vision([tried({ exercise: 'a' })]).mean)
  })

  test.each<[string, Partial<Tried>, readonly Tried[]]>([
    ['with a hint', { hints: 1 }, []],
    ['after many submits', {}, [1, 2, 3].map((i) => tried({ outcome: 'failed', score: 0, at: NOW - i }))],
    ['after very long', { secondsOpen: 3 * 3600 }, []],
    ['with the solution shown', { sawSolution: true }, []],
  ])('gains less by a pass %s', (_, part, before) => {
    expect(vision([...before, tried(part)]).mean).toBeLessThan(vision([tried()]).mean)
  })

  test('gains nothing by a pass soon after the solution was shown, and all of it a month later', () => {
    const shown = (days: number): Happened[] => [{ exercise: 'a', at: NOW - days * DAY, kind: 'solution' }]
    expect(vision([tried()], shown(1)).mean).toBe(0.5)
    expect(vision([tried()], shown(30)).mean).toBe(vision([tried()]).mean)
  })

  test('is not made of one exercise alone, however often that is solved', () => {
    const daily = Array.from({ length: 50 }, (_, day) => tried({ at: NOW - day * DAY }))
    const both = vision([tried(), tried({ exercise: 'b' })])
    expect(vision(daily).mean).toBeLessThan(both.mean)
  })

  test('without evidence is not told of; typos, stops and faults of the lab are none', () => {
    expect(masteryOf([tried({ exercise: 'elsewhere' })], [], COURSES, NOW)).toEqual([])
    const outcomes = ['invalid', 'stopped', 'infra'] as const
    expect(
      masteryOf(
        outcomes.map((outcome) => tried({ outcome })),
        [],
        COURSES,
        NOW,
      ),
    ).toEqual([])
  })
})
