// Keeps everything until the page is closed: for browsers that deny storage, and for tests.

import type { Attempt, Draft } from './records'
import type { Store } from './store'

export function createMemoryStore(impairment: string | null): Store {
  const drafts = new Map<string, Draft>()
  const attempts: Attempt[] = []
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
  }
}
