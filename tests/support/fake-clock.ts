// A clock that stands still until it is told to go on.

import type { Clock } from '../../src/judging/stopwatch'

interface Timer {
  readonly at: number
  readonly run: () => void
}

export class FakeClock implements Clock {
  #now = 0
  readonly #timers = new Set<Timer>()

  get waiting(): number {
    return this.#timers.size
  }

  now(): number {
    return this.#now
  }

  setTimeout(run: () => void, milliseconds: number): unknown {
    const timer = { at: this.#now + milliseconds, run }
    this.#timers.add(timer)
    return timer
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as Timer)
  }

  /** Runs every timer that is due, in order of time, and lets promises settle in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (;;) {
      await settled()
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#now = Math.max(this.#now, next.at)
      this.#timers.delete(next)
      next.run()
    }
    this.#now = end
    await settled()
  }
}

/** Until messages and promises under way have arrived. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}
