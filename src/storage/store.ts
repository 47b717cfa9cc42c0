// The interface of what is kept on this device: drafts, and a log of attempts that only grows.

import type { Attempt, Draft } from './records'

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
}
