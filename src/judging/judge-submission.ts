// One submission from start to verdict: joins the two realms, keeps the clocks, folds what they say.

import * as v from 'valibot'
import type { BackendName, CaseInfo, CaseResult, Verdict } from '../core/verdict'
import { GraderEvent } from '../protocol/events'
import { JudgeReport } from '../protocol/grader'
import { type Ending, foldResults } from './ending'
import { LearnerSide } from './learner-side'
import type { RealmPair } from './realm-pair'
import { BOOT_SECONDS, Run, TOO_SLOW_TO_BOOT } from './run'
import type { Clock } from './stopwatch'
import type { SubmissionRequest, Watcher } from './submission'

/** Time for a pack's own tests to think, on top of the learner's. */
const GRADER_SECONDS = 120

export interface JudgedVerdict extends Verdict {
  /** The WebGL context was lost: worth another try on cpu. */
  readonly contextLost: boolean
  /** What the learner's own code took. */
  readonly learnerMilliseconds: number
}

export async function judgeSubmission(
  pair: RealmPair,
  request: SubmissionRequest,
  watcher: Watcher,
  clock: Clock,
  signal?: AbortSignal,
): Promise<JudgedVerdict> {
  return new RunningSubmission(pair, request, watcher, clock).judge(signal)
}

class RunningSubmission {
  readonly #pair: RealmPair
  readonly #request: SubmissionRequest
  readonly #watcher: Watcher
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #run: Run
  readonly #learner: LearnerSide
  #plan: readonly CaseInfo[] = []
  readonly #results: CaseResult[] = []
  #backend: BackendName
  #backendNote: string | undefined

  constructor(pair: RealmPair, request: SubmissionRequest, watcher: Watcher, clock: Clock) {
    this.#pair = pair
    this.#request = request
    this.#watcher = watcher
    this.#clock = clock
    this.#backend = request.backend
    this.#startedAt = clock.now()
    this.#run = new Run(clock)
    const { end } = this.#run
    const setup = { ...request, seconds: request.exercise.page.limits.seconds }
    this.#learner = new LearnerSide(pair.runner, setup, { watcher, clock, end })
    pair.grader.listen(GraderEvent, (event) => this.#onGraderEvent(event))
    void pair.grader.died.then((death) => end({ kind: 'infra', reason: `The grader ended: ${death.reason}` }))
  }

  async judge(signal: AbortSignal | undefined): Promise<JudgedVerdict> {
    const ending = await this.#run.until(() => this.#steps(), this.#pair, signal)
    this.#learner.pauseClock()
    return this.#verdict(ending)
  }

  /** Undefined when everything ran to its end. */
  async #steps(): Promise<Ending | undefined> {
    await this.#prepare()
    const { exercise, file, path } = this.#request
    const { exports, forbidden } = exercise.page
    const load = await this.#learner.load({
      ...{ path, main: file, modules: exercise.program.modules, forbidden },
      wanted: exports.map(({ name }) => name),
    })
    if (!load.ok) return { kind: 'problem', problem: load.problem }
    const report = await this.#judge()
    if (!report.ok) return { kind: 'infra', reason: report.reason }
    const { demo } = exercise.program
    const ending =
      this.#request.demo && demo !== null ? await this.#learner.demo(demo, this.#request.picture) : undefined
    // The grader's word may overtake what the learner's realm still has to say; its answer does not.
    await this.#learner.hearOut()
    return ending
  }

  async #prepare(): Promise<void> {
    const boot = this.#run.deadline(BOOT_SECONDS, TOO_SLOW_TO_BOOT)
    const [report] = await Promise.all([
      this.#learner.prepare(),
      this.#pair.grader.ask('prepare', v.unknown(), (door) => door.prepare()),
    ])
    boot()
    this.#backend = report.backend
    this.#backendNote = report.note
  }

  async #judge(): Promise<JudgeReport> {
    const { tests, seed, only, stopAtFirstFailure } = this.#request
    const { id, limits, forbidden } = this.#request.exercise.page
    const pack = this.#run.deadline(this.#learner.seconds + GRADER_SECONDS, {
      kind: 'infra',
      reason: `The tests of ${id} did not end by themselves. This is not your code's fault.`,
    })
    const job = {
      ...{ tests, seed, limits, forbidden },
      ...(only ? { only } : {}),
      ...(stopAtFirstFailure ? { stopAtFirstFailure } : {}),
    }
    const report = await this.#pair.grader.ask('judge', JudgeReport, (door) => door.judge(job))
    pack()
    return report
  }

  #onGraderEvent(event: GraderEvent): void {
    switch (event.event) {
      case 'plan':
        this.#plan = event.cases
        return this.#watcher.onPlan?.(event.cases)
      case 'case-start':
        return this.#watcher.onCaseStart?.(event.index)
      case 'call-start':
        return this.#learner.startClock()
      case 'call-end':
        return this.#learner.pauseClock()
      case 'case-end':
        if (event.index !== this.#results.length || event.index >= this.#plan.length) return
        this.#results.push(event.result)
        return this.#watcher.onCaseEnd?.(event.index, event.result)
    }
  }

  #verdict(ending: Ending | undefined): JudgedVerdict {
    return {
      ...foldResults(ending, this.#plan, this.#results),
      backend: this.#backend,
      ...(this.#backendNote ? { backendNote: this.#backendNote } : {}),
      seed: this.#request.seed,
      milliseconds: this.#clock.now() - this.#startedAt,
      contextLost: ending?.kind === 'infra' && ending.contextLost === true,
      learnerMilliseconds: this.#learner.millisecondsUsed,
    }
  }
}
