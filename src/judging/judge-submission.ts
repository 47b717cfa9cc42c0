// One submission from start to verdict: joins the two realms, keeps the clocks, folds what they say.

import * as v from 'valibot'
import type { Problem } from '../core/problem'
import { messageOf } from '../core/result'
import type { BackendName, CaseInfo, CaseResult, Verdict } from '../core/verdict'
import { CAPS } from '../protocol/caps'
import { GraderEvent, RunnerEvent } from '../protocol/events'
import { JudgeReport } from '../protocol/grader'
import { LoadReport, PrepareReport } from '../protocol/runner'
import { closedByLearner, type Ending, endingOfRunner, foldResults } from './ending'
import { isIdle } from './is-idle'
import { RealmDied } from './realm'
import { killPair, type RealmPair } from './realm-pair'
import { type Clock, Stopwatch } from './stopwatch'
import type { SubmissionRequest, Watcher } from './submission'

/** Time for a realm to boot and for a pack's own tests to think, on top of the learner's. */
const BOOT_SECONDS = 30
const GRADER_SECONDS = 120
const DEMO_SECONDS = 120
const PING_MILLISECONDS = 80
const LAST_WORDS_MILLISECONDS = 500
/** On webgl, an operation's first run compiles a shader; the graphics driver's slowness is not the learner's. */
const WEBGL_ALLOWANCE = 3

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
  const submission = new RunningSubmission(pair, request, watcher, clock)
  const stop = (): void =>
    submission.end({ kind: 'problem', problem: { kind: 'stopped', message: 'You stopped this run.' } })
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  try {
    return await submission.run()
  } finally {
    signal?.removeEventListener('abort', stop)
    killPair(pair, 'The submission is over.')
  }
}

class RunningSubmission {
  readonly #pair: RealmPair
  readonly #request: SubmissionRequest
  readonly #watcher: Watcher
  readonly #clock: Clock
  readonly #startedAt: number
  /** What the learner's own code may use up. */
  readonly #seconds: number
  readonly #learnerTime: Stopwatch
  readonly #ended: Promise<Ending>
  readonly end: (ending: Ending) => void
  #plan: readonly CaseInfo[] = []
  readonly #results: CaseResult[] = []
  #backend: BackendName
  #backendNote: string | undefined
  #logBytes = 0

  constructor(pair: RealmPair, request: SubmissionRequest, watcher: Watcher, clock: Clock) {
    this.#pair = pair
    this.#request = request
    this.#watcher = watcher
    this.#clock = clock
    this.#backend = request.backend
    this.#startedAt = clock.now()
    let end!: (ending: Ending) => void
    this.#ended = new Promise((resolve) => (end = resolve))
    this.end = end
    this.#seconds = request.exercise.page.limits.seconds * (request.backend === 'webgl' ? WEBGL_ALLOWANCE : 1)
    this.#learnerTime = new Stopwatch(clock, this.#seconds * 1000, () => void this.#timeIsUp())
    pair.runner.listen(RunnerEvent, (event) => this.#onRunnerEvent(event))
    pair.grader.listen(GraderEvent, (event) => this.#onGraderEvent(event))
    void pair.runner.died.then((death) => this.end(endingOfRunner(death)))
    void pair.grader.died.then((death) =>
      this.end({ kind: 'infra', reason: `The grader ended: ${death.reason}` }),
    )
  }

  async run(): Promise<JudgedVerdict> {
    const ending = await Promise.race([this.#ended, this.#steps()])
    this.#learnerTime.pause()
    return this.#verdict(ending)
  }

  /** Undefined when everything ran to its end. */
  async #steps(): Promise<Ending | undefined> {
    try {
      await this.#prepare()
      const load = await this.#load()
      if (!load.ok) return { kind: 'problem', problem: load.problem }
      const report = await this.#judge()
      if (!report.ok) return { kind: 'infra', reason: report.reason }
      const ending = await this.#demo()
      // The grader's word may overtake what the learner's realm still has to say; its answer does not.
      await isIdle(this.#pair.runner, this.#clock, LAST_WORDS_MILLISECONDS)
      return ending
    } catch (error) {
      // A death is told by `died`, with its cause.
      if (error instanceof RealmDied) return this.#ended
      return { kind: 'infra', reason: messageOf(error) }
    }
  }

  async #prepare(): Promise<void> {
    const { backend, seed, wasm } = this.#request
    const boot = this.#deadline(BOOT_SECONDS, { kind: 'infra', reason: 'The sandbox did not start in time.' })
    const [report] = await Promise.all([
      this.#pair.runner.ask('prepare', PrepareReport, (door) =>
        door.prepare({ backend, seed, ...(wasm ? { wasm } : {}) }),
      ),
      this.#pair.grader.ask('prepare', v.unknown(), (door) => door.prepare()),
    ])
    boot()
    this.#backend = report.backend
    this.#backendNote = report.note
  }

  async #load(): Promise<LoadReport> {
    const { exercise, file, path } = this.#request
    const wanted = exercise.page.exports.map(({ name }) => name)
    const submission = { path, main: file, modules: exercise.program.modules, wanted }
    this.#learnerTime.start()
    const report = await ofLearner(this.#pair.runner.ask('load', LoadReport, (door) => door.load(submission)))
    this.#learnerTime.pause()
    return report
  }

  async #judge(): Promise<JudgeReport> {
    const { tests, seed, only, stopAtFirstFailure } = this.#request
    const { id, limits, forbidden } = this.#request.exercise.page
    const pack = this.#deadline(this.#seconds + GRADER_SECONDS, {
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

  async #demo(): Promise<Ending | undefined> {
    const { demo } = this.#request.exercise.program
    if (!this.#request.demo || demo === null) return undefined
    const problem: Problem = { kind: 'timeout', message: `The demo was ended after ${DEMO_SECONDS} seconds.` }
    const patience = this.#deadline(DEMO_SECONDS, { kind: 'problem', problem })
    const { picture = null } = this.#request
    const report = await ofLearner(
      this.#pair.runner.ask('demo', LoadReport, (door) => door.demo(demo, picture)),
    )
    patience()
    return report.ok ? undefined : { kind: 'problem', problem: report.problem }
  }

  /** Ends the submission with `ending` unless what this returns is called in time. */
  #deadline(seconds: number, ending: Ending): () => void {
    const timer = this.#clock.setTimeout(() => this.end(ending), seconds * 1000)
    return () => this.#clock.clearTimeout(timer)
  }

  async #timeIsUp(): Promise<void> {
    const idle = await isIdle(this.#pair.runner, this.#clock, PING_MILLISECONDS)
    const message = idle
      ? `Your code was still waiting after ${this.#seconds} s: a promise that it awaits never settled.`
      : `Your code was still computing after ${this.#seconds} s, all the time it has.`
    const remedy = idle
      ? 'Look for a promise that is never resolved.'
      : 'Look for a loop that does not end, or for work done element by element.'
    this.end({ kind: 'problem', problem: { kind: 'timeout', message, remedy } })
  }

  #onRunnerEvent(event: RunnerEvent): void {
    switch (event.event) {
      case 'logs':
        // The realm cuts its logs itself, unless the learner's code posts past its console.
        this.#logBytes += event.lines.reduce((sum, { text }) => sum + text.length, 0)
        if (this.#logBytes > 2 * CAPS.logBytes)
          return this.#pair.runner.kill({ cause: 'flooded', reason: 'It logs more than is kept.' })
        return this.#watcher.onLogs?.(event.lines)
      case 'logs-cut':
        return this.#watcher.onLogsCut?.(event.kept)
      case 'view':
        return this.#watcher.onView?.(event.view)
      case 'progress':
        return this.#watcher.onProgress?.(event.fraction)
      case 'closed':
        return this.end(closedByLearner(event.line))
      case 'context-lost':
        return this.end({ kind: 'infra', reason: 'The graphics context was lost.', contextLost: true })
    }
  }

  #onGraderEvent(event: GraderEvent): void {
    switch (event.event) {
      case 'plan':
        this.#plan = event.cases
        return this.#watcher.onPlan?.(event.cases)
      case 'case-start':
        return this.#watcher.onCaseStart?.(event.index)
      case 'call-start':
        return this.#learnerTime.start()
      case 'call-end':
        return this.#learnerTime.pause()
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
      learnerMilliseconds: this.#seconds * 1000 - this.#learnerTime.left,
    }
  }
}

/** In these calls the learner's code runs. What comes back malformed or thrown is its own answer, past the realm's. */
async function ofLearner(report: Promise<LoadReport>): Promise<LoadReport> {
  try {
    return await report
  } catch (error) {
    if (error instanceof RealmDied) throw error
    const message = 'Something in your code answered in the place of the sandbox that runs it.'
    return { ok: false, problem: { kind: 'unsupported-value', message } }
  }
}
