// All that was made here as one file: written, read again and merged; and when that should be done again.

import * as v from 'valibot'
import { err, messageOf, type Result } from '../core/result'
import type { Merged } from '../storage/bundle'
import type { Shelf } from '../storage/shelf'
import type { Store } from '../storage/store'

export type BackupState =
  | { readonly kind: 'none' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'exported'; readonly name: string }
  /** `hasSettings`: the page must be loaded again to take them. */
  | {
      readonly kind: 'imported'
      readonly from: string
      readonly merged: Merged
      readonly hasSettings: boolean
    }
  | { readonly kind: 'refused'; readonly from: string; readonly reason: string }

export interface BackupDeps {
  readonly store: Store
  readonly shelf: Shelf
  readonly now: () => number
}

const EXPORTED = 'here/exported-at'
const DISMISSED = 'here/reminder-dismissed-at'
const MONTH = 30 * 86_400_000
/** With fewer there is little to lose. */
const WORTH_KEEPING = 5
/** A text that is longer cannot be held by every browser. */
const MOST_BYTES = 200_000_000

export class Backup {
  readonly #deps: BackupDeps
  #state = $state.raw<BackupState>({ kind: 'none' })
  #exportedAt = $state<number>()
  #dismissedAt = $state<number>()

  constructor(deps: BackupDeps) {
    this.#deps = deps
    this.#exportedAt = deps.shelf.get(EXPORTED, v.number())
    this.#dismissedAt = deps.shelf.get(DISMISSED, v.number())
  }

  get state(): BackupState {
    return this.#state
  }
  /** Undefined when nothing was ever exported here. */
  get exportedAt(): number | undefined {
    return this.#exportedAt
  }

  /** Whether to be reminded: there is something to lose, and no file of the last 30 days. */
  isOverdue(attempts: number): boolean {
    const isRecent = (at: number | undefined): boolean => at !== undefined && this.#deps.now() - at < MONTH
    return attempts >= WORTH_KEEPING && !isRecent(this.#exportedAt) && !isRecent(this.#dismissedAt)
  }

  dismissReminder(): void {
    this.#dismissedAt = this.#deps.now()
    this.#deps.shelf.set(DISMISSED, this.#dismissedAt)
  }

  /** Hands `save` a file of everything. */
  async export(save: (name: string, text: string) => void): Promise<void> {
    if (this.#state.kind === 'working') return
    this.#state = { kind: 'working' }
    try {
      const bundle = { ...(await this.#deps.store.exportAll()), settings: this.#deps.shelf.choices() }
      const at = this.#deps.now()
      const name = `tensorkata-${localDate(at)}.json`
      save(name, JSON.stringify(bundle))
      this.#exportedAt = at
      this.#deps.shelf.set(EXPORTED, at)
      this.#state = { kind: 'exported', name }
    } catch (error) {
      this.#state = { kind: 'failed', message: `Nothing was exported: ${messageOf(error)}` }
    }
  }

  /** Merges a file into what is here; its settings only if `withSettings`. */
  async import(
    file: Pick<Blob, 'size' | 'text'> & { readonly name: string },
    withSettings: boolean,
  ): Promise<void> {
    if (this.#state.kind === 'working') return
    this.#state = { kind: 'working' }
    const { store, shelf } = this.#deps
    const bundle = await read(file)
    const merged = bundle.ok ? await store.importAll(bundle.value) : bundle
    if (!bundle.ok || !merged.ok) {
      this.#state = { kind: 'refused', from: file.name, reason: merged.ok ? '' : merged.error }
      return
    }
    const hasSettings = withSettings && shelf.takeChoices(settingsOf(bundle.value))
    this.#state = { kind: 'imported', from: file.name, merged: merged.value, hasSettings }
  }
}

async function read(file: Pick<Blob, 'size' | 'text'>): Promise<Result<unknown, string>> {
  if (file.size > MOST_BYTES)
    return err('The file is larger than 200 MB, more than an export can be. Choose another.')
  try {
    return { ok: true, value: JSON.parse(await file.text()) as unknown }
  } catch (error) {
    return err(
      `The file does not read as JSON (${messageOf(error)}). It may be cut short: export it again where it came from, or choose another.`,
    )
  }
}

const settingsOf = (bundle: unknown): unknown => (bundle as { settings?: unknown }).settings

const localDate = (at: number): string => {
  const date = new Date(at)
  const two = (number: number): string => `${number}`.padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
