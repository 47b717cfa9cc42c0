// What a run says while it lasts: lines of the console, and pictures, each by its id.

import type { LearnerWatcher } from '../judging/submission'
import type { LogLine } from '../protocol/events'
import { RunPictures } from './run-pictures.svelte'

/** Lines kept for the console; the sandbox sends no more than this anyway. */
const MOST_LINES = 2_000

export class Output {
  readonly pictures = new RunPictures()
  #logs = $state.raw<readonly LogLine[]>([])
  #logsCut = $state(false)

  get logs(): readonly LogLine[] {
    return this.#logs
  }
  get logsCut(): boolean {
    return this.#logsCut
  }

  clear(): void {
    this.#logs = []
    this.#logsCut = false
    this.pictures.begin()
  }

  /** Takes in what is heard as long as `isCurrent` says so: what an older run still says is dropped. */
  watcher(isCurrent: () => boolean): Pick<LearnerWatcher, 'onLogs' | 'onLogsCut' | 'onView'> {
    return {
      onLogs: (lines) => {
        if (isCurrent()) this.#logs = [...this.#logs, ...lines].slice(-MOST_LINES)
      },
      onLogsCut: () => {
        if (isCurrent()) this.#logsCut = true
      },
      onView: (view) => {
        if (isCurrent()) this.pictures.add(view)
      },
    }
  }
}
