// A text that is kept as it is typed. Where another tab changes it too, that is told, and nothing of either is lost.

import { messageOf } from '../core/result'
import type { Draft } from '../storage/records'
import type { Change, Store } from '../storage/store'

export type DraftState = 'saved' | 'saving' | 'unsaved'

const DELAY = 400

export interface DraftDeps {
  /** What it is kept under: an exercise's id, or the scratch area's. */
  readonly id: string
  /** Of the exercise that it is written for. */
  readonly version: string
  readonly store: Pick<Store, 'readDraft' | 'saveDraft' | 'putDown' | 'keepCopy' | 'onChange'>
  readonly now: () => number
}

export class DraftKeeper {
  readonly #deps: DraftDeps
  readonly #stopListening: () => void
  #source = $state.raw('')
  #state = $state<DraftState>('saved')
  #problem = $state<string | null>(null)
  #other = $state.raw<Draft | null>(null)
  /** What this tab wrote last: hearing of it is no news. */
  #written: string | null = null
  /** The other tab's, of which a copy is kept already. */
  #copied: Draft | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deps: DraftDeps, source: string) {
    this.#deps = deps
    this.#source = source
    this.#stopListening = deps.store.onChange((change) => void this.#hear(change))
  }

  get source(): string {
    return this.#source
  }
  get state(): DraftState {
    return this.#state
  }
  /** Why it could not be saved, or null. */
  get problem(): string | null {
    return this.#problem
  }
  /** Another text that another tab has put in its place, about which nothing is decided yet. */
  get other(): string | null {
    return this.#other?.text ?? null
  }

  edit(source: string): void {
    if (source === this.#source) return
    this.#source = source
    this.#state = 'unsaved'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), DELAY)
  }

  /** Saves at once. Never rejects: a failure is shown, and the text stays in the editor. */
  async save(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#state === 'saved') return
    this.#state = 'saving'
    const draft = this.#draft
    const { text } = draft
    this.#written = text
    try {
      // Side by side: a page that is being left waits for nothing.
      await Promise.all([this.#keepOther(), this.#deps.store.saveDraft(draft)])
      this.#problem = null
      if (this.#source === text) this.#state = 'saved'
    } catch (error) {
      this.#state = 'unsaved'
      this.#problem = `Your code could not be saved on this device: ${messageOf(error)}`
    }
  }

  /** Of a page that may be gone before a save is through. */
  leave(): Promise<void> {
    if (this.#state !== 'saved') this.#deps.store.putDown(this.#draft)
    return this.save()
  }

  /** Gives what the other tab has, for the editor. A copy is kept of what was typed here. */
  takeOther(): string | null {
    const { other } = this
    if (this.#written !== null || this.#state !== 'saved')
      this.#deps.store.keepCopy(this.#draft).catch((error: unknown) => {
        this.#problem = `Your former code could not be kept on this device: ${messageOf(error)}`
      })
    this.#other = null
    return other
  }

  /** Puts this tab's text in the other's place. A copy of the other is kept. */
  async keepMine(): Promise<void> {
    this.#state = 'unsaved'
    await this.save()
    if (!this.#problem) this.#other = null
  }

  close(): void {
    this.#stopListening()
    void this.save()
  }

  get #draft(): Draft {
    const { id, version, now } = this.#deps
    return { exercise: id, text: this.#source, version, savedAt: now() }
  }

  /** What a save writes over is kept as a copy, as long as nobody has decided about it. */
  async #keepOther(): Promise<void> {
    const other = this.#other
    if (!other || other === this.#copied) return
    this.#copied = other
    await this.#deps.store.keepCopy(other)
  }

  async #hear({ what, exercise }: Change): Promise<void> {
    const { id, store } = this.#deps
    if (what !== 'import' && !(what === 'draft' && exercise === id)) return
    const stored = await store.readDraft(id).catch(() => null)
    if (stored?.kind !== 'found' || stored.draft.text === this.#written) return
    this.#other = stored.draft.text === this.#source ? null : stored.draft
  }
}
