// Keeps everything until the page is closed: for browsers that deny storage, and for tests.

import type { InstalledExercise } from './installed-exercise'
import type { Attempt, Draft, InstalledPack } from './records'
import type { Store } from './store'

export function createMemoryStore(impairment: string | null): Store {
  const drafts = new Map<string, Draft>()
  const attempts: Attempt[] = []
  const packs = new Map<string, { pack: InstalledPack; exercises: readonly InstalledExercise[] }>()
  return {
    impairment,
    readDraft: (exercise) => {
      const draft = drafts.get(exercise)
      return Promise.resolve(draft ? { kind: 'found', draft } : { kind: 'none' })
    },
    saveDraft: (draft) => Promise.resolve(void drafts.set(draft.exercise, draft)),
    appendAttempt: (attempt) => Promise.resolve(void attempts.push(attempt)),
    attemptsOf: (exercise) => Promise.resolve(attempts.filter((attempt) => attempt.exercise === exercise)),
    solved: () =>
      Promise.resolve(
        new Set(attempts.filter(({ outcome }) => outcome === 'passed').map(({ exercise }) => exercise)),
      ),
    packs: () => Promise.resolve([...packs.values()].map(({ pack }) => pack)),
    packedExercise: (id) =>
      Promise.resolve(packs.get(id.split('/')[0]!)?.exercises.find(({ page }) => page.id === id)),
    savePack: (pack, exercises) => Promise.resolve(void packs.set(pack.id, { pack, exercises })),
    removePack: (id) => Promise.resolve(void packs.delete(id)),
  }
}
