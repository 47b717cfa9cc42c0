// The home page's example: code that can be changed, and a network that learns from it while one looks.

import starter from '../../workers/example/starter.ts?raw'
import { ignorance } from '../../workers/example/moons'
import type { Problem } from '../core/problem'
import { messageOf } from '../core/result'
import type { View } from '../core/views'
import type { OpenTraining } from '../judging/live-training'
import type { Watcher } from '../judging/submission'
import type { LogLine } from '../protocol/events'

export type ExampleState =
  /** Nothing was trained yet. */
  | { readonly kind: 'still' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'training' }
  | { readonly kind: 'trained' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] }
  /** No sandbox was to be had. */
  | { readonly kind: 'broken'; readonly message: string }

const MOST_LINES = 200

export class Example {
  readonly #open: OpenTraining
  #source = $state.raw(starter)
  #state = $state.raw<ExampleState>({ kind: 'still' })
  #views = $state.raw<ReadonlyMap<string, View>>(still())
  #logs = $state.raw<readonly LogLine[]>([])
  #isSeen = $state(false)
  readonly #waiting = new Set<() => void>()
  #abort = new AbortController()

  constructor(open: OpenTraining) {
    this.#open = open
  }

  get source(): string {
    return this.#source
  }
  get state(): ExampleState {
    return this.#state
  }
  get views(): readonly View[] {
    return [...this.#views.values()]
  }
  get logs(): readonly LogLine[] {
    return this.#logs
  }
  get isWorking(): boolean {
    return this.#state.kind === 'starting' || this.#state.kind === 'training'
  }
  /** It goes on as soon as it is in sight. */
  get isPaused(): boolean {
    return this.#state.kind === 'training' && !this.#isSeen
  }

  edit(source: string): void {
    this.#source = source
  }

  /** Whether anybody can see it. What is out of sight does not train. */
  see(isSeen: boolean): void {
    this.#isSeen = isSeen
    if (!isSeen) return
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }

  /** Begins by itself, once it may and is in sight, unless somebody was faster. */
  async playWhen(mayPlay: Promise<boolean>): Promise<void> {
    if (!(await mayPlay)) return
    await this.#sight()
    if (this.#state.kind === 'still' && this.#source === starter) await this.run()
  }

  /** Trains from the beginning. What is under way is given up. */
  async run(): Promise<void> {
    const { signal } = this.#begin()
    let fraction = 0
    try {
      const opened = await this.#open(
        this.#source,
        this.#watcher(signal, (to) => (fraction = to)),
        signal,
      )
      if (signal.aborted) return
      if (!opened.ok) return this.#end({ kind: 'failed', problems: opened.error })
      this.#state = { kind: 'training' }
      while (fraction < 1) {
        await this.#sight()
        if (signal.aborted) return
        const problem = await opened.value.advance()
        if (signal.aborted) return
        if (problem) return this.#end({ kind: 'failed', problems: [problem] })
      }
      this.#end({ kind: 'trained' })
    } catch (error) {
      if (!signal.aborted) this.#end({ kind: 'broken', message: messageOf(error) })
    }
  }

  stop(): void {
    if (this.isWorking) this.#end({ kind: 'stopped' })
  }

  #begin(): AbortController {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#state = { kind: 'starting' }
    this.#views = still()
    this.#logs = []
    return this.#abort
  }

  /** The sandbox goes with whatever is over. */
  #end(state: ExampleState): void {
    this.#abort.abort()
    this.#state = state
  }

  #sight(): Promise<void> {
    return this.#isSeen ? Promise.resolve() : new Promise((resolve) => void this.#waiting.add(resolve))
  }

  #watcher(signal: AbortSignal, onProgress: (fraction: number) => void): Watcher {
    return {
      onProgress,
      onView: (view) => {
        // The example has two pictures, and shows no others.
        if (!signal.aborted && this.#views.has(view.id)) this.#views = new Map(this.#views).set(view.id, view)
      },
      onLogs: (lines) => {
        if (!signal.aborted) this.#logs = [...this.#logs, ...lines].slice(-MOST_LINES)
      },
    }
  }
}

const still = (): Map<string, View> => new Map(ignorance().map((view) => [view.id, view]))
