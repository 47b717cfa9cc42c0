// The pictures of a run: the newest of each while it works, and all of its frames once it is over.

import type { View } from '../core/views'
import { Frames } from './frames'
import { Replay } from './replay.svelte'

export class RunPictures {
  #views = $state.raw<ReadonlyMap<string, View>>(new Map())
  #frames = new Frames()
  #replay = $state.raw<Replay | null>(null)

  get views(): readonly View[] {
    return [...this.#views.values()]
  }
  /** Null while it works, and where its pictures never changed. */
  get replay(): Replay | null {
    return this.#replay
  }

  begin(): void {
    this.rest()
    this.#views = new Map()
    this.#frames = new Frames()
    this.#replay = null
  }

  add(view: View): void {
    this.#frames.add(view)
    this.#views = this.#frames.newest
  }

  end(): void {
    const frames = this.#frames.all
    if (frames.length > 1) this.#replay = new Replay(frames)
  }

  /** Nothing moves by itself any more. */
  rest(): void {
    this.#replay?.pause()
  }
}
