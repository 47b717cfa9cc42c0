// How long a mutant may take. A loop that never ends should not cost the whole limit, and a busy machine is no kill.

import type { CaseResult, Verdict } from '../../core/verdict'
import type { JudgedVerdict } from '../../judging/judge-submission'

/** A mutant may take so many times what the reference took, and never less than the floor. */
const PATIENCE = 5
const FLOOR_SECONDS = 5
/** Who is tried again has so many times the limit of the exercise, which itself leaves room over the reference. */
const SECOND_PATIENCE = 2
/** A case that takes so many times what it takes asleep hangs: no load explains that. */
const HANGING = 20

export function secondsFor(asleep: JudgedVerdict, limit: number): { first: number; second: number } {
  const enough = Math.max(FLOOR_SECONDS, (PATIENCE * asleep.learnerMilliseconds) / 1000)
  return { first: Math.min(limit, enough), second: SECOND_PATIENCE * limit }
}

/** Whether its time ran out without one case in which it hangs: it is slow all over, as on a busy machine. */
export function isSlowAllOver(verdict: JudgedVerdict, asleep: Verdict): boolean {
  const index = verdict.cases.findIndex(hasTimedOut)
  // Outside of any case it was loading, which takes the reference no time at all.
  if (index < 0) return false
  const before = verdict.cases.slice(0, index).reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  const spent = verdict.learnerMilliseconds - before
  const usual = asleep.cases[index]?.milliseconds ?? 0
  return spent < verdict.learnerMilliseconds / 2 || spent < HANGING * usual
}

const hasTimedOut = ({ outcome }: CaseResult): boolean =>
  outcome.status === 'error' && outcome.problem.kind === 'timeout'
