// A run that is over, gone through again: which frame is shown, and whether it moves on by itself.

import type { View } from '../core/views'
import type { Frame } from './frames'

/** How long all of it plays, within what eyes can follow. */
const WHOLE_MILLISECONDS = 9_000
const PACE = { least: 60, most: 400 }

export class Replay {
  readonly #frames: readonly Frame[]
  #at = $state(0)
  #timer = $state.raw<ReturnType<typeof setInterval> | null>(null)

  /** `frames` are two or more. It begins where the run ended, so that nothing moves until it is asked for. */
  constructor(frames: readonly Frame[]) {
    this.#frames = frames
    this.#at = frames.length - 1
  }

  get at(): number {
    return this.#at
  }
  get last(): number {
    return this.#frames.length - 1
  }
  get isPlaying(): boolean {
    return this.#timer !== null
  }
  /** Null for a picture that is not there yet. */
  view(id: string): View | null {
    return this.#frames[this.#at]!.views.get(id) ?? null
  }

  /** Where in the run this is: as the demo says it, and by count. */
  readonly words: string = $derived.by(() => {
    const count = `${this.#at + 1} of ${this.last + 1}`
    const { step } = this.#frames[this.#at]!
    return step ? `${step}, ${count}` : `Frame ${count}`
  })

  /** By hand: whatever plays is stopped. */
  goTo(at: number): void {
    this.pause()
    this.#move(at)
  }

  /** From the start if it is at the end. */
  play(): void {
    if (this.isPlaying) return
    if (this.#at === this.last) this.#at = 0
    const pace = Math.min(PACE.most, Math.max(PACE.least, WHOLE_MILLISECONDS / this.last))
    this.#timer = setInterval(() => {
      this.#move(this.#at + 1)
      if (this.#at === this.last) this.pause()
    }, pace)
  }

  pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  #move(at: number): void {
    this.#at = Math.min(this.last, Math.max(0, Math.round(at)))
  }
}
