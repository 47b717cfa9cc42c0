// How an exercise stands, at a glance: what lists show.

import type { Tried } from './tried'

export interface Standing {
  readonly solved: boolean
  /** The best score, from 0 to 1. */
  readonly best: number
  /** When it was last tried. */
  readonly lastAt: number
  readonly attempts: number
}

/** Of every exercise that was submitted at least once. */
export function standingsOf(attempts: readonly Tried[]): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>()
  for (const { exercise, outcome, score, at } of attempts) {
    const before = standings.get(exercise) ?? { solved: false, best: 0, lastAt: 0, attempts: 0 }
    standings.set(exercise, {
      solved: before.solved || outcome === 'passed',
      best: Math.max(before.best, score),
      lastAt: Math.max(before.lastAt, at),
      attempts: before.attempts + 1,
    })
  }
  return standings
}
