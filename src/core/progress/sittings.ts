// The log by exercise and day: one day's submits of one exercise are one sitting, and say one thing.

import { dayOf } from './days'
import { type Happened, isJudged, type Tried } from './tried'

export interface Sitting {
  readonly exercise: string
  readonly day: number
  readonly lastAt: number
  readonly hasPassed: boolean
  /** Judged submits, up to the first pass. */
  readonly submits: number
  /** Opened lately, up to the first pass. */
  readonly hints: number
  /** The solution was shown lately, before the first pass. */
  readonly sawSolution: boolean
  /** With the exercise in view, up to the first pass. */
  readonly seconds: number
  /** The best share of the tests. */
  readonly best: number
}

/** Help from longer ago than this is forgotten: who passes then has not copied it. */
export const FRESH_DAYS = 14

/** In the order of their days. */
export function sittingsOf(attempts: readonly Tried[], events: readonly Happened[]): Sitting[] {
  const groups = new Map<string, Tried[]>()
  for (const attempt of [...attempts].filter(isJudged).sort((a, b) => a.at - b.at)) {
    const key = `${dayOf(attempt.at)} ${attempt.exercise}`
    groups.set(key, [...(groups.get(key) ?? []), attempt])
  }
  return [...groups.values()].map((submits) => sittingOf(submits, events))
}

function sittingOf(all: readonly Tried[], events: readonly Happened[]): Sitting {
  const first = all.findIndex(({ outcome }) => outcome === 'passed')
  const until = first < 0 ? all : all.slice(0, first + 1)
  const { exercise, at } = until.at(-1)!
  const day = dayOf(at)
  /** How often lately; null when the log of events knows of no such help at all, as one that was begun late. */
  const lately = (kind: string): number | null => {
    const helps = events.filter((one) => one.exercise === exercise && one.kind === kind && one.at <= at)
    return helps.length === 0 ? null : helps.filter((one) => dayOf(one.at) > day - FRESH_DAYS).length
  }
  return {
    ...{ exercise, day, lastAt: all.at(-1)!.at, hasPassed: first >= 0, submits: until.length },
    hints: lately('hint') ?? Math.max(...until.map(({ hints }) => hints)),
    sawSolution: (lately('solution') ?? until.filter((one) => one.sawSolution).length) > 0,
    seconds: until.reduce((sum, { secondsOpen }) => sum + secondsOpen, 0),
    best: Math.max(...all.map(({ score }) => score)),
  }
}
