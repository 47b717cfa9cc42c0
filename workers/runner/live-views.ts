// Sends a demo's pictures upward: newest wins, each id at most every so often, and the last one always.

import type { RunnerEvent } from '../../src/protocol/events'
import type { ViewInput } from '../../src/core/views'

const LEAST_MILLISECONDS = 33

export class LiveViews {
  readonly #emit: (event: RunnerEvent) => void
  readonly #sentAt = new Map<string, number>()
  readonly #waiting = new Map<string, ViewInput>()

  constructor(emit: (event: RunnerEvent) => void) {
    this.#emit = emit
  }

  readonly show = (view: ViewInput): void => {
    const now = performance.now()
    if (now - (this.#sentAt.get(view.id) ?? -Infinity) < LEAST_MILLISECONDS) {
      this.#waiting.set(view.id, view)
      return
    }
    this.#send(view, now)
  }

  readonly progress = (fraction: number): void => {
    const now = performance.now()
    if (fraction < 1 && now - (this.#sentAt.get('\0progress') ?? -Infinity) < LEAST_MILLISECONDS) return
    this.#sentAt.set('\0progress', now)
    this.#emit({ event: 'progress', fraction: Math.min(1, Math.max(0, Number(fraction) || 0)) })
  }

  flush(): void {
    for (const view of [...this.#waiting.values()]) this.#send(view, performance.now())
  }

  #send(view: ViewInput, now: number): void {
    this.#waiting.delete(view.id)
    this.#sentAt.set(view.id, now)
    // Structured clone copies; the schema at the border fills in what was left out.
    this.#emit({ event: 'view', view } as RunnerEvent)
  }
}
