// Lets the tests of an exercise judge every mutant of its reference.

import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { Verdict } from '../../core/verdict'
import type { JudgedVerdict } from '../../judging/judge-submission'
import type { SubmissionRequest } from '../../judging/submission'
import { contentKey } from '../content-key'
import { compileSource } from '../grade'
import type { Graders } from '../graders'
import { inParallel } from '../in-parallel'
import { formatProblem } from '../pack/problems'
import type { Progress } from '../progress'
import type { ProofCache } from '../proof-cache'
import { judgedBy, type ProofPlan, whatHappened } from '../prove'
import { createMutants } from './create-mutants'
import { applyEdit } from './edit'
import { type Equivalent, matchEquivalents, readEquivalents } from './equivalents'
import { activate, instrument } from './instrument'
import type { Mutant } from './mutant'
import { isSlowAllOver, secondsFor } from './patience'

/** Mutants run on one seed: each is one program, and one failing is enough. */
const SEED = 1
export interface TriedMutant {
  readonly mutant: Mutant
  /** Undecided: the grader itself failed, twice. */
  readonly fate: 'killed' | 'survived' | 'undecided'
  /** Why it is undecided. */
  readonly reason?: string
}

export interface MutationRun {
  readonly exercise: string
  readonly tried: readonly TriedMutant[]
  readonly equivalents: ReadonlyMap<Mutant, Equivalent>
  /** What kept the mutants from being tried, and entries of equivalent.yaml that stand for no mutant. */
  readonly faults: readonly string[]
}

export interface MutationPlan {
  readonly exercise: string
  readonly mutants: readonly Mutant[]
  readonly equivalents: ReadonlyMap<Mutant, Equivalent>
  readonly faults: readonly string[]
  readonly program: ProofPlan
}

/** Throws PackError for an equivalent.yaml that does not fit its schema. */
export async function planMutants(program: ProofPlan): Promise<MutationPlan> {
  const { exercise, folder, reference } = program
  const mutants = await createMutants(path.join(folder, 'solution.ts'), reference)
  const entries = (await readEquivalents(folder)).map((entry) => ({
    ...entry,
    file: path.relative(process.cwd(), entry.file),
  }))
  const { matched, problems } = matchEquivalents(entries, mutants)
  return { exercise, mutants, equivalents: matched, faults: problems.map(formatProblem), program }
}

const groupOf = ({ exercise }: MutationPlan): string => `${exercise} · mutants`

export const announceMutants = (plan: MutationPlan, progress: Progress): void =>
  progress.expect(groupOf(plan), plan.mutants.length)

export async function runMutants(
  plan: MutationPlan,
  graders: Graders,
  cache: ProofCache,
  progress: Progress,
): Promise<MutationRun> {
  const { exercise, mutants, equivalents, program } = plan
  const tried: TriedMutant[] = []
  const faults = [...plan.faults]
  const note = (result: TriedMutant): void => {
    tried.push(result)
    progress.step(groupOf(plan), result.fate === 'killed' || equivalents.has(result.mutant))
  }

  const unknown = mutants.filter((mutant) => {
    const known = cache.get(keyOf(program, mutant))
    if (known) note({ mutant, fate: known.isKilled ? 'killed' : 'survived' })
    return !known
  })
  if (unknown.length > 0) {
    const court = await openCourt(plan, graders)
    if ('fault' in court) faults.push(court.fault)
    else
      await inParallel(unknown, availableParallelism(), async (mutant) => {
        const result = await tryMutant(mutant, court)
        const isKilled = result.fate === 'killed'
        const isAsExpected = isKilled
          ? !equivalents.has(mutant)
          : result.fate === 'survived' && equivalents.has(mutant)
        if (isAsExpected) cache.set(keyOf(program, mutant), { milliseconds: 0, isKilled })
        note(result)
      })
  }
  const order = new Map(mutants.map((mutant, i) => [mutant, i]))
  tried.sort((a, b) => order.get(a.mutant)! - order.get(b.mutant)!)
  return { exercise, tried, equivalents, faults }
}

const keyOf = ({ compiled, tests, reference }: ProofPlan, mutant: Mutant): string =>
  contentKey([...judgedBy(compiled, tests), 'mutant', applyEdit(reference, mutant), SEED])

/** Where mutants are judged. */
export interface Court {
  judge(mutant: Mutant, manner?: Manner): Promise<JudgedVerdict>
  /** Whether a verdict may be the fault of a busy machine. */
  isDoubtful(verdict: JudgedVerdict): boolean
}

export interface Manner {
  /** Judge every case, whatever fails. */
  readonly whole?: boolean
  /** Give it more time than anybody needs. */
  readonly patient?: boolean
}

/** Null stands for the program with every mutant asleep, which must pass before any of them is judged. */
export async function openCourt(
  { mutants, program }: MutationPlan,
  graders: Graders,
): Promise<Court | { fault: string }> {
  const { compiled: exercise, tests, reference } = program
  const request = compileSource({
    // What is forbidden is left to the kernels that run: the text holds every mutant at once.
    exercise: { ...exercise, page: { ...exercise.page, forbidden: [] } },
    ...{ tests, source: instrument(reference, mutants), backend: 'cpu', seed: SEED },
  })
  if ('outcome' in request) return { fault: asleepFault(request) }
  const submission = (index: number | null, seconds: number): SubmissionRequest => ({
    ...request,
    exercise: { ...exercise, page: { ...exercise.page, limits: { ...exercise.page.limits, seconds } } },
    file: { ...request.file, code: activate(request.file.code, index) },
  })
  const full = exercise.page.limits.seconds
  const asleep = await graders.judge(submission(null, full))
  if (asleep.outcome !== 'passed') return { fault: asleepFault(asleep) }
  const seconds = secondsFor(asleep, full)
  return {
    judge: (mutant, { whole = false, patient = false } = {}) =>
      graders.judge({
        ...submission(mutants.indexOf(mutant), patient ? seconds.second : seconds.first),
        stopAtFirstFailure: !whole,
      }),
    isDoubtful: (verdict) => verdict.outcome === 'infra' || isSlowAllOver(verdict, asleep),
  }
}

const asleepFault = (verdict: Verdict): string =>
  `No mutant is tried: with all of them asleep, solution.ts should pass, but ${whatHappened(verdict)}`

export async function tryMutant(mutant: Mutant, court: Court): Promise<TriedMutant> {
  const first = await court.judge(mutant)
  const verdict = court.isDoubtful(first) ? await court.judge(mutant, { patient: true }) : first
  if (verdict.outcome === 'passed') return { mutant, fate: 'survived' }
  if (verdict.outcome !== 'infra') return { mutant, fate: 'killed' }
  return { mutant, fate: 'undecided', reason: verdict.reason ?? 'The grader failed.' }
}
