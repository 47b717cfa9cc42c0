// The proofs of one exercise on one backend: who must pass passes, who must fail fails with the words it earned.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CompiledExercise } from '../core/pack/compiled'
import type { BackendName, Verdict } from '../core/verdict'
import type { GradeJob } from './grade'
import type { Graders } from './graders'
import { contentKey } from './content-key'
import { compileExercise } from './pack/compile-exercise'
import {
  type ProofSubmission,
  readAccepted,
  readExercise,
  readRejected,
  type RejectedSubmission,
} from './pack/read-exercise'
import { problemText, wordsOf } from '../core/verdict-text'

/** What is tried; and the limit of time, which follows from what the reference took. */
export type StepKind = 'reference' | 'starter' | 'accepted' | 'rejected'
export type ProofKind = StepKind | 'time'

/** One thing to be proved. */
export interface ProofStep {
  readonly exercise: string
  readonly backend: BackendName
  readonly kind: StepKind
  /** The file, e.g. "rejected/flipped-kernel.ts". */
  readonly name: string
  readonly seed: number
  /** The same as long as all that the exercise puts into this proof is the same. */
  readonly key: string
  run(graders: Graders): Promise<Proof>
}

export interface Proof extends Omit<ProofStep, 'kind' | 'run' | 'key'> {
  readonly kind: ProofKind
  /** Null when the proof holds, else why it does not. */
  readonly fault: string | null
  readonly milliseconds: number
  /** What the learner's own code took, where it is known. */
  readonly learnerMilliseconds?: number
}

export interface ProofPlan {
  readonly exercise: string
  readonly folder: string
  readonly backends: readonly BackendName[]
  readonly compiled: CompiledExercise
  readonly tests: string
  /** solution.ts */
  readonly reference: string
  readonly steps: readonly ProofStep[]
}

/** Stands in the place of a test's title for problems of the whole submission. */
const COMPILING = 'compiling'

type Judgement = (verdict: Verdict) => string | null

/** Every proof of an exercise, ready to be run in any order. Throws PackError. */
export async function planProofs(
  folder: string,
  options: { seeds: number; backend?: BackendName; quick?: boolean },
): Promise<ProofPlan> {
  const source = await readExercise(folder)
  const { tests, ...exercise } = await compileExercise(folder)
  const { id } = exercise.page
  const reference = { name: 'solution.ts', source: await readFile(path.join(folder, 'solution.ts'), 'utf8') }
  const starter = { name: 'starter.ts', source: exercise.page.starter }
  const [accepted, rejected] = [await readAccepted(source), await readRejected(source)]
  const backends = exercise.page.backends.filter((name) => !options.backend || name === options.backend)
  const seeds = Array.from({ length: options.seeds }, (_, i) => i + 1)

  const steps = backends.flatMap((backend) => {
    const step = (
      kind: ProofStep['kind'],
      { name, source: code }: ProofSubmission,
      seed: number,
      judge: Judgement,
      only?: GradeJob['only'],
    ): ProofStep => {
      const what = { exercise: id, backend, kind, name, seed }
      return {
        ...what,
        key: contentKey([...judgedBy(exercise, tests), kind, code, backend, seed, only]),
        run: async (graders) => {
          const job = { exercise, tests, source: code, backend, seed, ...(only ? { only } : {}) }
          const verdict = await graders.grade(job)
          const elsewhere = verdict.backendNote ?? 'It ran on another backend.'
          const fault = verdict.backend === backend ? judge(verdict) : elsewhere
          const { milliseconds, learnerMilliseconds } = verdict
          return { ...what, fault, milliseconds, ...(learnerMilliseconds ? { learnerMilliseconds } : {}) }
        },
      }
    }
    const brief = options.quick && backend === 'webgl' ? ({ brief: true } as const) : undefined
    const references = seeds.map((seed) => step('reference', reference, seed, faultOfRight, brief))
    if (options.quick && backend !== 'cpu') return references
    return [
      ...references,
      step('starter', starter, 1, faultOfStarter),
      ...accepted.flatMap((right) => seeds.map((seed) => step('accepted', right, seed, faultOfRight))),
      // Only the test that is named: whether others fail too is beside the point.
      ...rejected.map((wrong) =>
        step('rejected', wrong, 1, (verdict) => faultOfWrong(verdict, wrong), namedCases(wrong)),
      ),
    ]
  })
  return {
    ...{ exercise: id, folder, backends, steps },
    ...{ compiled: exercise, tests, reference: reference.source },
  }
}

/** All of an exercise that a verdict on a submission depends on. Texts that are only read are not among it. */
export const judgedBy = ({ page, program }: CompiledExercise, tests: string): readonly unknown[] => [
  ...[page.id, page.exports, page.limits, page.forbidden, page.files, program.modules, tests],
]

const namedCases = ({ rejectedBy }: RejectedSubmission): GradeJob['only'] =>
  rejectedBy === COMPILING ? undefined : { titles: [rejectedBy] }

function faultOfRight(verdict: Verdict): string | null {
  return verdict.outcome === 'passed' ? null : `It should pass, but ${whatHappened(verdict)}`
}

function faultOfStarter(verdict: Verdict): string | null {
  const isSyntax = verdict.problems.some(
    ({ kind }) => kind === 'syntax' || kind === 'import' || kind === 'no-export',
  )
  if (verdict.outcome === 'failed' && !isSyntax) return null
  return `The starter should compile and fail, but ${whatHappened(verdict)}`
}

function faultOfWrong(verdict: Verdict, { rejectedBy, says }: RejectedSubmission): string | null {
  if (verdict.outcome === 'passed') return 'It should be rejected, but it passes.'
  const result = verdict.cases.find(({ title }) => title === rejectedBy)
  const words = result ? wordsOf(result) : verdict.problems.map(problemText).join(' ')
  if (!result && rejectedBy !== COMPILING) return `There is no test "${rejectedBy}"; ${whatHappened(verdict)}`
  if (result?.outcome.status === 'pass')
    return `"${rejectedBy}" should reject it, but ${whatHappened(verdict)}`
  return words.includes(says) ? null : `"${rejectedBy}" should say "${says}", but says "${words}"`
}

export function whatHappened({ outcome, cases, problems, reason }: Verdict): string {
  const failing = cases.filter(
    (result) => result.outcome.status !== 'pass' && result.outcome.status !== 'not-run',
  )
  const words = [
    ...problems.map(problemText),
    ...failing.map((result) => `"${result.title}": ${wordsOf(result)}`),
    ...(reason ? [reason] : []),
  ]
  return `it ${outcome === 'passed' ? 'passes' : `ends as ${outcome}`}. ${words.join(' | ')}`
}
