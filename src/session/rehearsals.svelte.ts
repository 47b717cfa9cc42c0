// Every rehearsal on this device: the one that runs, those of before, and how a new one is begun.

import type { ExerciseCard } from '../core/pack/compiled'
import type { Topic } from '../core/pack/schema'
import { choose, type Plan } from '../core/rehearsal/choose'
import { type Logged, begunData } from '../core/rehearsal/notes'
import { isOver, type Rehearsal, rehearsalsOf } from '../core/rehearsal/rehearsal'
import { type Report, reportOf } from '../core/rehearsal/report'
import { seenOf } from '../core/rehearsal/seen'
import { messageOf } from '../core/result'
import { newUid } from '../core/uid'
import type { Attempt } from '../storage/records'
import type { Shelf } from '../storage/shelf'
import type { Store } from '../storage/store'
import { timeIn } from './rehearsal-clock'

export const LENGTHS = [30, 45, 60] as const

export interface RehearsalsDeps {
  readonly store: Pick<Store, 'events' | 'attempts' | 'appendEvent'>
  readonly shelf: Shelf
  readonly now: () => number
  readonly newSeed: () => number
}

export class Rehearsals {
  readonly #deps: RehearsalsDeps
  #events = $state.raw<readonly Logged[]>([])
  #attempts = $state.raw<readonly Attempt[]>([])
  #isRead = $state(false)
  #problem = $state<string | null>(null)
  #minutes = $state<number>(45)
  #topics = $state.raw<readonly Topic[]>([])
  #isByPosting = $state(true)
  #seed: number

  constructor(deps: RehearsalsDeps) {
    this.#deps = deps
    this.#seed = deps.newSeed()
  }

  /** Whether the log has been read. */
  get isRead(): boolean {
    return this.#isRead
  }
  /** Why the log could not be read, or a rehearsal not be begun. */
  get problem(): string | null {
    return this.#problem
  }
  get minutes(): number {
    return this.#minutes
  }
  set minutes(minutes: number) {
    this.#minutes = minutes
  }
  get isByPosting(): boolean {
    return this.#isByPosting
  }
  set isByPosting(isByPosting: boolean) {
    this.#isByPosting = isByPosting
  }
  get topics(): readonly Topic[] {
    return this.#topics
  }

  /** Takes a topic among those that are wanted, or out of them. */
  toggle(topic: Topic): void {
    const isThere = this.#topics.includes(topic)
    this.#topics = isThere ? this.#topics.filter((one) => one !== topic) : [...this.#topics, topic]
  }

  /** The latest first. */
  readonly all: readonly Rehearsal[] = $derived.by(() => rehearsalsOf(this.#events))

  /** The one whose time is not up; read anew each time. */
  running(): Rehearsal | undefined {
    return this.all.find((one) => !isOver(one, this.#timeIn(one)))
  }

  /** How much of its time is left, in milliseconds. */
  left(rehearsal: Rehearsal): number {
    return Math.max(0, rehearsal.endsAt - this.#timeIn(rehearsal))
  }

  async load(): Promise<void> {
    try {
      const { store } = this.#deps
      const [events, attempts] = await Promise.all([store.events(), store.attempts()])
      this.#events = events
      this.#attempts = attempts
      this.#problem = null
    } catch (error) {
      this.#problem = `What is kept on this device could not be read: ${messageOf(error)}`
    }
    this.#isRead = true
  }

  /** What would be asked. The same until something is chosen, solved or begun. */
  plan(cards: readonly ExerciseCard[]): Plan {
    const wish = { minutes: this.#minutes, topics: this.#isByPosting ? [] : this.#topics }
    return choose(cards, seenOf(this.#attempts, this.#events), wish, this.#seed)
  }

  /** Its id; null when it could not be kept, for then it could not be resumed either. */
  async begin(plan: Plan): Promise<string | null> {
    const id = newUid()
    const topics = this.#isByPosting ? [] : this.#topics
    const exercises = plan.cards.map((card) => card.id)
    const data = begunData(id, {
      minutes: this.#minutes,
      topics: [...topics],
      exercises,
      unseen: [...plan.unseen],
    })
    const event = { uid: id, exercise: '', at: this.#deps.now(), kind: 'rehearsal' as const, data }
    try {
      await this.#deps.store.appendEvent(event)
    } catch (error) {
      this.#problem = `The rehearsal was not begun, since it could not be kept on this device: ${messageOf(error)}`
      return null
    }
    this.#events = [...this.#events, event]
    this.#seed = this.#deps.newSeed()
    return id
  }

  /** Ends the one that runs elsewhere, or was left. */
  async end(rehearsal: Rehearsal): Promise<void> {
    const { store } = this.#deps
    const data = { what: 'ended', rehearsal: rehearsal.id }
    const event = {
      uid: newUid(),
      exercise: '',
      at: this.#timeIn(rehearsal),
      kind: 'rehearsal' as const,
      data,
    }
    await store.appendEvent(event).catch((error: unknown) => {
      this.#problem = `The rehearsal could not be ended: ${messageOf(error)}`
    })
    await this.load()
  }

  report(rehearsal: Rehearsal, cards: readonly ExerciseCard[]): Report {
    return reportOf(rehearsal, this.#attempts, this.#events, cards)
  }

  #timeIn(rehearsal: Rehearsal): number {
    return timeIn(this.#deps.shelf, this.#deps.now(), rehearsal)
  }
}
