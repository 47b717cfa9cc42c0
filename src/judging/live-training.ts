// Training that is watched: a learner's realm that is asked for a little more at each call, so that not to ask is to pause.

import type { Remote } from 'comlink'
import type { Problem } from '../core/problem'
import type { Result } from '../core/result'
import { RunnerEvent } from '../protocol/events'
import { LoadReport, PrepareReport, type RunnerDoor, type Submission } from '../protocol/runner'
import { closedByLearner, type Ending, endingOfRunner } from './ending'
import { ofLearner } from './learner-side'
import { type Realm, RealmDied } from './realm'
import { BOOT_SECONDS } from './run'
import type { Clock } from './stopwatch'
import type { Watcher } from './submission'

/** What one call may take, be it the first one: far more than it does. */
const CALL_SECONDS = 10

export interface Training {
  /** Trains a little further. Why it cannot, or null. */
  advance(): Promise<Problem | null>
}

/** Opens a sandbox for the code, which lives until `signal` ends it. Rejects with words when no sandbox is to be had. */
export type OpenTraining = (
  source: string,
  watcher: Watcher,
  signal: AbortSignal,
) => Promise<Result<Training, readonly Problem[]>>

export class LiveTraining {
  readonly #runner: Realm<RunnerDoor>
  readonly #clock: Clock
  #problem: Problem | undefined

  constructor(runner: Realm<RunnerDoor>, watcher: Watcher, clock: Clock) {
    this.#runner = runner
    this.#clock = clock
    runner.listen(RunnerEvent, (event) => {
      if (event.event === 'logs') watcher.onLogs?.(event.lines)
      else if (event.event === 'view') watcher.onView?.(event.view)
      else if (event.event === 'progress') watcher.onProgress?.(event.fraction)
      else if (event.event === 'closed') this.#end(problemIn(closedByLearner(event.line)))
    })
  }

  /** Why the code cannot be trained with, or null. Rejects when the sandbox does not start. */
  async begin(submission: Submission, seed: number): Promise<Problem | null> {
    const late = this.#after(BOOT_SECONDS, () =>
      this.#runner.kill({ cause: 'never-started', reason: 'The sandbox did not start in time.' }),
    )
    try {
      await this.#runner.ask('prepare', PrepareReport, (door) => door.prepare({ backend: 'cpu', seed }))
    } finally {
      late()
    }
    return this.#ask('load', (door) => door.load(submission))
  }

  /** Runs `demo`, which goes on from where its last call ended. Why it cannot, or null. */
  advance(demo: string): Promise<Problem | null> {
    return this.#ask('demo', (door) => door.demo(demo))
  }

  async #ask(name: string, call: (door: Remote<RunnerDoor>) => Promise<unknown>): Promise<Problem | null> {
    const late = this.#after(CALL_SECONDS, () =>
      this.#end({
        kind: 'timeout',
        message: `Your code was still at work after ${CALL_SECONDS} s, so it was ended.`,
        remedy: 'Look for a loop that does not end, or try fewer units.',
      }),
    )
    try {
      const report = await ofLearner(this.#runner.ask(name, LoadReport, call))
      return report.ok ? null : report.problem
    } catch (error) {
      if (!(error instanceof RealmDied)) throw error
      return this.#problem ?? problemIn(endingOfRunner(error.death))
    } finally {
      late()
    }
  }

  #end(problem: Problem): void {
    this.#problem ??= problem
    this.#runner.kill({ cause: 'killed', reason: problem.message })
  }

  /** What it returns calls it off. */
  #after(seconds: number, run: () => void): () => void {
    const timer = this.#clock.setTimeout(run, seconds * 1000)
    return () => this.#clock.clearTimeout(timer)
  }
}

const problemIn = (ending: Ending): Problem =>
  ending.kind === 'problem' ? ending.problem : { kind: 'crashed', message: ending.reason }
