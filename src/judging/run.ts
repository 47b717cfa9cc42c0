// What every run has: one end, which comes from within, from outside or from the learner who presses Stop.

import { messageOf } from '../core/result'
import type { Ending } from './ending'
import { RealmDied } from './realm'
import { killPair, type RealmPair } from './realm-pair'
import type { Clock } from './stopwatch'

/** Time for a realm to boot. */
export const BOOT_SECONDS = 30
export const TOO_SLOW_TO_BOOT: Ending = { kind: 'infra', reason: 'The sandbox did not start in time.' }

const STOPPED: Ending = {
  kind: 'problem',
  problem: { kind: 'stopped', message: 'You stopped this run.' },
}

export class Run {
  readonly #clock: Clock
  readonly #ended: Promise<Ending>
  /** The first ending counts. */
  readonly end: (ending: Ending) => void

  constructor(clock: Clock) {
    this.#clock = clock
    let end!: (ending: Ending) => void
    this.#ended = new Promise((resolve) => (end = resolve))
    this.end = end
  }

  /** Undefined when `steps` ran to their end. The pair is dead after that. */
  async until(
    steps: () => Promise<Ending | undefined>,
    pair: RealmPair,
    signal: AbortSignal | undefined,
  ): Promise<Ending | undefined> {
    const stop = (): void => this.end(STOPPED)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    try {
      return await Promise.race([this.#ended, this.#settle(steps)])
    } finally {
      signal?.removeEventListener('abort', stop)
      killPair(pair, 'The run is over.')
    }
  }

  /** Ends the run with `ending` unless what this returns is called in time. */
  deadline(seconds: number, ending: Ending): () => void {
    const timer = this.#clock.setTimeout(() => this.end(ending), seconds * 1000)
    return () => this.#clock.clearTimeout(timer)
  }

  async #settle(steps: () => Promise<Ending | undefined>): Promise<Ending | undefined> {
    try {
      return await steps()
    } catch (error) {
      // A death is told by `died`, with its cause.
      if (error instanceof RealmDied) return this.#ended
      return { kind: 'infra', reason: messageOf(error) }
    }
  }
}
