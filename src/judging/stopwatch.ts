// A budget of time that is used up only while it runs.

export interface Clock {
  now(): number
  setTimeout(run: () => void, milliseconds: number): unknown
  clearTimeout(timer: unknown): void
}

export class Stopwatch {
  readonly #clock: Clock
  readonly #onUsedUp: () => void
  #left: number
  #startedAt: number | undefined
  #timer: unknown

  constructor(clock: Clock, milliseconds: number, onUsedUp: () => void) {
    this.#clock = clock
    this.#left = milliseconds
    this.#onUsedUp = onUsedUp
  }

  /** Milliseconds that were left when it was paused last; below 0 when they were used up. */
  get left(): number {
    return this.#left
  }

  start(): void {
    if (this.#startedAt !== undefined) return
    this.#startedAt = this.#clock.now()
    this.#timer = this.#clock.setTimeout(this.#onUsedUp, Math.max(0, this.#left))
  }

  pause(): void {
    if (this.#startedAt === undefined) return
    this.#left -= this.#clock.now() - this.#startedAt
    this.#startedAt = undefined
    this.#clock.clearTimeout(this.#timer)
  }
}

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as number),
}
