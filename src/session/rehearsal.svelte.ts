// One rehearsal while it runs in this tab: its clock, what is predicted and sent, and its end. What happens is written to the log.

import type { NoteData } from '../core/rehearsal/notes'
import { FIVE_MINUTES, saidBetween } from '../core/rehearsal/moments'
import { type Rehearsal, rehearsalsOf } from '../core/rehearsal/rehearsal'
import { messageOf } from '../core/result'
import { newUid } from '../core/uid'
import type { Clock } from '../judging/stopwatch'
import type { LogEvent } from '../storage/records'
import type { Shelf } from '../storage/shelf'
import type { Store } from '../storage/store'
import { draftIn, type Manner } from './manner'
import { keepTimeIn } from './rehearsal-clock'

/** What lets go of the claim; null when another tab has it. See src/client/claim.ts. */
export type Claim = (name: string, isForced: boolean, onLost: () => void) => Promise<(() => void) | null>

export interface RunDeps {
  readonly store: Pick<Store, 'events' | 'attempts' | 'appendEvent' | 'onChange'>
  readonly shelf: Shelf
  readonly clock: Clock
  readonly claim: Claim
}

export type RunState = 'opening' | 'running' | 'elsewhere' | 'over'

export class RehearsalRun {
  readonly id: string
  readonly #deps: RunDeps
  #state = $state<RunState>('opening')
  #rehearsal = $state.raw<Rehearsal>()
  #now = $state(0)
  #said = $state('')
  #chance = $state<number | null>(null)
  #asked = $state(0)
  #sent = $state.raw<readonly string[]>([])
  #outcomes = $state.raw<ReadonlyMap<string, 'passed' | 'not-yet'>>(new Map())
  #problem = $state<string | null>(null)
  #turnedTo: string | null = null
  #release: (() => void) | null = null
  #timer: unknown
  #isClosed = false
  readonly #deafen: () => void

  private constructor(id: string, deps: RunDeps) {
    this.id = id
    this.#deps = deps
    // It may be ended in another tab, or be merged with what another device knows.
    this.#deafen = deps.store.onChange(({ what }) => {
      if (what === 'event' || what === 'import') void this.#read().then(() => this.look())
    })
  }

  /** Undefined when the log knows of no such rehearsal. */
  static async open(id: string, deps: RunDeps): Promise<RehearsalRun | undefined> {
    const run = new RehearsalRun(id, deps)
    await run.#read()
    if (!run.#rehearsal) return void run.close()
    run.#now = run.#time()
    if (run.left === 0) run.#state = 'over'
    else await run.#claim(false)
    return run
  }

  get state(): RunState {
    return this.#state
  }
  get rehearsal(): Rehearsal {
    return this.#rehearsal!
  }
  /** In milliseconds. */
  get left(): number {
    return Math.max(0, this.rehearsal.endsAt - this.#now)
  }
  get isShort(): boolean {
    return this.left <= FIVE_MINUTES
  }
  /** What is told to who cannot see the clock. */
  get said(): string {
    return this.#said
  }
  /** What is predicted of the next submit. */
  get chance(): number | null {
    return this.#chance
  }
  /** How often a submit was tried without a prediction, which it waits for. */
  get asked(): number {
    return this.#asked
  }
  /** Submits that have no verdict yet. They count, also after the end. */
  get isJudging(): boolean {
    return this.#sent.length > 0
  }
  /** Of the exercises that were submitted. */
  get outcomes(): ReadonlyMap<string, 'passed' | 'not-yet'> {
    return this.#outcomes
  }
  /** What could not be kept, and why. */
  get problem(): string | null {
    return this.#problem
  }

  predict(chance: number): void {
    this.#chance = chance
    this.#asked = 0
  }

  /** Has an exercise in view from now on. */
  turnTo(exercise: string): void {
    if (this.#state !== 'running' || exercise === this.#turnedTo) return
    this.#turnedTo = exercise
    this.#chance = null
    this.#asked = 0
    void this.#write(exercise, { what: 'turned', rehearsal: this.id })
  }

  /** What this rehearsal changes about an exercise. */
  manner(exercise: string): Manner {
    const isOver = (): boolean => this.#state !== 'running'
    return {
      draft: draftIn(this.id, exercise),
      get isOver() {
        return isOver()
      },
      send: () => this.#send(exercise),
      settle: (mark) => void this.#settle(mark),
    }
  }

  /** Before its time is up. */
  async end(): Promise<void> {
    this.look()
    if (this.#state !== 'running') return
    await this.#write('', { what: 'ended', rehearsal: this.id })
    await this.#read()
    this.#finish()
  }

  /** Runs it here; the other tab says that it does not. */
  takeOver(): Promise<void> {
    return this.#claim(true)
  }

  /** Reads the clock. The page does so too, when it comes back from sleep. */
  look(): void {
    clearTick(this.#deps.clock, this.#timer)
    if (this.#state !== 'running' || this.#isClosed) return
    const before = this.left
    this.#now = this.#time()
    const says = saidBetween(this.rehearsal.minutes, before, this.left)
    if (says) this.#said = says
    if (this.left === 0) return this.#finish()
    // To when the shown second changes.
    this.#timer = this.#deps.clock.setTimeout(() => this.look(), (this.left % 1000) + 1)
  }

  close(): void {
    this.#isClosed = true
    this.#deafen()
    clearTick(this.#deps.clock, this.#timer)
    this.#release?.()
  }

  #finish(): void {
    clearTick(this.#deps.clock, this.#timer)
    this.#state = 'over'
    this.#release?.()
  }

  async #claim(isForced: boolean): Promise<void> {
    const release = await this.#deps.claim('tensorkata rehearsal', isForced, () => this.#lose())
    this.#release = release
    if (this.#isClosed) return release?.()
    this.#state = release ? 'running' : 'elsewhere'
    // What the other tab did in the meantime.
    if (isForced) await this.#read()
    this.look()
  }

  #lose(): void {
    this.#release = null
    this.#turnedTo = null
    if (this.#state === 'running') this.#state = 'elsewhere'
    clearTick(this.#deps.clock, this.#timer)
  }

  #send(exercise: string): string | null {
    this.look()
    if (this.#state !== 'running') return null
    if (this.#chance === null) {
      this.#asked++
      return null
    }
    const mark = newUid()
    this.#sent = [...this.#sent, mark]
    void this.#write(exercise, { what: 'submitted', rehearsal: this.id, chance: this.#chance }, mark)
    this.#chance = null
    return mark
  }

  async #settle(mark: string): Promise<void> {
    await this.#read()
    this.#sent = this.#sent.filter((one) => one !== mark)
  }

  /** What the log says of it. Without the log, it goes on with what is known. */
  async #read(): Promise<void> {
    const { store } = this.#deps
    try {
      const [events, attempts] = await Promise.all([store.events(), store.attempts()])
      const rehearsal = rehearsalsOf(events).find(({ id }) => id === this.id)
      if (!rehearsal) return
      this.#rehearsal = rehearsal
      const marks = new Set(rehearsal.submits.map(({ uid }) => uid))
      const outcomes = new Map<string, 'passed' | 'not-yet'>()
      for (const { exercise, outcome, rehearsal: mark } of attempts)
        if (mark && marks.has(mark) && outcomes.get(exercise) !== 'passed')
          outcomes.set(exercise, outcome === 'passed' ? 'passed' : 'not-yet')
      this.#outcomes = outcomes
    } catch (error) {
      this.#problem = `What is kept of this rehearsal could not be read: ${messageOf(error)}`
    }
  }

  #time(): number {
    return keepTimeIn(this.#deps.shelf, this.#deps.clock.now(), this.rehearsal)
  }

  async #write(exercise: string, data: NoteData, uid = newUid()): Promise<void> {
    const at = Math.min(this.#time(), this.rehearsal.endsAt)
    const event: LogEvent = { uid, exercise, at, kind: 'rehearsal', data }
    await this.#deps.store.appendEvent(event).catch((error: unknown) => {
      this.#problem = `This step of the rehearsal could not be kept on this device: ${messageOf(error)}`
    })
  }
}

const clearTick = (clock: Clock, timer: unknown): void => {
  if (timer !== undefined) clock.clearTimeout(timer)
}
