// One open exercise: the learner's code, its draft, and what the last Run or Submit says.

import { messageOf } from '../core/result'
import type { ExercisePage } from '../core/pack/compiled'
import type { Problem } from '../core/problem'
import type { Verdict } from '../core/verdict'
import type { LogLine } from '../protocol/events'
import type { LabRequest, Watcher } from '../judging/submission'
import type { Store } from '../storage/store'
import { Aids } from './aids.svelte'
import { attemptOf } from './attempt-of'
import type { Catalogue, LabDoor } from './doors'
import { findDraft, type Found } from './found-draft'
import type { OwnPicture } from './own-picture.svelte'
import { ASKED, type Deed, marksOf, type Phase } from './phase'
import { RunPictures } from './run-pictures.svelte'
import type { Settings } from './settings.svelte'

export type DraftState = 'saved' | 'saving' | 'unsaved'

/** Lines kept for the console; the sandbox sends no more than this anyway. */
const MOST_LINES = 2_000
const DRAFT_DELAY = 400

export interface ExerciseDeps {
  readonly page: ExercisePage
  readonly catalogue: Catalogue
  readonly lab: LabDoor
  readonly store: Store
  readonly settings: Settings
  /** Of all exercises that take one. */
  readonly ownPicture: OwnPicture
  readonly now: () => number
  readonly newSeed: () => number
}

export class ExerciseSession {
  readonly page: ExercisePage
  readonly aids: Aids
  readonly pictures = new RunPictures()
  /** The draft that was found when the exercise was opened. */
  readonly foundDraft: Found['draft']
  readonly #deps: ExerciseDeps
  #source = $state.raw('')
  #phase = $state.raw<Phase>({ kind: 'idle' })
  #logs = $state.raw<readonly LogLine[]>([])
  #logsCut = $state(false)
  #draftState = $state<DraftState>('saved')
  #draftProblem = $state<string | null>(null)
  #corruptedDraft = $state.raw<string | null>(null)
  #runs = 0
  #abort: AbortController | undefined
  #draftTimer: ReturnType<typeof setTimeout> | undefined
  /** When it was opened, or last submitted. */
  #since: number

  private constructor(deps: ExerciseDeps, { source, draft, corrupted }: Found, aids: Aids) {
    this.#deps = deps
    this.#since = deps.now()
    this.page = deps.page
    this.aids = aids
    this.foundDraft = draft
    this.#source = source
    this.#corruptedDraft = corrupted
  }

  /** With the learner's draft where there is one. */
  static async open(deps: ExerciseDeps): Promise<ExerciseSession> {
    const [found, aids] = await Promise.all([findDraft(deps.store, deps.page), Aids.open(deps)])
    return new ExerciseSession(deps, found, aids)
  }

  get source(): string {
    return this.#source
  }
  get phase(): Phase {
    return this.#phase
  }
  get logs(): readonly LogLine[] {
    return this.#logs
  }
  get logsCut(): boolean {
    return this.#logsCut
  }
  get ownPicture(): OwnPicture {
    return this.#deps.ownPicture
  }
  get draftState(): DraftState {
    return this.#draftState
  }
  /** Why the draft could not be saved, or null. */
  get draftProblem(): string | null {
    return this.#draftProblem
  }
  /** What was stored in the place of a draft but is none, so that nothing is lost. */
  get corruptedDraft(): string | null {
    return this.#corruptedDraft
  }
  get isChanged(): boolean {
    return this.#source !== this.page.starter
  }
  get isWorking(): boolean {
    return this.#phase.kind === 'working'
  }

  /** Problems with a line of the learner's file, for the editor to mark. */
  readonly marks: readonly Problem[] = $derived(marksOf(this.#phase))

  edit(source: string): void {
    if (source === this.#source) return
    this.#source = source
    this.#draftState = 'unsaved'
    clearTimeout(this.#draftTimer)
    this.#draftTimer = setTimeout(() => void this.saveDraft(), DRAFT_DELAY)
  }

  /** Saves at once. Never rejects: a failure is shown, and the text stays in the editor. */
  async saveDraft(): Promise<void> {
    clearTimeout(this.#draftTimer)
    if (this.#draftState === 'saved') return
    this.#draftState = 'saving'
    const text = this.#source
    try {
      const { id, version } = this.page
      await this.#deps.store.saveDraft({ exercise: id, text, version, savedAt: this.#deps.now() })
      this.#draftProblem = null
      if (this.#source === text) this.#draftState = 'saved'
    } catch (error) {
      this.#draftState = 'unsaved'
      this.#draftProblem = `Your code could not be saved on this device: ${messageOf(error)}`
    }
  }

  dismissCorruptedDraft(): void {
    this.#corruptedDraft = null
  }

  /** Back to the starter. The editor keeps its own undo. */
  reset(): void {
    this.edit(this.page.starter)
    this.#phase = { kind: 'idle' }
  }

  run(): Promise<void> {
    return this.#work('run')
  }

  submit(): Promise<void> {
    return this.#work('submit')
  }

  /** One case by itself, on the very inputs of the last verdict. */
  runCase(title: string): Promise<void> {
    const seed = this.#phase.kind === 'done' ? this.#phase.verdict.seed : this.#deps.newSeed()
    return this.#work('case', { only: { titles: [title] }, seed })
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
    this.pictures.rest()
    void this.saveDraft()
  }

  async #work(
    deed: Deed,
    ask: Partial<Pick<LabRequest, 'only' | 'demo' | 'seed'>> = ASKED[deed],
  ): Promise<void> {
    if (this.isWorking) return
    const id = ++this.#runs
    const abort = new AbortController()
    this.#abort = abort
    this.#logs = []
    this.#logsCut = false
    this.pictures.begin()
    const startedAt = this.#deps.now()
    this.#phase = { kind: 'working', id, deed, startedAt, plan: [], results: [], progress: null }
    const source = this.#source
    void this.saveDraft()
    try {
      const { page, catalogue, lab, settings, newSeed, ownPicture } = this.#deps
      const program = await catalogue.program(page.id)
      const request = {
        ...{ exercise: { page, program }, source, wish: settings.wish, seed: newSeed() },
        ...(page.picture && ownPicture.held ? { picture: ownPicture.held.picture } : {}),
        ...ask,
      }
      const verdict = await lab.judge(request, this.#watcher(id), abort.signal)
      // The log comes first: what the learner has seen is never missing from it.
      if (deed === 'submit') await this.#log(source, verdict)
      this.#finish(id, { kind: 'done', deed, verdict })
    } catch (error) {
      this.#finish(id, { kind: 'broken', deed, message: messageOf(error) })
    }
  }

  #finish(id: number, phase: Phase): void {
    if (this.#phase.kind !== 'working' || this.#phase.id !== id) return
    this.#phase = phase
    this.pictures.end()
  }

  async #log(code: string, verdict: Verdict): Promise<void> {
    const at = this.#deps.now()
    const secondsOpen = Math.max(0, at - this.#since) / 1000
    this.#since = at
    const { hints, sawSolution } = this.aids
    const attempt = attemptOf(this.page, code, verdict, { at, secondsOpen, hints, sawSolution })
    await this.#deps.store.appendAttempt(attempt).catch((error: unknown) => {
      this.#draftProblem = `This attempt could not be saved on this device: ${messageOf(error)}`
    })
    await this.aids.refresh()
  }

  /** Folds what is heard of run `id` into the state; anything of an older run is dropped. */
  #watcher(id: number): Watcher {
    const change = (update: (phase: Extract<Phase, { kind: 'working' }>) => Partial<Phase>): void => {
      const phase = this.#phase
      if (phase.kind === 'working' && phase.id === id) this.#phase = { ...phase, ...update(phase) } as Phase
    }
    const isCurrent = (): boolean => this.#phase.kind === 'working' && this.#phase.id === id
    return {
      onPlan: (plan) => change(() => ({ plan, results: [] })),
      onCaseEnd: (_, result) => change(({ results }) => ({ results: [...results, result] })),
      onProgress: (progress) => change(() => ({ progress })),
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
