// One open exercise: the learner's code, and what the last Run or Submit says.

import { messageOf } from '../core/result'
import type { ExercisePage } from '../core/pack/compiled'
import type { Problem } from '../core/problem'
import type { Verdict } from '../core/verdict'
import type { LogLine } from '../protocol/events'
import type { LabRequest, Watcher } from '../judging/submission'
import { Aids } from './aids.svelte'
import { attemptOf } from './attempt-of'
import { DraftKeeper, type DraftState } from './draft.svelte'
import type { ExerciseDeps } from './exercise-deps'
import { findDraft, type Found } from './found-draft'
import type { Manner } from './manner'
import { Output } from './output.svelte'
import type { OwnPicture } from './own-picture.svelte'
import { ASKED, type Deed, marksOf, type Phase } from './phase'
import { TimeInView } from './time-in-view'

export class ExerciseSession {
  readonly page: ExercisePage
  readonly aids: Aids
  readonly manner: Manner | undefined
  readonly draft: DraftKeeper
  readonly output = new Output()
  /** The draft that was found when the exercise was opened. */
  readonly foundDraft: Found['draft']
  readonly #deps: ExerciseDeps
  #phase = $state.raw<Phase>({ kind: 'idle' })
  #logProblem = $state<string | null>(null)
  #corruptedDraft = $state.raw<string | null>(null)
  #runs = 0
  #abort: AbortController | undefined
  /** Since it was opened, or last submitted. */
  readonly #inView: TimeInView

  private constructor(deps: ExerciseDeps, { source, draft, corrupted }: Found, aids: Aids) {
    const { page, store, now, visibility, manner } = deps
    this.#deps = deps
    this.#inView = new TimeInView(visibility, now)
    this.page = page
    this.manner = manner
    this.aids = aids
    this.foundDraft = draft
    this.draft = new DraftKeeper({ id: manner?.draft ?? page.id, version: page.version, store, now }, source)
    this.#corruptedDraft = corrupted
  }

  /** With the learner's draft where there is one. */
  static async open(deps: ExerciseDeps): Promise<ExerciseSession> {
    const [found, aids] = await Promise.all([
      findDraft(deps.store, deps.page, deps.manner?.draft),
      Aids.open(deps),
    ])
    return new ExerciseSession(deps, found, aids)
  }

  get source(): string {
    return this.draft.source
  }
  get phase(): Phase {
    return this.#phase
  }
  get logs(): readonly LogLine[] {
    return this.output.logs
  }
  get logsCut(): boolean {
    return this.output.logsCut
  }
  get ownPicture(): OwnPicture {
    return this.#deps.ownPicture
  }
  get draftState(): DraftState {
    return this.draft.state
  }
  /** Why the draft, or the last attempt, could not be saved, or null. */
  get draftProblem(): string | null {
    return this.draft.problem ?? this.#logProblem
  }
  /** What was stored in the place of a draft but is none, so that nothing is lost. */
  get corruptedDraft(): string | null {
    return this.#corruptedDraft
  }
  get isChanged(): boolean {
    return this.source !== this.page.starter
  }
  get isWorking(): boolean {
    return this.#phase.kind === 'working'
  }

  /** Problems with a line of the learner's file, for the editor to mark. */
  readonly marks: readonly Problem[] = $derived(marksOf(this.#phase))

  edit(source: string): void {
    this.draft.edit(source)
  }

  saveDraft(): Promise<void> {
    return this.draft.save()
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

  async submit(): Promise<void> {
    if (this.isWorking) return
    const mark = this.manner?.send()
    // Sent to be judged, or, in a rehearsal, not yet.
    if (mark !== null) await this.#work('submit', ASKED.submit, mark)
  }

  /** One case by itself, on the very inputs of the last verdict. */
  runCase(title: string): Promise<void> {
    const seed = this.#phase.kind === 'done' ? this.#phase.verdict.seed : this.#deps.newSeed()
    return this.#work('case', { only: { titles: [title] }, seed })
  }

  /** What the last verdict is of once more, on its very inputs. Of a submit that is no attempt: one knows what comes. */
  async repeat(): Promise<void> {
    if (this.#phase.kind !== 'done') return
    const { deed, verdict } = this.#phase
    const again = deed === 'run' ? 'run' : 'again'
    await this.#work(again, { ...ASKED[again], seed: verdict.seed })
  }

  stop(): void {
    this.#abort?.abort()
  }

  /** Boots what the first Run will need, before it is asked for. */
  warm(): void {
    this.#deps.lab.warm()
  }

  /** What was submitted in a rehearsal is judged all the same: it counts. */
  close(): void {
    const isSent = this.manner && this.#phase.kind === 'working' && this.#phase.deed === 'submit'
    if (!isSent) this.stop()
    this.output.pictures.rest()
    this.#inView.stop()
    this.draft.close()
  }

  async #work(
    deed: Deed,
    ask: Partial<Pick<LabRequest, 'only' | 'demo' | 'seed'>> = ASKED[deed],
    mark?: string,
  ): Promise<void> {
    if (this.isWorking) return
    const id = ++this.#runs
    const abort = new AbortController()
    this.#abort = abort
    this.output.clear()
    const startedAt = this.#deps.now()
    this.#phase = { kind: 'working', id, deed, startedAt, plan: [], results: [], progress: null }
    const source = this.source
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
      if (deed === 'submit') await this.#log(source, verdict, mark)
      this.#finish(id, { kind: 'done', deed, verdict })
    } catch (error) {
      this.#finish(id, { kind: 'broken', deed, message: messageOf(error) })
    }
    if (mark !== undefined) this.manner?.settle(mark)
  }

  #finish(id: number, phase: Phase): void {
    if (this.#phase.kind !== 'working' || this.#phase.id !== id) return
    this.#phase = phase
    this.output.pictures.end()
  }

  async #log(code: string, verdict: Verdict, rehearsal: string | undefined): Promise<void> {
    const at = this.#deps.now()
    const secondsOpen = this.#inView.take()
    const { hints, sawSolution } = this.aids
    const how = { at, secondsOpen, hints, sawSolution, ...(rehearsal ? { rehearsal } : {}) }
    const attempt = attemptOf(this.page, code, verdict, how)
    this.#logProblem = await this.#deps.store.appendAttempt(attempt).then(
      () => null,
      (error: unknown) => `This attempt could not be saved on this device: ${messageOf(error)}`,
    )
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
      ...this.output.watcher(isCurrent),
    }
  }
}
