// How long something was looked at: only while the page is visible, and not while the machine sleeps.

/** Whether the page is in view. */
export interface Visibility {
  readonly isVisible: boolean
  /** Calls `listener` on every change, until what it gives is called. */
  onChange(listener: () => void): () => void
}

/** While all is well, time is counted this often. What is far longer was slept through. */
const BEAT = 15_000

export class TimeInView {
  readonly #visibility: Visibility
  readonly #now: () => number
  readonly #stopListening: () => void
  readonly #timer: ReturnType<typeof setInterval>
  #milliseconds = 0
  #since: number
  #wasVisible: boolean

  constructor(visibility: Visibility, now: () => number) {
    this.#visibility = visibility
    this.#now = now
    this.#since = now()
    this.#wasVisible = visibility.isVisible
    this.#stopListening = visibility.onChange(() => this.#count())
    this.#timer = setInterval(() => this.#count(), BEAT)
  }

  /** Seconds since this was asked last, or since the beginning. */
  take(): number {
    this.#count()
    const seconds = this.#milliseconds / 1000
    this.#milliseconds = 0
    return seconds
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#stopListening()
  }

  #count(): void {
    const now = this.#now()
    // The clock may also have been put back.
    if (this.#wasVisible) this.#milliseconds += Math.min(2 * BEAT, Math.max(0, now - this.#since))
    this.#since = now
    this.#wasVisible = this.#visibility.isVisible
  }
}

export const visibilityOf = (document: Document): Visibility => ({
  get isVisible() {
    return !document.hidden
  },
  onChange: (listener) => {
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  },
})
