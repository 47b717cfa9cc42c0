// What the parts of the desk stand on in the gallery: an exercise, a log, and a lab that says what it is told to say.

import type { ExerciseCard, ExercisePage } from '../../core/pack/compiled'
import type { Verdict } from '../../core/verdict'
import type { View } from '../../core/views'
import type { Catalogue, LabDoor } from '../../session/doors'
import { ExerciseSession } from '../../session/exercise-session.svelte'
import { OwnPicture, type PictureDoor } from '../../session/own-picture.svelte'
import type { Manner } from '../../session/manner'
import { Settings } from '../../session/settings.svelte'
import type { Attempt, LogEvent } from '../../storage/records'
import type { Shelf } from '../../storage/shelf'
import type { Store } from '../../storage/store'
import { LONG } from './specimen'

/** Long gone, so that whatever ends by the clock is over. */
export const NOW = Date.UTC(2024, 4, 20, 12)
export const MINUTE = 60_000
export const DAY = 86_400_000

export const shelf: Shelf = {
  get: () => undefined,
  set: () => {},
  choices: () => ({}),
  takeChoices: () => false,
}
export const settings = new Settings(shelf)

const STARTER = 'export function softmax(x: number[]): number[] {\n  return x\n}\n'

export const aPage = (page: Partial<ExercisePage> = {}): ExercisePage => ({
  ...{
    id: 'gallery/softmax',
    schemaVersion: 1,
    version: 'v1',
    title: 'Softmax',
    summary: 'Numbers to chances.',
  },
  ...{ topics: ['llm'], difficulty: 2, minutes: 20, backends: ['webgl', 'wasm', 'cpu'] },
  ...{ limits: { seconds: 5 }, forbidden: ['tf.softmax'], prerequisites: [], files: {}, hasDemo: false },
  picture: false,
  exports: [
    { name: 'softmax', signature: 'softmax(x: number[]): number[]', summary: 'Chances that sum to 1.' },
  ],
  statement: '<p>Turn scores into chances. Large scores must not overflow.</p>',
  hints: ['<p>What does a shift of all scores change?</p>', '<p>Subtract the largest.</p>'],
  starter: STARTER,
  ...page,
})

export const aCard = (card: Partial<ExerciseCard> = {}): ExerciseCard => ({
  ...{ id: 'gallery/softmax', title: 'Softmax', summary: 'Numbers to chances.', topics: ['llm'] },
  ...{ difficulty: 2, minutes: 20, backends: ['cpu'] },
  ...card,
})

export const manyCards = (count: number): ExerciseCard[] =>
  Array.from({ length: count }, (_, i) =>
    aCard({
      id: `gallery/number-${i}`,
      title: i === 1 ? LONG : `Exercise ${i + 1}`,
      difficulty: 1 + (i % 5),
    }),
  )

export const anAttempt = (attempt: Partial<Attempt> = {}): Attempt => ({
  ...{ uid: 'u0', exercise: 'gallery/softmax', version: 'v1', at: NOW - DAY, code: STARTER },
  ...{ outcome: 'failed', score: 0.4, backend: 'cpu', seed: 7, milliseconds: 12, hints: 1 },
  ...{ sawSolution: false, secondsOpen: 300, failed: ['Scores of 1000 do not overflow'] },
  ...attempt,
})

/** Keeps nothing, and holds what it is given. */
export const storeOf = (
  attempts: readonly Attempt[] = [],
  events: readonly LogEvent[] = [],
  more: Partial<Store> = {},
): Store =>
  ({
    ...{ impairment: null, onChange: () => () => {}, unreadable: () => Promise.resolve(0) },
    readDraft: () => Promise.resolve({ kind: 'none' }),
    saveDraft: () => Promise.resolve(),
    keepCopy: () => Promise.resolve(),
    attempts: () => Promise.resolve([...attempts]),
    attemptsOf: () => Promise.resolve([...attempts]),
    events: () => Promise.resolve([...events]),
    appendEvent: () => Promise.resolve(),
    appendAttempt: () => Promise.resolve(),
    ...more,
  }) as Partial<Store> as Store

/** It never has a picture, unless the door is told to. */
export const ownPictureOf = (door: Partial<PictureDoor> = {}): OwnPicture =>
  new OwnPicture({
    readPicture: () => new Promise(() => {}),
    openCamera: () => new Promise(() => {}),
    ...door,
  })

export interface Scene {
  readonly page?: Partial<ExercisePage>
  readonly attempts?: readonly Attempt[]
  readonly hints?: number
  readonly verdict?: Verdict
  readonly views?: readonly View[]
  readonly logs?: readonly string[]
  readonly ownPicture?: OwnPicture
  readonly manner?: Manner
  /** A rehearsal of the exercise that runs. */
  readonly rehearsal?: string
}

/** A session to which all of this has happened. */
export async function sessionOf(scene: Scene = {}): Promise<ExerciseSession> {
  const page = aPage(scene.page)
  const event = {
    uid: 'e',
    exercise: page.id,
    at: NOW,
    kind: 'hint' as const,
    data: { hint: scene.hints ?? 0 },
  }
  const lab: LabDoor = {
    warm: () => {},
    run: () => new Promise(() => {}),
    judge: async (_, watcher) => {
      for (const view of scene.views ?? []) watcher.onView?.(view)
      watcher.onLogs?.((scene.logs ?? []).map((text, i) => ({ level: 'log', text, line: i + 1 })))
      return scene.verdict ?? new Promise<Verdict>(() => {})
    },
  }
  const answers = { debrief: '<p>Only differences matter.</p>', reference: STARTER, accepted: [] }
  const catalogue: Catalogue = {
    cards: [],
    page: () => Promise.resolve(page),
    program: () => Promise.resolve({ id: page.id, version: 'v1', modules: {}, demo: null, sealed: '' }),
    answers: () => Promise.resolve(answers),
  }
  const session = await ExerciseSession.open({
    ...{ page, catalogue, lab, settings, now: () => NOW, newSeed: () => 7 },
    store: storeOf(scene.attempts, [event]),
    ...{ ownPicture: scene.ownPicture ?? ownPictureOf(), manner: scene.manner },
    rehearsing: () => Promise.resolve(scene.rehearsal ?? null),
    visibility: { isVisible: true, onChange: () => () => {} },
  })
  if (scene.verdict) await session.submit()
  else if (scene.views || scene.logs) void session.run()
  return session
}
