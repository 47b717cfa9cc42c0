// The proofs of one exercise on one backend: who must pass passes, who must fail fails with the words it earned.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { BackendName, Verdict } from '../core/verdict'
import type { Graders } from './graders'
import { compileExercise } from './pack/compile-exercise'
import {
  type ProofSubmission,
  readAccepted,
  readExercise,
  readRejected,
  type RejectedSubmission,
} from './pack/read-exercise'
import { problemText, wordsOf } from './print-verdict'

export interface Proof {
  readonly exercise: string
  readonly backend: BackendName
  readonly kind: 'reference' | 'starter' | 'accepted' | 'rejected'
  readonly name: string
  readonly seed: number
  /** Null when the proof holds, else why it does not. */
  readonly fault: string | null
  readonly milliseconds: number
}

export interface ProofPlan {
  readonly exercise: string
  readonly backends: readonly BackendName[]
  readonly steps: readonly ProofStep[]
}

export type ProofStep = (graders: Graders) => Promise<Proof>

/** Every proof of an exercise, ready to be run in any order. Throws PackError. */
export async function planProofs(
  folder: string,
  options: { seeds: number; backend?: BackendName },
): Promise<ProofPlan> {
  const source = await readExercise(folder)
  const { tests, ...exercise } = await compileExercise(folder)
  const reference = { name: 'solution.ts', source: await readFile(path.join(folder, 'solution.ts'), 'utf8') }
  const [accepted, rejected] = [await readAccepted(source), await readRejected(source)]
  const backends = exercise.page.backends.filter((name) => !options.backend || name === options.backend)
  const seeds = Array.from({ length: options.seeds }, (_, i) => i + 1)

  const step =
    (
      backend: BackendName,
      kind: Proof['kind'],
      submission: ProofSubmission,
      seed: number,
      judge: (verdict: Verdict) => string | null,
    ): ProofStep =>
    async (graders) => {
      const verdict = await graders.grade({ exercise, tests, source: submission.source, backend, seed })
      const fault =
        verdict.backend === backend ? judge(verdict) : (verdict.backendNote ?? 'It ran on another backend.')
      return {
        exercise: exercise.page.id,
        backend,
        kind,
        name: submission.name,
        seed,
        fault,
        milliseconds: verdict.milliseconds,
      }
    }

  const steps = backends.flatMap((backend) => [
    ...seeds.map((seed) => step(backend, 'reference', reference, seed, faultOfRight)),
    step(backend, 'starter', { name: 'starter.ts', source: exercise.page.starter }, 1, faultOfStarter),
    ...accepted.flatMap((submission) =>
      seeds.map((seed) => step(backend, 'accepted', submission, seed, faultOfRight)),
    ),
    ...rejected.map((submission) =>
      step(backend, 'rejected', submission, 1, (verdict) => faultOfWrong(verdict, submission)),
    ),
  ])
  return { exercise: exercise.page.id, backends, steps }
}

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
  if (!result && rejectedBy !== 'compiling')
    return `There is no test "${rejectedBy}"; ${whatHappened(verdict)}`
  if (result?.outcome.status === 'pass')
    return `"${rejectedBy}" should reject it, but ${whatHappened(verdict)}`
  return words.includes(says) ? null : `"${rejectedBy}" should say "${says}", but says "${words}"`
}

function whatHappened({ outcome, cases, problems, reason }: Verdict): string {
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
