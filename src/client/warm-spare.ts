// Keeps one booted pair waiting, so that a verdict does not wait for a boot. Each pair is handed out once.

import * as v from 'valibot'
import type { OpenPair, RealmPair } from '../judging/realm-pair'

export class WarmSpare {
  readonly #open: OpenPair
  #spare: Promise<RealmPair> | undefined

  constructor(open: OpenPair) {
    this.#open = open
  }

  /** Starts a pair now, unless one waits. */
  warm(): void {
    this.#spare ??= this.#boot()
    // Whoever takes it hears of the failure, and nobody else needs to.
    this.#spare.catch(() => {})
  }

  /** The waiting pair if it still lives, else a new one. The next is not started before `warm` is called again. */
  async take(): Promise<RealmPair> {
    const waiting = this.#spare
    this.#spare = undefined
    const pair = await waiting?.catch(() => undefined)
    if (pair && pair.runner.state.name === 'ready' && pair.grader.state.name === 'ready') return pair
    return this.#open()
  }

  /** Open and booted: the first answer means that TF.js is loaded. */
  async #boot(): Promise<RealmPair> {
    const pair = await this.#open()
    await Promise.all([
      pair.runner.ask('warmUp', v.unknown(), (door) => door.warmUp()),
      pair.grader.ask('prepare', v.unknown(), (door) => door.prepare()),
    ])
    return pair
  }
}
