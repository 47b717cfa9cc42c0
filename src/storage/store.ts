// The interface of what is kept on this device: drafts, two logs that only grow, and imported packs.

import type { Result } from '../core/result'
import type { Bundle, Merged } from './bundle'
import type { InstalledExercise } from './installed-exercise'
import type { Attempt, Draft, InstalledPack, LogEvent } from './records'

export type ReadDraft =
  | { readonly kind: 'found'; readonly draft: Draft }
  | { readonly kind: 'none' }
  /** Something is stored that is no draft. It stays where it is until another draft is saved; `raw` is all of it, as text. */
  | { readonly kind: 'corrupted'; readonly raw: string }

/** What another tab has changed. */
export interface Change {
  readonly what: 'draft' | 'attempt' | 'event' | 'packs' | 'import'
  /** The exercise, or null where it is about many. */
  readonly exercise: string | null
}

export interface Store {
  /** Why nothing outlives this page, or null when all is well. */
  readonly impairment: string | null
  readDraft(exercise: string): Promise<ReadDraft>
  /** Every write rejects with words for the learner where it could not be kept. */
  saveDraft(draft: Draft): Promise<void>
  /** At once, of a page that may be gone before a save is through: the next page that opens this store saves it. */
  putDown(draft: Draft): void
  /** Of a draft that gives way to another. The same text is kept once, however often. */
  keepCopy(draft: Draft): Promise<void>
  appendAttempt(attempt: Attempt): Promise<void>
  attemptsOf(exercise: string): Promise<Attempt[]>
  /** All of them, the oldest first. */
  attempts(): Promise<Attempt[]>
  /** The exercises with a passed attempt. */
  solved(): Promise<Set<string>>
  appendEvent(event: LogEvent): Promise<void>
  /** Of one exercise, or of all; the oldest first. */
  events(exercise?: string): Promise<LogEvent[]>
  /** Records of the logs that could not be read. They are left out everywhere, and never deleted. */
  unreadable(): Promise<number>
  exportAll(): Promise<Bundle>
  /** Adds what is not there yet: all of it or, where something is wrong, nothing and words on what. */
  importAll(bundle: unknown): Promise<Result<Merged, string>>
  /** Hears what other tabs change, until the function that it gives is called. */
  onChange(listener: (change: Change) => void): () => void
  /** Those that were imported, the oldest first. */
  packs(): Promise<InstalledPack[]>
  /** Of an imported pack; undefined when there is none, or what is kept is none. */
  packedExercise(id: string): Promise<InstalledExercise | undefined>
  /** All of it or nothing, in the place of the one that had its id. */
  savePack(pack: InstalledPack, exercises: readonly InstalledExercise[]): Promise<void>
  /** Drafts and attempts stay. */
  removePack(id: string): Promise<void>
}
