// What the log keeps of one submit: the verdict, and how it came about.

import type { ExercisePage } from '../core/pack/compiled'
import { newUid } from '../core/uid'
import { scoreOf, type Verdict } from '../core/verdict'
import type { Attempt } from '../storage/records'

/** More titles than this say no more. */
const MOST_FAILED = 100

export function attemptOf(
  { id, version }: Pick<ExercisePage, 'id' | 'version'>,
  code: string,
  { outcome, backend, seed, milliseconds, cases }: Verdict,
  how: Pick<Attempt, 'at' | 'hints' | 'sawSolution' | 'secondsOpen' | 'rehearsal'>,
): Attempt {
  const failed = cases.filter((one) => one.outcome.status !== 'pass').map(({ title }) => title)
  return {
    ...{ uid: newUid(), exercise: id, version, code, outcome, backend, seed, milliseconds },
    ...{ score: scoreOf(cases), failed: failed.slice(0, MOST_FAILED) },
    ...how,
  }
}
