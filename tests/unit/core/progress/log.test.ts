// The log by days, by weeks and by exercises.

import { describe, expect, test } from 'vitest'
import { calendarOf, WEEKS } from '../../../../src/core/progress/calendar'
import { DAY, dayOf, noonOf, weekdayOf } from '../../../../src/core/progress/days'
import { sittingsOf } from '../../../../src/core/progress/sittings'
import { storiesOf } from '../../../../src/core/progress/story'
import type { Tried } from '../../../../src/core/progress/tried'

/** A Wednesday. */
const NOON = new Date(2026, 6, 15, 12).getTime()
const tried = (part: Partial<Tried> = {}): Tried => ({
  ...{ exercise: 'a', at: NOON, outcome: 'passed', score: 1, hints: 0, sawSolution: false, secondsOpen: 60 },
  ...part,
})
const failed = { outcome: 'failed', score: 0.5 } as const

test('days are those of the wall calendar', () => {
  const [first, last] = [new Date(2026, 6, 15), new Date(2026, 6, 15, 23, 59)]
  expect(dayOf(first.getTime())).toBe(dayOf(last.getTime()))
  expect(dayOf(last.getTime() + 60_000)).toBe(dayOf(NOON) + 1)
  expect(noonOf(dayOf(NOON))).toBe(NOON)
  expect(weekdayOf(dayOf(NOON))).toBe(2)
})

describe('a sitting', () => {
  test('is one day of one exercise, and tells of it up to the first pass', () => {
    const sittings = sittingsOf(
      [
        tried({ at: NOON, hints: 1 }),
        tried({ at: NOON - 3_000, ...failed }),
        tried({ at: NOON + 1_000, ...failed, hints: 3, sawSolution: true }),
        tried({ exercise: 'b' }),
        tried({ at: NOON - 2_000, outcome: 'invalid' }),
        tried({ at: NOON - DAY, ...failed }),
      ],
      [],
    )
    expect(sittings.map(({ exercise, hasPassed }) => [exercise, hasPassed])).toEqual([
      ['a', false],
      ['a', true],
      ['b', true],
    ])
    expect(sittings[1]).toMatchObject({ submits: 2, hints: 1, sawSolution: false, seconds: 120, best: 1 })
  })
})

describe('help', () => {
  const sitting = (part: Partial<Tried>, helps: readonly [kind: string, days: number][]) => {
    const events = helps.map(([kind, days]) => ({ exercise: 'a', at: NOON - days * DAY, kind }))
    return sittingsOf([tried(part)], events)[0]
  }
  test('counts by when it was opened, where that is known', () => {
    const flagged = { hints: 3, sawSolution: true }
    expect(sitting(flagged, [])).toMatchObject({ hints: 3, sawSolution: true })
    const long: [string, number][] = [
      ['hint', 40],
      ['hint', 3],
      ['solution', 40],
    ]
    expect(sitting(flagged, long)).toMatchObject({
      hints: 1,
      sawSolution: false,
    })
    expect(sitting({}, [['solution', 2]])).toMatchObject({ hints: 0, sawSolution: true })
  })

  test('that came after the pass does not count', () => {
    expect(
      sitting({}, [
        ['hint', -1],
        ['solution', -1],
      ]),
    ).toMatchObject({ hints: 0, sawSolution: false })
  })
})

describe('the calendar', () => {
  test('has 26 weeks from Monday, today in the last, and counts by day', () => {
    const { weeks, activeDays } = calendarOf(
      [tried(), tried(failed), tried({ at: NOON - 7 * DAY }), tried({ at: NOON - 300 * DAY })],
      NOON,
    )
    expect([weeks.length, ...new Set(weeks.map((week) => week.length))]).toEqual([WEEKS, 7])
    expect(weeks.at(-1)![2]).toEqual({ at: NOON, submits: 2, passes: 1, level: 1, isAhead: false })
    expect(weeks.at(-2)![2]).toMatchObject({ submits: 1, passes: 1 })
    expect(weeks.at(-1)![3]).toMatchObject({ submits: 0, level: 0, isAhead: true })
    expect(activeDays).toBe(2)
  })

  test.each([
    [0, 0],
    [1, 1],
    [3, 2],
    [6, 3],
    [10, 4],
    [99, 4],
  ])('%d submits are level %d', (submits, level) => {
    const { weeks } = calendarOf(
      Array.from({ length: submits }, () => tried(failed)),
      NOON,
    )
    expect(weeks.at(-1)![2]!.level).toBe(level)
  })
})

test('a story ends with the first pass; what came after is counted', () => {
  const [latest, story] = storiesOf(
    [
      tried({ at: 3, ...failed }),
      tried({ at: 2 }),
      tried({ at: 1, ...failed, hints: 1 }),
      tried({ at: 4 }),
      tried({ exercise: 'b', at: 9, ...failed }),
      tried({ exercise: 'gone' }),
    ],
    ['a', 'b'].map((id) => ({ id, topics: [], difficulty: 1, minutes: 10 })),
  )
  expect(latest).toMatchObject({ exercise: 'b', solvedAt: null, passesSince: 0, lastAt: 9 })
  expect(story).toMatchObject({ exercise: 'a', solvedAt: 2, hints: 1, passesSince: 1, lastAt: 4 })
  expect(story!.submits.map(({ at }) => at)).toEqual([1, 2])
})
