// A learner's realm while their code runs in it: its clock, what it says meanwhile, and the ways in which it ends.

import type { SmallPicture } from '../core/own-picture'
import type { Problem } from '../core/problem'
import type { BackendName } from '../core/verdict'
import { CAPS } from '../protocol/caps'
import { RunnerEvent } from '../protocol/events'
import { LoadReport, PrepareReport, type RunnerDoor, type Submission } from '../protocol/runner'
import { closedByLearner, type Ending, endingOfRunner } from './ending'
import { isIdle } from './is-idle'
import { type Realm, RealmDied } from './realm'
import { type Clock, Stopwatch } from './stopwatch'
import type { LearnerWatcher } from './submission'

const DEMO_SECONDS = 120
const PING_MILLISECONDS = 80
const LAST_WORDS_MILLISECONDS = 500
/** On webgl, an operation's first run compiles a shader; the graphics driver's slowness is not the learner's. */
const WEBGL_ALLOWANCE = 3

export interface LearnerSetup {
  readonly backend: BackendName
  readonly seed: number
  readonly wasm?: ArrayBuffer
  /** What the learner's own code may use up, before webgl's allowance. */
  readonly seconds: number
}

export interface Around {
  readonly watcher: LearnerWatcher
  readonly clock: Clock
  /** Called with every end that this realm comes to; the first one counts. */
  readonly end: (ending: Ending) => void
}

export class LearnerSide {
  readonly #runner: Realm<RunnerDoor>
  readonly #setup: LearnerSetup
  readonly #around: Around
  readonly #time: Stopwatch
  /** What the learner's own code may use up. */
  readonly seconds: number
  #logBytes = 0

  constructor(runner: Realm<RunnerDoor>, setup: LearnerSetup, around: Around) {
    this.#runner = runner
    this.#setup = setup
    this.#around = around
    this.seconds = setup.seconds * (setup.backend === 'webgl' ? WEBGL_ALLOWANCE : 1)
    this.#time = new Stopwatch(around.clock, this.seconds * 1000, () => void this.#timeIsUp())
    runner.listen(RunnerEvent, (event) => this.#hear(event))
    void runner.died.then((death) => around.end(endingOfRunner(death)))
  }

  get millisecondsUsed(): number {
    return this.seconds * 1000 - this.#time.left
  }

  startClock(): void {
    this.#time.start()
  }

  pauseClock(): void {
    this.#time.pause()
  }

  prepare(): Promise<PrepareReport> {
    const { backend, seed, wasm } = this.#setup
    return this.#runner.ask('prepare', PrepareReport, (door) =>
      door.prepare({ backend, seed, ...(wasm ? { wasm } : {}) }),
    )
  }

  async load(submission: Submission): Promise<LoadReport> {
    this.#time.start()
    const report = await ofLearner(this.#runner.ask('load', LoadReport, (door) => door.load(submission)))
    this.#time.pause()
    return report
  }

  /** Undefined when the demo ran to its end. */
  async demo(code: string, picture: SmallPicture | null = null): Promise<Ending | undefined> {
    const { clock, end } = this.#around
    const problem: Problem = { kind: 'timeout', message: `The demo was ended after ${DEMO_SECONDS} seconds.` }
    const patience = clock.setTimeout(() => end({ kind: 'problem', problem }), DEMO_SECONDS * 1000)
    const report = await ofLearner(this.#runner.ask('demo', LoadReport, (door) => door.demo(code, picture)))
    clock.clearTimeout(patience)
    return report.ok ? undefined : { kind: 'problem', problem: report.problem }
  }

  /** Until all that the realm has to say has arrived, or it takes too long. */
  async hearOut(): Promise<void> {
    await isIdle(this.#runner, this.#around.clock, LAST_WORDS_MILLISECONDS)
  }

  async #timeIsUp(): Promise<void> {
    const idle = await isIdle(this.#runner, this.#around.clock, PING_MILLISECONDS)
    const message = idle
      ? `Your code was still waiting after ${this.seconds} s: a promise that it awaits never settled.`
      : `Your code was still computing after ${this.seconds} s, all the time it has.`
    const remedy = idle
      ? 'Look for a promise that is never resolved.'
      : 'Look for a loop that does not end, or for work done element by element.'
    this.#around.end({ kind: 'problem', problem: { kind: 'timeout', message, remedy } })
  }

  #hear(event: RunnerEvent): void {
    const { watcher, end } = this.#around
    switch (event.event) {
      case 'logs':
        // The realm cuts its logs itself, unless the learner's code posts past its console.
        this.#logBytes += event.lines.reduce((sum, { text }) => sum + text.length, 0)
        if (this.#logBytes > 2 * CAPS.logBytes)
          return this.#runner.kill({ cause: 'flooded', reason: 'It logs more than is kept.' })
        return watcher.onLogs?.(event.lines)
      case 'logs-cut':
        return watcher.onLogsCut?.(event.kept)
      case 'view':
        return watcher.onView?.(event.view)
      case 'progress':
        return watcher.onProgress?.(event.fraction)
      case 'closed':
        return end(closedByLearner(event.line))
      case 'context-lost':
        return end({ kind: 'infra', reason: 'The graphics context was lost.', contextLost: true })
    }
  }
}

/** In these calls the learner's code runs. What comes back malformed or thrown is its own answer, past the realm's. */
export async function ofLearner(report: Promise<LoadReport>): Promise<LoadReport> {
  try {
    return await report
  } catch (error) {
    if (error instanceof RealmDied) throw error
    const message = 'Something in your code answered in the place of the sandbox that runs it.'
    return { ok: false, problem: { kind: 'unsupported-value', message } }
  }
}
