// The interface of what is kept on this device: drafts, a log of attempts that only grows, and imported packs.

import type { InstalledExercise } from './installed-exercise'
import type { Attempt, Draft, InstalledPack } from './records'

export type ReadDraft =
  | { readonly kind: 'found'; readonly draft: Draft }
  | { readonly kind: 'none' }
  /** Something is stored that is no draft. It stays where it is until another draft is saved; `raw` is all of it, as text. */
  | { readonly kind: 'corrupted'; readonly raw: string }

export interface Store {
  /** Why nothing outlives this page, or null when all is well. */
  readonly impairment: string | null
  readDraft(exercise: string): Promise<ReadDraft>
  saveDraft(draft: Draft): Promise<void>
  appendAttempt(attempt: Attempt): Promise<void>
  attemptsOf(exercise: string): Promise<Attempt[]>
  /** The exercises with a passed attempt. */
  solved(): Promise<Set<string>>
  /** Those that were imported, the oldest first. */
  packs(): Promise<InstalledPack[]>
  /** Of an imported pack; undefined when there is none, or what is kept is none. */
  packedExercise(id: string): Promise<InstalledExercise | undefined>
  /** All of it or nothing, in the place of the one that had its id. */
  savePack(pack: InstalledPack, exercises: readonly InstalledExercise[]): Promise<void>
  /** Drafts and attempts stay. */
  removePack(id: string): Promise<void>
}
