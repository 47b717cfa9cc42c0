// Which exercises are solved, how each stands, and what the progress page tells of them all.

import type { Overview } from '../core/progress/overview'
import { type Standing, standingsOf } from '../core/progress/standing'
import type { Course } from '../core/progress/tried'
import type { Store } from '../storage/store'

export type { Standing }

/** What the page tells, and when it was read. */
export interface Told extends Overview {
  readonly at: number
  /** Records of the log that could not be read, and are left where they are. */
  readonly unreadable: number
  /** Drafts that gave way to newer ones in an import, the latest first. */
  readonly copies: readonly DraftCopy[]
}

export interface DraftCopy {
  readonly exercise: string
  readonly at: number
  readonly text: string
}

export class Progress {
  readonly #store: Store
  #standing = $state.raw<ReadonlyMap<string, Standing>>(new Map())
  #revision = $state(0)

  constructor(store: Store) {
    this.#store = store
    store.onChange(({ what }) => {
      if (what === 'attempt' || what === 'event' || what === 'import') void this.refresh()
    })
  }

  /** Of every exercise that was submitted at least once. */
  get standing(): ReadonlyMap<string, Standing> {
    return this.#standing
  }

  readonly solved: ReadonlySet<string> = $derived.by(
    () => new Set([...this.#standing].flatMap(([id, { solved }]) => (solved ? [id] : []))),
  )

  /** Goes up whenever something may have been added, here or in another tab. */
  get revision(): number {
    return this.#revision
  }

  async refresh(): Promise<void> {
    const attempts = await this.#store.attempts().catch(() => null)
    if (attempts) this.#standing = standingsOf(attempts)
    this.#revision++
  }

  /** The formulas, and FSRS among them, are loaded with the first page that asks. */
  async overview(courses: readonly Course[], now: number): Promise<Told> {
    const [attempts, events, unreadable, { overviewOf }] = await Promise.all([
      this.#store.attempts(),
      this.#store.events(),
      this.#store.unreadable(),
      import('../core/progress/overview'),
    ])
    const copies = events
      .filter(({ kind, data }) => kind === 'draft-copy' && typeof data.text === 'string')
      .map(({ exercise, at, data }) => ({ exercise, at, text: data.text as string }))
      .reverse()
    return { ...overviewOf(attempts, events, courses, now), at: now, unreadable, copies }
  }
}
