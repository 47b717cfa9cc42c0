// Lets messages through only as fast as the page's main thread can take them in and still do its own work.

import type { Weight } from '../../src/protocol/message-weight'

/** How much of the page's time one realm may take. */
const SHARE = 0.5
/** Milliseconds of it that may be taken at once: a burst of honest messages does not wait. */
const AT_ONCE = 20

/** Milliseconds that the page takes to receive, check and show a message, measured and rounded up. */
const costOf = ({ bytes, values }: Weight): number => 0.05 + values / 1_000 + bytes / 2e6

export interface Timing {
  now(): number
  setTimeout(run: () => void, milliseconds: number): unknown
}

/** In order, and none is lost. */
export class Pace {
  readonly #timing: Timing
  readonly #waiting: { readonly weight: Weight; readonly send: () => void }[] = []
  /** When the page will have had its own share of the time too. */
  #evenAt = 0
  #isResting = false

  constructor(timing: Timing) {
    this.#timing = timing
  }

  pass(weight: Weight, send: () => void): void {
    this.#waiting.push({ weight, send })
    if (!this.#isResting) this.#sendOn()
  }

  #sendOn(): void {
    this.#isResting = false
    while (this.#waiting.length > 0) {
      const now = this.#timing.now()
      const rest = this.#evenAt - AT_ONCE - now
      if (rest > 0) {
        this.#isResting = true
        this.#timing.setTimeout(() => this.#sendOn(), rest)
        return
      }
      const { weight, send } = this.#waiting.shift()!
      this.#evenAt = Math.max(this.#evenAt, now) + costOf(weight) / SHARE
      send()
    }
  }
}
