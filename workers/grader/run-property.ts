// Tries a property on random inputs, and shrinks the first that fails.

import fc from 'fast-check'
import { createDraw } from '../../src/kit/draw'
import { CheckFailure, LearnerProblem } from '../../src/kit/failures'
import type { CaseDefinition } from '../../src/kit/suite'

/** Shrinking stops after this many tries, so that a slow solution is not made to run for minutes. */
const MOST_SHRINKS = 60

/** Throws what `attempt` threw on the smallest failing input. `attempt` must leave that input's traces behind. */
export async function runProperty(
  { given, runs }: NonNullable<CaseDefinition['property']>,
  seed: number,
  attempt: (input: unknown) => Promise<void>,
): Promise<{ runs: number }> {
  let failure: unknown
  let shrinks = 0
  let tried = 0
  const holds = async (generate: fc.GeneratorValue): Promise<boolean> => {
    if (failure !== undefined && (++shrinks > MOST_SHRINKS || !isLearners(failure))) return true
    tried++
    try {
      await attempt(given(createDraw(generate)))
      return true
    } catch (error) {
      failure = error
      return false
    }
  }
  await fc.check(fc.asyncProperty(fc.gen(), holds), { seed: seed | 0, numRuns: runs })
  if (failure !== undefined) throw failure as Error
  return { runs: tried }
}

const isLearners = (error: unknown): boolean =>
  error instanceof CheckFailure || error instanceof LearnerProblem
