// How a submission ends, and what that end makes of its results.

import type { Problem } from '../core/problem'
import { type CaseInfo, type CaseResult, outcomeOf, type Verdict } from '../core/verdict'
import type { Death } from './realm'

/** The end of a submission that is not a row of results. */
export type Ending =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'infra'; readonly reason: string; readonly contextLost?: boolean }

export function endingOfRunner({ cause, reason }: Death): Ending {
  if (cause === 'flooded') {
    const remedy = 'Log less, or send fewer views.'
    return {
      kind: 'problem',
      problem: { kind: 'too-much-output', message: `Your code was ended: ${reason}`, remedy },
    }
  }
  if (cause === 'crashed')
    return {
      kind: 'problem',
      problem: { kind: 'crashed', message: `Your code's sandbox crashed: ${reason}` },
    }
  return { kind: 'infra', reason: `The sandbox ended: ${reason}` }
}

export function closedByLearner(line: number | undefined): Ending {
  const message = 'Your code called close(), which ends the worker that it runs in.'
  const remedy = 'Return from the function instead.'
  return {
    kind: 'problem',
    problem: { kind: 'crashed', message, remedy, ...(line === undefined ? {} : { line }) },
  }
}

/** `ending` is undefined when everything ran to its end. */
export function foldResults(
  ending: Ending | undefined,
  plan: readonly CaseInfo[],
  results: readonly CaseResult[],
): Pick<Verdict, 'outcome' | 'cases' | 'problems' | 'reason'> {
  const problem = ending?.kind === 'problem' ? ending.problem : undefined
  const cases = problem ? withUnfinished(problem, plan, results) : results
  // A problem that a case already tells is not told twice.
  const problems = problem && !isTold(problem, cases) ? [problem] : []
  const reason = ending?.kind === 'infra' ? ending.reason : reasonOfInfra(cases)
  const complete = cases.length === plan.length
  return {
    outcome: ending?.kind === 'infra' || (!problem && !complete) ? 'infra' : outcomeOf(cases, problems),
    cases,
    problems,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The case that was running takes the problem; those after it were not run. */
function withUnfinished(
  problem: Problem,
  plan: readonly CaseInfo[],
  results: readonly CaseResult[],
): CaseResult[] {
  return plan.map((info, index) => {
    const result = results[index]
    if (result) return result
    const running = index === results.length && problem.kind !== 'stopped'
    const outcome: CaseResult['outcome'] = running
      ? { status: 'error', problem }
      : { status: 'not-run', reason: 'An earlier case ended the run.' }
    return { ...info, outcome, milliseconds: 0 }
  })
}

const isTold = (problem: Problem, cases: readonly CaseResult[]): boolean =>
  cases.some(({ outcome }) => outcome.status === 'error' && outcome.problem.message === problem.message)

const reasonOfInfra = (cases: readonly CaseResult[]): string | undefined =>
  cases.map(({ outcome }) => (outcome.status === 'infra' ? outcome.reason : undefined)).find(Boolean)
