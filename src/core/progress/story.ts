// How an exercise was solved: its submits one by one up to the first pass.

import type { Course, Tried } from './tried'

export interface Story {
  readonly exercise: string
  readonly solvedAt: number | null
  /** Up to the first pass, the oldest first. */
  readonly submits: readonly {
    readonly at: number
    readonly outcome: Tried['outcome']
    readonly score: number
  }[]
  readonly hints: number
  readonly sawSolution: boolean
  /** How often it was passed since. */
  readonly passesSince: number
  readonly lastAt: number
}

/** Of every exercise that was submitted, the latest first; `courses` are those that are there. */
export function storiesOf(attempts: readonly Tried[], courses: readonly Course[]): Story[] {
  const known = new Set(courses.map(({ id }) => id))
  const groups = new Map<string, Tried[]>()
  for (const attempt of [...attempts].sort((a, b) => a.at - b.at))
    if (known.has(attempt.exercise))
      groups.set(attempt.exercise, [...(groups.get(attempt.exercise) ?? []), attempt])
  return [...groups].map(([exercise, all]) => storyOf(exercise, all)).sort((a, b) => b.lastAt - a.lastAt)
}

function storyOf(exercise: string, all: readonly Tried[]): Story {
  const first = all.findIndex(({ outcome }) => outcome === 'passed')
  const until = first < 0 ? all : all.slice(0, first + 1)
  return {
    exercise,
    solvedAt: first < 0 ? null : all[first]!.at,
    submits: until.map(({ at, outcome, score }) => ({ at, outcome, score })),
    hints: Math.max(...until.map(({ hints }) => hints)),
    sawSolution: until.some(({ sawSolution }) => sawSolution),
    passesSince: first < 0 ? 0 : all.slice(first + 1).filter(({ outcome }) => outcome === 'passed').length,
    lastAt: all.at(-1)!.at,
  }
}
