// What helps with one exercise, and what was tried before: hints, answers, and the history of attempts. Each use of help
// is written down.

import type { Answers } from '../core/pack/answers'
import type { ExercisePage } from '../core/pack/compiled'
import { messageOf } from '../core/result'
import { newUid } from '../core/uid'
import type { Attempt, LogEvent } from '../storage/records'
import type { Store } from '../storage/store'
import type { Catalogue } from './doors'

export interface AidsDeps {
  readonly page: ExercisePage
  readonly catalogue: Pick<Catalogue, 'answers'>
  readonly store: Pick<Store, 'attemptsOf' | 'events' | 'appendEvent'>
  readonly now: () => number
  /** The id of a rehearsal that runs and has this exercise in it. Not looked for within a rehearsal. */
  readonly rehearsing?: ((exercise: string) => Promise<string | null>) | undefined
}

export class Aids {
  readonly #deps: AidsDeps
  #hints = $state(0)
  #sawSolution = $state(false)
  #attempts = $state.raw<readonly Attempt[]>([])
  #answers = $state.raw<Answers | null>(null)
  #problem = $state<string | null>(null)
  #rehearsal = $state<string | null>(null)
  #hasAgreed = false
  /** Help that was asked for and is being written down. */
  #isOpening = false

  private constructor(deps: AidsDeps) {
    this.#deps = deps
  }

  /** With what is remembered of the exercise. Never rejects: without it, one begins anew. */
  static async open(deps: AidsDeps): Promise<Aids> {
    const aids = new Aids(deps)
    const events = await deps.store.events(deps.page.id).catch((): LogEvent[] => [])
    const opened = events.flatMap(({ kind, data }) => (kind === 'hint' ? [Number(data.hint)] : []))
    aids.#hints = Math.min(deps.page.hints.length, Math.max(0, ...opened.filter(Number.isInteger)))
    aids.#sawSolution = events.some(({ kind }) => kind === 'solution')
    await aids.refresh()
    return aids
  }

  /** How many hints are open: the first, the first two, or all three. */
  get hints(): number {
    return this.#hints
  }
  /** Whether the solution was asked for before the exercise was solved. */
  get sawSolution(): boolean {
    return this.#sawSolution
  }
  /** The latest first. */
  get attempts(): readonly Attempt[] {
    return this.#attempts
  }
  readonly solved: boolean = $derived.by(() => this.#attempts.some(({ outcome }) => outcome === 'passed'))
  /** Whether the answers may be shown without asking. */
  get areAnswersOpen(): boolean {
    return this.solved || this.#sawSolution
  }
  get answers(): Answers | null {
    return this.#answers
  }
  /** Why the answers, or the use of help, could not be loaded or kept. */
  get problem(): string | null {
    return this.#problem
  }

  /** The rehearsal of this exercise that ran when this was looked at last: its report counts what is opened here. */
  get rehearsal(): string | null {
    return this.#rehearsal
  }

  /** Looks whether one runs. Never rejects: what cannot be known stops nobody. */
  async look(): Promise<void> {
    const { rehearsing, page } = this.#deps
    this.#rehearsal = (await rehearsing?.(page.id).catch(() => null)) ?? null
  }

  /** Whether to ask before help is opened, since it counts in a rehearsal. Once is enough. */
  async mustAsk(): Promise<boolean> {
    await this.look()
    return this.#rehearsal !== null && !this.#hasAgreed
  }

  agree(): void {
    this.#hasAgreed = true
  }

  async refresh(): Promise<void> {
    const { store, page } = this.#deps
    const attempts = await store.attemptsOf(page.id).catch(() => this.#attempts)
    this.#attempts = [...attempts].sort((a, b) => b.at - a.at)
  }

  async openHint(): Promise<void> {
    if (this.#hints >= this.#deps.page.hints.length) return
    await this.#open('hint', { hint: this.#hints + 1 }, () => this.#hints++)
  }

  /** Gives up on finding it alone: from now on the answers are open. */
  async giveUp(): Promise<void> {
    if (this.areAnswersOpen) return
    await this.#open('solution', {}, () => (this.#sawSolution = true))
  }

  async loadAnswers(): Promise<void> {
    if (this.#answers || !this.areAnswersOpen) return
    try {
      this.#answers = await this.#deps.catalogue.answers(this.#deps.page.id)
      this.#problem = this.#answers ? null : 'This exercise brings no solutions along.'
    } catch (error) {
      this.#problem = `The solutions could not be loaded: ${messageOf(error)}`
    }
  }

  /** One at a time, and shown once it is written down: a page that is left at once forgets no help. */
  async #open(kind: 'hint' | 'solution', data: LogEvent['data'], show: () => void): Promise<void> {
    if (this.#isOpening) return
    this.#isOpening = true
    const { store, page, now } = this.#deps
    const event = { uid: newUid(), exercise: page.id, at: now(), kind, data }
    await store.appendEvent(event).catch((error: unknown) => {
      this.#problem = `That this was opened could not be kept on this device: ${messageOf(error)}`
    })
    show()
    this.#isOpening = false
  }
}
