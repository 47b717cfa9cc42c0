// What grading says: one result a case, folded into a verdict. Schemas first, because cases arrive from a sandbox.

import * as v from 'valibot'
import { Problem } from './problem'
import { View } from './views'

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const Category = v.picklist([
  'correctness',
  'shape',
  'stability',
  'edge',
  'efficiency',
  'memory',
  'learning',
])
export type Category = v.InferOutput<typeof Category>

export const CaseKind = v.picklist(['example', 'hidden', 'property'])
export type CaseKind = v.InferOutput<typeof CaseKind>

export const CaseInfo = v.object({
  title: text(300),
  kind: CaseKind,
  category: Category,
  weight: v.pipe(v.number(), v.finite(), v.minValue(0)),
})
export type CaseInfo = v.InferOutput<typeof CaseInfo>

/** The call whose input is shown, so that it can be made again. */
export const ShownCall = v.object({
  /** Of the function that was called. */
  name: v.pipe(text(200), v.regex(/^[A-Za-z_$][\w$]*$/)),
  /** The arguments as they crossed; or they are too large to be written down, or live in the learner's realm alone. */
  args: v.union([v.array(v.unknown()), v.picklist(['too-large', 'unwritable'])]),
})
export type ShownCall = v.InferOutput<typeof ShownCall>

/** An input, and what was expected and got, as text, and where they differ. Only examples and generated counterexamples have it. */
export const Shown = v.object({
  inputs: v.array(v.object({ name: text(200), value: text(6_000) })),
  expected: v.optional(text(6_000)),
  got: v.optional(text(6_000)),
  /** Where the answer is wrong. */
  picture: v.optional(View),
  call: v.optional(ShownCall),
})
export type Shown = v.InferOutput<typeof Shown>

export const Failure = v.object({
  /** One sentence on where and how much, without an expected value. */
  message: text(4_000),
  /** The name of the bug. */
  diagnosis: v.optional(text(1_000)),
  /** The values, for examples and generated inputs. */
  detail: v.optional(text(4_000)),
  /** The author's question that leads on. */
  hint: v.optional(text(2_000)),
})
export type Failure = v.InferOutput<typeof Failure>

export const Outcome = v.variant('status', [
  v.object({ status: v.literal('pass') }),
  /** The answer is wrong. */
  v.object({ status: v.literal('fail'), failure: Failure }),
  /** There is no answer: the code threw, never settled, or returned what cannot be judged. */
  v.object({ status: v.literal('error'), problem: Problem, hint: v.optional(text(2_000)) }),
  /** Neither pass nor fail: the tests or the backend failed. */
  v.object({ status: v.literal('infra'), reason: text(4_000) }),
  v.object({ status: v.literal('not-run'), reason: text(500) }),
])
export type Outcome = v.InferOutput<typeof Outcome>

export const CaseResult = v.object({
  ...CaseInfo.entries,
  outcome: Outcome,
  milliseconds: v.pipe(v.number(), v.minValue(0)),
  /** How many random inputs were tried, for a property. */
  runs: v.optional(count),
  shown: v.optional(Shown),
})
export type CaseResult = v.InferOutput<typeof CaseResult>

export type BackendName = 'cpu' | 'webgl' | 'wasm'
export const BACKENDS: readonly BackendName[] = ['webgl', 'wasm', 'cpu']

export interface Verdict {
  /** passed: every case; failed: at least one is wrong; invalid: nothing could be judged (syntax, missing export); infra: our fault. */
  readonly outcome: 'passed' | 'failed' | 'invalid' | 'infra' | 'stopped'
  readonly cases: readonly CaseResult[]
  /** Problems of the whole submission, not of one case. */
  readonly problems: readonly Problem[]
  /** The reason of an infra outcome. */
  readonly reason?: string
  readonly backend: BackendName
  /** Why the backend is not the one that was asked for. */
  readonly backendNote?: string
  readonly seed: number
  readonly milliseconds: number
}

/** The share of weight that passed, from 0 to 1. */
export function scoreOf(cases: readonly CaseResult[]): number {
  const total = cases.reduce((sum, result) => sum + result.weight, 0)
  const passed = cases.reduce(
    (sum, result) => sum + (result.outcome.status === 'pass' ? result.weight : 0),
    0,
  )
  return total === 0 ? 0 : passed / total
}

export function outcomeOf(cases: readonly CaseResult[], problems: readonly Problem[]): Verdict['outcome'] {
  const has = (status: Outcome['status']): boolean => cases.some((result) => result.outcome.status === status)
  if (problems.some((problem) => problem.kind === 'stopped')) return 'stopped'
  if (has('fail') || has('error')) return 'failed'
  if (problems.length > 0) return has('pass') ? 'failed' : 'invalid'
  if (has('infra') || has('not-run') || cases.length === 0) return 'infra'
  return 'passed'
}

/** Passed and total cases of each category, in the order of the cases. */
export function byCategory(
  cases: readonly CaseResult[],
): { category: Category; passed: number; total: number }[] {
  const rows = new Map<Category, { category: Category; passed: number; total: number }>()
  for (const { category, outcome } of cases) {
    const row = rows.get(category) ?? { category, passed: 0, total: 0 }
    row.total++
    if (outcome.status === 'pass') row.passed++
    rows.set(category, row)
  }
  return [...rows.values()]
}
