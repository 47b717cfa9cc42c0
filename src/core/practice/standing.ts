// How the learner stands with an exercise, as lists ask.

import type { Standing } from '../progress/standing'

/** By the exercise's id. What was never tried is not in it. */
export type Standings = ReadonlyMap<string, Standing>

export type Status = 'new' | 'tried' | 'solved'

export function statusOf(id: string, standings: Standings): Status {
  const standing = standings.get(id)
  if (!standing) return 'new'
  return standing.solved ? 'solved' : 'tried'
}

export const isSolved = (id: string, standings: Standings): boolean => standings.get(id)?.solved ?? false

/** A score as it is shown. What is not solved is never 100%. */
export const percentOf = ({ best, solved }: Standing): number =>
  solved ? 100 : Math.min(99, Math.round(100 * best))
