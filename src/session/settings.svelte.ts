// What the learner chose for good: theme, the editor's looks, the backend.

import * as v from 'valibot'
import type { BackendName } from '../core/verdict'
import type { BackendWish } from '../judging/submission'
import type { Shelf } from '../storage/shelf'

const Theme = v.picklist(['system', 'light', 'dark'])
export type Theme = v.InferOutput<typeof Theme>
const Wish = v.picklist(['auto', 'webgl', 'wasm', 'cpu'])
const Sizes = v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(100)))
const Backend = v.picklist(['webgl', 'wasm', 'cpu'])

export const FONT_SIZES = { least: 11, most: 22, usual: 14 } as const

export class Settings {
  readonly #shelf: Shelf
  #theme = $state<Theme>('system')
  #fontSize = $state<number>(FONT_SIZES.usual)
  #wordWrap = $state(false)
  #wish = $state<BackendWish>('auto')

  constructor(shelf: Shelf) {
    this.#shelf = shelf
    const size = v.pipe(v.number(), v.minValue(FONT_SIZES.least), v.maxValue(FONT_SIZES.most))
    this.#theme = shelf.get('theme', Theme) ?? 'system'
    this.#fontSize = shelf.get('font-size', size) ?? FONT_SIZES.usual
    this.#wordWrap = shelf.get('word-wrap', v.boolean()) ?? false
    this.#wish = shelf.get('backend', Wish) ?? 'auto'
  }

  get theme(): Theme {
    return this.#theme
  }
  set theme(theme: Theme) {
    this.#theme = theme
    this.#shelf.set('theme', theme)
  }

  get fontSize(): number {
    return this.#fontSize
  }
  set fontSize(size: number) {
    this.#fontSize = Math.min(FONT_SIZES.most, Math.max(FONT_SIZES.least, size))
    this.#shelf.set('font-size', this.#fontSize)
  }

  get wordWrap(): boolean {
    return this.#wordWrap
  }
  set wordWrap(wrap: boolean) {
    this.#wordWrap = wrap
    this.#shelf.set('word-wrap', wrap)
  }

  get wish(): BackendWish {
    return this.#wish
  }
  set wish(wish: BackendWish) {
    this.#wish = wish
    this.#shelf.set('backend', wish)
  }

  /** What the scratch area's random numbers start from. */
  get scratchSeed(): number | undefined {
    return this.#shelf.get('here/scratch-seed', v.pipe(v.number(), v.integer(), v.minValue(0)))
  }
  set scratchSeed(seed: number) {
    this.#shelf.set('here/scratch-seed', seed)
  }

  /** Sizes of a group of panes in percent, as they were left. */
  paneSizes(group: string): number[] | undefined {
    return this.#shelf.get(`panes/${group}`, Sizes)
  }

  savePaneSizes(group: string, sizes: number[]): void {
    this.#shelf.set(`panes/${group}`, sizes)
  }

  /** The backend that was measured best for an exercise on this machine. */
  measuredBackend(exercise: string): BackendName | undefined {
    return this.#shelf.get(`measured/${exercise}`, Backend)
  }

  saveMeasuredBackend(exercise: string, backend: BackendName): void {
    this.#shelf.set(`measured/${exercise}`, backend)
  }
}
