// Where a run or a submit stands.

import type { Problem } from '../core/problem'
import type { CaseInfo, CaseResult, Verdict } from '../core/verdict'
import type { LabRequest } from '../judging/submission'

/** The examples and the demo; all cases; one case by itself; all cases on inputs that one knows. */
export type Deed = 'run' | 'submit' | 'case' | 'again'

export type Phase =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'working'
      readonly id: number
      readonly deed: Deed
      readonly startedAt: number
      readonly plan: readonly CaseInfo[]
      readonly results: readonly CaseResult[]
      /** From 0 to 1 where the demo tells, else null. */
      readonly progress: number | null
    }
  | { readonly kind: 'done'; readonly deed: Deed; readonly verdict: Verdict }
  /** The lab itself failed: nothing was judged. */
  | { readonly kind: 'broken'; readonly deed: Deed; readonly message: string }

/** What each deed asks of the lab. */
export const ASKED: Record<Deed, Pick<LabRequest, 'only' | 'demo'>> = {
  run: { only: { examples: true }, demo: true },
  submit: {},
  case: {},
  again: {},
}

/** How far along, from 0 to 1, as the demo or the cases tell; null where neither does. */
export function fractionOf({ progress, plan, results }: Extract<Phase, { kind: 'working' }>): number | null {
  if (progress !== null) return progress
  return plan.length > 0 && results.length < plan.length ? results.length / plan.length : null
}

/** Problems with a line of the learner's file: the first of each line, those of the whole before those of a case. */
export function marksOf(phase: Phase): Problem[] {
  if (phase.kind !== 'done') return []
  const { problems, cases } = phase.verdict
  const thrown = cases.flatMap(({ outcome }) => (outcome.status === 'error' ? [outcome.problem] : []))
  const lines = new Map<number, Problem>()
  for (const problem of [...problems, ...thrown])
    if (problem.line !== undefined && !lines.has(problem.line)) lines.set(problem.line, problem)
  return [...lines.values()]
}
