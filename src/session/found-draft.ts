// What is there to go on with when an exercise is opened: a draft, one of an older version, or none that can be read.

import type { ExercisePage } from '../core/pack/compiled'
import type { Store } from '../storage/store'

export interface Found {
  readonly source: string
  readonly draft: 'none' | 'current' | 'older'
  /** What was stored in the place of a draft but is none. */
  readonly corrupted: string | null
}

/** Never rejects: where nothing can be read, there is the starter. `name` is what the draft is kept by. */
export async function findDraft(
  store: Pick<Store, 'readDraft'>,
  { id, starter, version }: Pick<ExercisePage, 'id' | 'starter' | 'version'>,
  name: string = id,
): Promise<Found> {
  const stored = await store.readDraft(name).catch(() => ({ kind: 'none' as const }))
  if (stored.kind !== 'found')
    return { source: starter, draft: 'none', corrupted: stored.kind === 'corrupted' ? stored.raw : null }
  const { text, version: writtenFor } = stored.draft
  const draft = text === starter ? 'none' : writtenFor === version ? 'current' : 'older'
  return { source: text, draft, corrupted: null }
}
