// The days of the last half year, in weeks that open on Monday: on which of them something was submitted.

import { dayOf, noonOf, weekdayOf } from './days'
import type { Tried } from './tried'

export interface Day {
  /** Noon. */
  readonly at: number
  readonly submits: number
  readonly passes: number
  /** From 0, nothing, to 4, a lot. */
  readonly level: number
  /** After today. */
  readonly isAhead: boolean
}

export interface Calendar {
  /** Seven days each; this week last. */
  readonly weeks: readonly (readonly Day[])[]
  /** Days with at least one submit. */
  readonly activeDays: number
}

export const WEEKS = 26

export function calendarOf(attempts: readonly Tried[], now: number): Calendar {
  const counts = new Map<number, { submits: number; passes: number }>()
  for (const { at, outcome } of attempts) {
    const count = counts.get(dayOf(at)) ?? { submits: 0, passes: 0 }
    count.submits++
    if (outcome === 'passed') count.passes++
    counts.set(dayOf(at), count)
  }
  const today = dayOf(now)
  const monday = today - weekdayOf(today) - (WEEKS - 1) * 7
  const weeks = Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday): Day => {
      const day = monday + week * 7 + weekday
      const { submits, passes } = counts.get(day) ?? { submits: 0, passes: 0 }
      return { at: noonOf(day), submits, passes, level: levelOf(submits), isAhead: day > today }
    }),
  )
  return { weeks, activeDays: weeks.flat().filter(({ submits }) => submits > 0).length }
}

const levelOf = (submits: number): number => [1, 3, 6, 10].filter((least) => submits >= least).length
