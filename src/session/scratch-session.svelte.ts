// The scratch area: a program of the learner's own that nobody judges, and what its last run says.

import type { Problem } from '../core/problem'
import { messageOf } from '../core/result'
import type { ProgramEnd } from '../judging/run-program'
import type { Draft, LogEvent } from '../storage/records'
import type { Store } from '../storage/store'
import type { Carried } from './tray'
import type { LabDoor } from './doors'
import { DraftKeeper } from './draft.svelte'
import { findDraft } from './found-draft'
import { Output } from './output.svelte'
import { SCRATCH_PROGRAM } from './scratch-program'
import type { Settings } from './settings.svelte'

/** No exercise has an id without a slash. */
export const SCRATCH_ID = 'scratch'

export type ScratchPhase =
  | { readonly kind: 'idle' }
  /** `progress` is from 0 to 1 where the program tells, else null. */
  | { readonly kind: 'working'; readonly id: number; readonly progress: number | null }
  | { readonly kind: 'done'; readonly end: ProgramEnd }
  /** The lab itself failed: nothing ran. */
  | { readonly kind: 'broken'; readonly message: string }

/** A text that gave way to another. */
export interface EarlierText {
  readonly uid: string
  readonly at: number
  readonly text: string
}

export interface ScratchDeps {
  readonly lab: Pick<LabDoor, 'warm' | 'run'>
  readonly store: Pick<Store, 'readDraft' | 'saveDraft' | 'putDown' | 'keepCopy' | 'events' | 'onChange'>
  readonly settings: Pick<Settings, 'wish' | 'scratchSeed'>
  readonly now: () => number
  readonly newSeed: () => number
}

export class ScratchSession {
  readonly draft: DraftKeeper
  readonly output = new Output()
  readonly #deps: ScratchDeps
  #phase = $state.raw<ScratchPhase>({ kind: 'idle' })
  #seed = $state(0)
  #earlier = $state.raw<readonly EarlierText[]>([])
  #corrupted = $state.raw<string | null>(null)
  #runs = 0
  #abort: AbortController | undefined

  private constructor(deps: ScratchDeps, source: string, corrupted: string | null) {
    const { store, now, settings, newSeed } = deps
    this.#deps = deps
    this.draft = new DraftKeeper({ id: SCRATCH_ID, version: '', store, now }, source)
    this.#corrupted = corrupted
    this.#seed = settings.scratchSeed ?? newSeed()
    this.seed = this.#seed
  }

  /** With the text as it was left. Never rejects: where nothing can be read, there is the program to begin with. */
  static async open(deps: ScratchDeps): Promise<ScratchSession> {
    const program = { id: SCRATCH_ID, starter: SCRATCH_PROGRAM, version: '' }
    const { source, corrupted } = await findDraft(deps.store, program)
    const session = new ScratchSession(deps, source, corrupted)
    await session.#readEarlier()
    return session
  }

  get source(): string {
    return this.draft.source
  }
  get phase(): ScratchPhase {
    return this.#phase
  }
  get isWorking(): boolean {
    return this.#phase.kind === 'working'
  }
  get isChanged(): boolean {
    return this.source !== SCRATCH_PROGRAM
  }
  /** The latest first. */
  get earlier(): readonly EarlierText[] {
    return this.#earlier
  }
  /** What was stored in the place of a text but is none, so that nothing is lost. */
  get corrupted(): string | null {
    return this.#corrupted
  }
  /** What the program's random numbers start from: the same seed gives the same numbers. */
  get seed(): number {
    return this.#seed
  }
  set seed(seed: number) {
    this.#seed = Number.isFinite(seed) ? Math.min(2 ** 32 - 1, Math.max(0, Math.round(seed))) : this.#seed
    this.#deps.settings.scratchSeed = this.#seed
  }

  /** Problems with a line of the program, for the editor to mark. */
  readonly marks: readonly Problem[] = $derived.by(() =>
    this.#phase.kind === 'done' ? this.#phase.end.problems.filter(({ line }) => line !== undefined) : [],
  )

  edit(source: string): void {
    this.draft.edit(source)
  }

  /** Back to the program to begin with. The editor keeps its own undo. */
  reset(): void {
    this.edit(SCRATCH_PROGRAM)
    this.#phase = { kind: 'idle' }
  }

  dismissCorrupted(): void {
    this.#corrupted = null
  }

  /**
   * Puts another text in the place of this one, of which a copy is kept first. Words for the learner where that cannot be
   * done: then everything stays as it is.
   */
  async replace(code: string): Promise<string | null> {
    if (code === this.source) return null
    try {
      await this.keepCopy()
    } catch (error) {
      return `Nothing was changed, since what is here could not be kept: ${messageOf(error)}`
    }
    this.edit(code)
    this.#phase = { kind: 'idle' }
    await this.draft.save()
    return null
  }

  /** Puts a copy of this text among the earlier ones. Rejects with words for the learner. */
  async keepCopy(): Promise<void> {
    if (!this.isChanged) return
    const { store, now } = this.#deps
    const former: Draft = { exercise: SCRATCH_ID, text: this.source, version: '', savedAt: now() }
    await store.keepCopy(former)
    await this.#readEarlier()
  }

  /** As `replace`, with the seed that belongs to it. */
  async bring({ code, seed }: Carried): Promise<string | null> {
    const problem = await this.replace(code)
    if (problem === null) this.seed = seed
    return problem
  }

  async run(): Promise<void> {
    if (this.isWorking) return
    const id = ++this.#runs
    const abort = new AbortController()
    this.#abort = abort
    this.output.clear()
    this.#phase = { kind: 'working', id, progress: null }
    void this.draft.save()
    const isCurrent = (): boolean => this.#phase.kind === 'working' && this.#phase.id === id
    const finish = (phase: ScratchPhase): void => {
      if (!isCurrent()) return
      this.#phase = phase
      this.output.pictures.end()
    }
    const watcher = {
      ...this.output.watcher(isCurrent),
      onProgress: (progress: number) => {
        if (isCurrent()) this.#phase = { kind: 'working', id, progress }
      },
    }
    try {
      const { lab, settings } = this.#deps
      const wish = { source: this.source, seed: this.seed, wish: settings.wish }
      finish({ kind: 'done', end: await lab.run(wish, watcher, abort.signal) })
    } catch (error) {
      finish({ kind: 'broken', message: messageOf(error) })
    }
  }

  stop(): void {
    this.#abort?.abort()
  }

  /** Boots what the first Run will need, before it is asked for. */
  warm(): void {
    this.#deps.lab.warm()
  }

  close(): void {
    this.stop()
    this.draft.close()
  }

  async #readEarlier(): Promise<void> {
    const events = await this.#deps.store.events(SCRATCH_ID).catch((): LogEvent[] => [])
    this.#earlier = events
      .flatMap(({ uid, at, kind, data }) =>
        kind === 'draft-copy' && typeof data.text === 'string' ? [{ uid, at, text: data.text }] : [],
      )
      .sort((one, other) => other.at - one.at)
  }
}
