// Keeps everything until the page is closed: for browsers that deny storage, and for tests.

import { ok } from '../core/result'
import { copyOf } from './draft-copy'
import type { InstalledExercise } from './installed-exercise'
import type { Attempt, Draft, InstalledPack, LogEvent } from './records'
import type { Store } from './store'

export function createMemoryStore(impairment: string | null): Store {
  const drafts = new Map<string, Draft>()
  const attempts: Attempt[] = []
  const events: LogEvent[] = []
  const packs = new Map<string, { pack: InstalledPack; exercises: readonly InstalledExercise[] }>()
  return {
    impairment,
    readDraft: (exercise) => {
      const draft = drafts.get(exercise)
      return Promise.resolve(draft ? { kind: 'found', draft } : { kind: 'none' })
    },
    saveDraft: (draft) => Promise.resolve(void drafts.set(draft.exercise, draft)),
    putDown: () => {},
    keepCopy: (draft) => {
      const copy = copyOf(draft)
      if (!events.some(({ uid }) => uid === copy.uid)) events.push(copy)
      return Promise.resolve()
    },
    appendAttempt: (attempt) => Promise.resolve(void attempts.push(attempt)),
    attemptsOf: (exercise) => Promise.resolve(attempts.filter((attempt) => attempt.exercise === exercise)),
    attempts: () => Promise.resolve([...attempts].sort(byTime)),
    solved: () =>
      Promise.resolve(
        new Set(attempts.filter(({ outcome }) => outcome === 'passed').map(({ exercise }) => exercise)),
      ),
    appendEvent: (event) => Promise.resolve(void events.push(event)),
    events: (exercise) =>
      Promise.resolve(
        events.filter((event) => exercise === undefined || event.exercise === exercise).sort(byTime),
      ),
    unreadable: () => Promise.resolve(0),
    exportAll: async () =>
      (await import('./bundle')).bundleOf({ drafts: [...drafts.values()], attempts, events }),
    importAll: async (value) => {
      const [{ readBundle }, { additionsOf }] = await Promise.all([import('./bundle'), import('./merge')])
      const bundle = readBundle(value)
      if (!bundle.ok) return bundle
      const uids = { attempts: uidsOf(attempts), events: uidsOf(events) }
      const additions = additionsOf({ drafts, ...uids }, bundle.value)
      for (const draft of additions.drafts) drafts.set(draft.exercise, draft)
      attempts.push(...additions.attempts)
      events.push(...additions.events)
      return ok(additions.merged)
    },
    onChange: () => () => {},
    packs: () => Promise.resolve([...packs.values()].map(({ pack }) => pack)),
    packedExercise: (id) =>
      Promise.resolve(packs.get(id.split('/')[0]!)?.exercises.find(({ page }) => page.id === id)),
    savePack: (pack, exercises) => Promise.resolve(void packs.set(pack.id, { pack, exercises })),
    removePack: (id) => Promise.resolve(void packs.delete(id)),
  }
}

const byTime = (one: { at: number }, other: { at: number }): number => one.at - other.at
const uidsOf = (records: readonly { uid: string }[]): Set<string> => new Set(records.map(({ uid }) => uid))
