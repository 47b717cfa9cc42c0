// A program of the learner's own, which nobody judges: its file runs from the first line to the last in a learner's realm,
// with the same sandbox, clock and caps as a submission.

import type { Problem } from '../core/problem'
import type { BackendName } from '../core/verdict'
import type { CompiledFile } from '../protocol/runner'
import type { Ending } from './ending'
import { LearnerSide } from './learner-side'
import type { RealmPair } from './realm-pair'
import { BOOT_SECONDS, Run, TOO_SLOW_TO_BOOT } from './run'
import type { Clock } from './stopwatch'
import type { BackendWish, LearnerWatcher } from './submission'

/** As long as the most patient exercise. */
const PROGRAM_SECONDS = 120

/** What a learner asks of the lab, before it is compiled. */
export interface ProgramWish {
  readonly source: string
  readonly seed: number
  readonly wish: BackendWish
}

export interface ProgramRequest {
  readonly file: CompiledFile
  readonly path: string
  readonly backend: BackendName
  readonly wasm?: ArrayBuffer
  readonly seed: number
}

export interface ProgramEnd {
  /** finished: the last line ran; failed: the problems say why it did not; infra: our fault. */
  readonly outcome: 'finished' | 'failed' | 'stopped' | 'infra'
  readonly problems: readonly Problem[]
  /** The reason of an infra outcome. */
  readonly reason?: string
  readonly backend: BackendName
  /** Why the backend is not the one that was asked for. */
  readonly backendNote?: string
  readonly seed: number
  readonly milliseconds: number
}

export async function runProgram(
  pair: RealmPair,
  request: ProgramRequest,
  watcher: LearnerWatcher,
  clock: Clock,
  signal?: AbortSignal,
): Promise<ProgramEnd> {
  const startedAt = clock.now()
  const { path, file: main, seed } = request
  const run = new Run(clock)
  const setup = { ...request, seconds: PROGRAM_SECONDS }
  const learner = new LearnerSide(pair.runner, setup, { watcher, clock, end: run.end })
  let on: Pick<ProgramEnd, 'backend' | 'backendNote'> = { backend: request.backend }

  const steps = async (): Promise<Ending | undefined> => {
    const boot = run.deadline(BOOT_SECONDS, TOO_SLOW_TO_BOOT)
    const { backend, note } = await learner.prepare()
    boot()
    on = { backend, ...(note ? { backendNote: note } : {}) }
    const report = await learner.load({ path, main, modules: {}, wanted: [] })
    await learner.hearOut()
    return report.ok ? undefined : { kind: 'problem', problem: report.problem }
  }

  const ending = await run.until(steps, pair, signal)
  learner.pauseClock()
  return { ...endOf(ending), ...on, seed, milliseconds: clock.now() - startedAt }
}

function endOf(ending: Ending | undefined): Pick<ProgramEnd, 'outcome' | 'problems' | 'reason'> {
  if (!ending) return { outcome: 'finished', problems: [] }
  if (ending.kind === 'infra') return { outcome: 'infra', problems: [], reason: ending.reason }
  const { problem } = ending
  return problem.kind === 'stopped'
    ? { outcome: 'stopped', problems: [] }
    : { outcome: 'failed', problems: [problem] }
}
