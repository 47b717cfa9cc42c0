// One open exercise: drafts, runs, and what of them may be believed.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ExercisePage } from '../../src/core/pack/compiled'
import type { CaseInfo, CaseResult, Verdict } from '../../src/core/verdict'
import type { Watcher } from '../../src/judging/submission'
import type { Catalogue, LabDoor } from '../../src/session/doors'
import { ExerciseSession } from '../../src/session/exercise-session.svelte'
import { OwnPicture } from '../../src/session/own-picture.svelte'
import { Settings } from '../../src/session/settings.svelte'
import type { Visibility } from '../../src/session/time-in-view'
import { createMemoryStore } from '../../src/storage/memory-store'
import { createShelf } from '../../src/storage/shelf'
import type { Store } from '../../src/storage/store'
import { anExercise } from '../support/an-exercise'
import { aVisibility } from '../support/a-visibility'

const { page, program } = anExercise()
const info: CaseInfo = { title: 'a', kind: 'example', category: 'shape', weight: 1 }
const passed: CaseResult = { ...info, outcome: { status: 'pass' }, milliseconds: 1 }
const verdict: Verdict = {
  ...{ outcome: 'passed', cases: [passed], problems: [], backend: 'cpu', seed: 42, milliseconds: 7 },
}

interface Asked {
  readonly request: Parameters<LabDoor['judge']>[0]
  readonly watcher: Required<Watcher>
  readonly signal: AbortSignal
  answer(verdict: Verdict): Promise<void>
  fail(error: unknown): Promise<void>
}

/** Lets what was promised come true, without moving the clock. */
const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0))

function fakeLab(): Pick<LabDoor, 'warm' | 'judge'> & { asked: Asked[]; warmed: () => number } {
  const asked: Asked[] = []
  let warmed = 0
  return {
    asked,
    warmed: () => warmed,
    warm: () => void warmed++,
    judge: (request, watcher, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          ...{ request, signal },
          watcher: watcher as Required<Watcher>,
          answer: (answer) => (resolve(answer), settle()),
          fail: (error) => (reject(error as Error), settle()),
        })
      }),
  }
}

const settings = (): Settings =>
  new Settings(
    createShelf(() => {
      throw new Error('denied')
    }),
  )
const catalogue: Catalogue = {
  cards: [],
  page: () => Promise.resolve(page),
  program: () => Promise.resolve(program),
  answers: () => Promise.resolve(null),
}

const picture = { width: 1, height: 1, pixels: Uint8Array.of(1, 2, 3) }
const ownPicture = (): OwnPicture =>
  new OwnPicture({
    readPicture: () => Promise.resolve({ ok: true, value: { picture, width: 9, height: 9 } }),
    openCamera: () => Promise.resolve({ ok: false, error: 'none' }),
  })

interface Wish {
  store?: Store
  catalogue?: Catalogue
  page?: ExercisePage
  ownPicture?: OwnPicture
  visibility?: Visibility
}
async function open(more: Wish = {}) {
  const lab = fakeLab()
  const store = more.store ?? createMemoryStore(null)
  const deps = {
    page,
    catalogue,
    lab,
    store,
    settings: settings(),
    visibility: aVisibility(),
    ownPicture: ownPicture(),
    now: () => Date.now(),
    newSeed: () => 42,
    ...more,
  }
  return { session: await ExerciseSession.open(deps), lab, store }
}
const draftIn = async (store: Store): Promise<string | undefined> => {
  const stored = await store.readDraft(page.id)
  return stored.kind === 'found' ? stored.draft.text : undefined
}
const broken = (part: Partial<Store>): Store => ({ ...createMemoryStore(null), ...part })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('opening', () => {
  test('begins with the starter', async () => {
    const { session } = await open()
    expect([session.source, session.isChanged, session.draftState]).toEqual(['starter', false, 'saved'])
    expect(session.phase).toEqual({ kind: 'idle' })
  })

  test('goes on with the draft', async () => {
    const store = createMemoryStore(null)
    await store.saveDraft({ exercise: page.id, text: 'mine', version: 'v0', savedAt: 1 })
    const { session } = await open({ store })
    expect([session.source, session.isChanged, session.corruptedDraft]).toEqual(['mine', true, null])
  })

  test('shows what is stored in the place of a draft, and loses none of it', async () => {
    const saveDraft = vi.fn(() => Promise.resolve())
    const store = broken({ readDraft: () => Promise.resolve({ kind: 'corrupted', raw: '{"tex' }), saveDraft })
    const { session } = await open({ store })
    expect([session.source, session.corruptedDraft]).toEqual(['starter', '{"tex'])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(saveDraft).not.toHaveBeenCalled()
    session.dismissCorruptedDraft()
    expect(session.corruptedDraft).toBeNull()
  })

  test('begins with the starter when the store cannot be read', async () => {
    const { session } = await open({ store: broken({ readDraft: () => Promise.reject(new Error('no')) }) })
    expect(session.source).toBe('starter')
  })
})

describe('a draft', () => {
  test('is saved after a pause in typing, once', async () => {
    const store = createMemoryStore(null)
    const saveDraft = vi.spyOn(store, 'saveDraft')
    const { session } = await open({ store })
    session.edit('a')
    await vi.advanceTimersByTimeAsync(300)
    session.edit('ab')
    await vi.advanceTimersByTimeAsync(300)
    expect([session.draftState, saveDraft.mock.calls.length]).toEqual(['unsaved', 0])
    await vi.advanceTimersByTimeAsync(200)
    expect([session.draftState, await draftIn(store)]).toEqual(['saved', 'ab'])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saveDraft).toHaveBeenCalledTimes(1)
    expect(saveDraft.mock.calls[0]![0]).toMatchObject({ exercise: 'pack/slug', version: 'v1' })
  })

  test('is saved at once when asked for, when a run begins and when the exercise is closed', async () => {
    const { session, store } = await open()
    session.edit('one')
    await session.saveDraft()
    expect(await draftIn(store)).toBe('one')
    session.edit('two')
    void session.run()
    await settle()
    expect(await draftIn(store)).toBe('two')
    session.edit('three')
    session.close()
    await settle()
    expect(await draftIn(store)).toBe('three')
  })

  test('is not written when nothing changed', async () => {
    const store = createMemoryStore(null)
    const saveDraft = vi.spyOn(store, 'saveDraft')
    const { session } = await open({ store })
    session.edit('starter')
    await session.saveDraft()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saveDraft).not.toHaveBeenCalled()
  })

  test('that cannot be saved stays in the editor, and that is said until it can', async () => {
    const saveDraft = vi.fn<Store['saveDraft']>(() => Promise.reject(new Error('The disk is full.')))
    const { session } = await open({ store: broken({ saveDraft }) })
    session.edit('precious')
    await session.saveDraft()
    expect([session.source, session.draftState]).toEqual(['precious', 'unsaved'])
    expect(session.draftProblem).toBe('Your code could not be saved on this device: The disk is full.')
    saveDraft.mockImplementation(() => Promise.resolve())
    await session.saveDraft()
    expect([session.draftState, session.draftProblem]).toEqual(['saved', null])
  })

  test('typed on while it is being saved is not called saved', async () => {
    let done!: () => void
    const texts: string[] = []
    const saveDraft: Store['saveDraft'] = ({ text }) => {
      texts.push(text)
      return new Promise((resolve) => (done = resolve))
    }
    const { session } = await open({ store: broken({ saveDraft }) })
    session.edit('a')
    const saving = session.saveDraft()
    expect(session.draftState).toBe('saving')
    session.edit('ab')
    done()
    await saving
    expect(session.draftState).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(500)
    done()
    await settle()
    expect([texts, session.draftState]).toEqual([['a', 'ab'], 'saved'])
  })

  test('goes back to the starter with reset, and what was said of it goes too', async () => {
    const { session, lab } = await open()
    session.edit('mine')
    void session.submit()
    await settle()
    await lab.asked[0]!.answer(verdict)
    session.reset()
    expect([session.source, session.phase.kind]).toEqual(['starter', 'idle'])
  })
})

describe('a run', () => {
  test('asks for the examples and the demo; a submit for all cases', async () => {
    const { session, lab } = await open()
    session.edit('code')
    void session.run()
    await settle()
    expect(lab.asked[0]!.request).toMatchObject({
      ...{ source: 'code', wish: 'auto', seed: 42, only: { examples: true }, demo: true },
      exercise: { page, program },
    })
    await lab.asked[0]!.answer(verdict)
    void session.submit()
    await settle()
    expect(lab.asked[1]!.request).not.toHaveProperty('only')
    expect(lab.asked[1]!.request).not.toHaveProperty('demo')
  })

  test('of one case asks for it alone, with the seed of the last verdict', async () => {
    const { session, lab } = await open()
    void session.submit()
    await settle()
    await lab.asked[0]!.answer({ ...verdict, seed: 9 })
    void session.runCase('a')
    await settle()
    expect(lab.asked[1]!.request).toMatchObject({ only: { titles: ['a'] }, seed: 9 })
    expect(lab.asked[1]!.request.demo).toBeUndefined()
    expect(session.phase).toMatchObject({ kind: 'working', deed: 'case' })
  })

  test('of a submit is repeated with its seed, all cases of it, and is no attempt', async () => {
    const { session, lab, store } = await open()
    await session.repeat()
    expect(lab.asked).toHaveLength(0)
    void session.submit()
    await settle()
    await lab.asked[0]!.answer({ ...verdict, seed: 9 })
    void session.repeat()
    await settle()
    expect(lab.asked[1]!.request).toMatchObject({ seed: 9 })
    expect(lab.asked[1]!.request).not.toHaveProperty('only')
    await lab.asked[1]!.answer({ ...verdict, seed: 9 })
    expect(session.phase).toMatchObject({ kind: 'done', deed: 'again' })
    expect(await store.attemptsOf(page.id)).toHaveLength(1)
  })

  test('of the examples is repeated with its seed, examples and demo', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    await lab.asked[0]!.answer({ ...verdict, seed: 9 })
    void session.repeat()
    await settle()
    expect(lab.asked[1]!.request).toMatchObject({ seed: 9, only: { examples: true }, demo: true })
  })

  test('folds what it hears into its phase', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    const { watcher } = lab.asked[0]!
    watcher.onPlan([info])
    watcher.onCaseEnd(0, passed)
    watcher.onProgress(0.5)
    watcher.onLogs([{ level: 'log', text: 'hi' }])
    watcher.onLogsCut(1)
    watcher.onView({ kind: 'table', id: 't', title: 'old', columns: ['a'], rows: [] })
    watcher.onView({ kind: 'table', id: 't', title: 'new', columns: ['a'], rows: [] })
    expect(session.phase).toMatchObject({
      kind: 'working',
      deed: 'run',
      plan: [info],
      results: [passed],
      progress: 0.5,
    })
    expect([session.logs, session.logsCut]).toEqual([[{ level: 'log', text: 'hi' }], true])
    expect(session.output.pictures.views.map(({ title }) => title)).toEqual(['new'])
    await lab.asked[0]!.answer(verdict)
    expect(session.phase).toEqual({ kind: 'done', deed: 'run', verdict })
  })

  test('forgets its results when it is judged anew, with another plan', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    const { watcher } = lab.asked[0]!
    watcher.onPlan([info])
    watcher.onCaseEnd(0, passed)
    watcher.onPlan([info])
    expect(session.phase).toMatchObject({ results: [] })
  })

  test('begins with an empty console and without pictures, and so does a submit', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    lab.asked[0]!.watcher.onLogs([{ level: 'log', text: 'old' }])
    lab.asked[0]!.watcher.onLogsCut(1)
    lab.asked[0]!.watcher.onView({ kind: 'table', id: 't', title: '', columns: ['a'], rows: [] })
    await lab.asked[0]!.answer(verdict)
    void session.submit()
    expect([session.logs, session.logsCut, session.output.pictures.views]).toEqual([[], false, []])
  })

  test('is gone through again when it is over and its pictures changed, until another begins', async () => {
    const { session, lab } = await open()
    const show = (title: string): void =>
      lab.asked.at(-1)!.watcher.onView({ kind: 'table', id: 't', title, columns: ['a'], rows: [] })
    void session.run()
    await settle()
    show('first')
    show('last')
    expect(session.output.pictures.replay).toBeNull()
    await lab.asked[0]!.answer(verdict)
    expect([session.output.pictures.replay?.at, session.output.pictures.replay?.last]).toEqual([1, 1])
    session.output.pictures.replay!.goTo(0)
    expect([
      session.output.pictures.replay!.view('t')?.title,
      session.output.pictures.views[0]!.title,
    ]).toEqual(['first', 'last'])
    void session.run()
    expect(session.output.pictures.replay).toBeNull()
    await settle()
    show('only')
    await lab.asked[1]!.answer(verdict)
    expect(session.output.pictures.replay).toBeNull()
  })

  test('takes the learner’s own picture along, where the exercise asks for one', async () => {
    const own = ownPicture()
    await own.takeFile(new File(['x'], 'cat.png'))
    const asking = await open({ page: { ...page, picture: true }, ownPicture: own })
    const other = await open({ ownPicture: own })
    const without = await open({ page: { ...page, picture: true } })
    for (const { session } of [asking, other, without]) void session.run()
    await settle()
    expect(asking.lab.asked[0]!.request.picture).toEqual(picture)
    expect(other.lab.asked[0]!.request.picture).toBeUndefined()
    expect(without.lab.asked[0]!.request.picture).toBeUndefined()
  })

  test('keeps the last 2,000 lines', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    for (let i = 0; i < 30; i++)
      lab.asked[0]!.watcher.onLogs(
        Array.from({ length: 100 }, (_, j) => ({ level: 'log' as const, text: `${i * 100 + j}` })),
      )
    expect(session.logs).toHaveLength(2_000)
    expect(session.logs.at(-1)!.text).toBe('2999')
  })

  test('is one at a time', async () => {
    const { session, lab } = await open()
    void session.run()
    void session.submit()
    await settle()
    expect(lab.asked).toHaveLength(1)
    expect(session.isWorking).toBe(true)
  })

  test('is stopped by stop and by close', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    session.stop()
    expect(lab.asked[0]!.signal.aborted).toBe(true)
    await lab.asked[0]!.answer({ ...verdict, outcome: 'stopped' })
    void session.run()
    await settle()
    session.close()
    expect(lab.asked[1]!.signal.aborted).toBe(true)
  })

  test('that is over is not heard any more, nor its verdict, when another has begun', async () => {
    const { session, lab } = await open()
    void session.run()
    await settle()
    const old = lab.asked[0]!
    session.reset()
    session.edit('new')
    void session.run()
    await settle()
    old.watcher.onPlan([info])
    old.watcher.onCaseEnd(0, passed)
    old.watcher.onProgress(1)
    old.watcher.onLogs([{ level: 'error', text: 'stale' }])
    old.watcher.onLogsCut(1)
    old.watcher.onView({ kind: 'table', id: 't', title: '', columns: ['a'], rows: [] })
    await old.answer(verdict)
    expect(session.phase).toMatchObject({ kind: 'working', plan: [], results: [], progress: null })
    expect([session.logs, session.logsCut, session.output.pictures.views]).toEqual([[], false, []])
    await lab.asked[1]!.answer({ ...verdict, outcome: 'failed' })
    expect(session.phase).toMatchObject({ kind: 'done', verdict: { outcome: 'failed' } })
  })

  test('is broken when the lab fails, with its words, and can be run again', async () => {
    const { session, lab } = await open()
    void session.submit()
    await settle()
    await lab.asked[0]!.fail(new Error('The compiler could not be loaded.'))
    expect(session.phase).toEqual({
      kind: 'broken',
      deed: 'submit',
      message: 'The compiler could not be loaded.',
    })
    void session.submit()
    await settle()
    expect(lab.asked).toHaveLength(2)
  })

  test('is broken when the exercise cannot be loaded', async () => {
    const { session } = await open({
      catalogue: { ...catalogue, program: () => Promise.reject(new Error('Check the connection.')) },
    })
    await session.run()
    expect(session.phase).toMatchObject({ kind: 'broken', message: 'Check the connection.' })
  })

  test('boots the lab when asked to', async () => {
    const { session, lab } = await open()
    session.warm()
    expect(lab.warmed()).toBe(1)
  })
})

describe('an attempt', () => {
  test('is logged before its verdict is shown', async () => {
    let logged!: () => void
    const attempts: unknown[] = []
    const appendAttempt: Store['appendAttempt'] = (attempt) => {
      attempts.push(attempt)
      return new Promise((resolve) => (logged = resolve))
    }
    const { session, lab } = await open({ store: broken({ appendAttempt }) })
    session.edit('my code')
    void session.submit()
    await settle()
    session.edit('typed on')
    await lab.asked[0]!.answer(verdict)
    expect(attempts).toEqual([
      {
        ...{ exercise: 'pack/slug', version: 'v1', at: Date.now(), code: 'my code', outcome: 'passed' },
        ...{ score: 1, backend: 'cpu', seed: 42, milliseconds: 7 },
        ...{ uid: expect.any(String), hints: 0, sawSolution: false, secondsOpen: 0, failed: [] },
      },
    ])
    expect(session.phase.kind).toBe('working')
    logged()
    await settle()
    expect(session.phase.kind).toBe('done')
  })

  test('that cannot be logged is shown all the same, and that is said', async () => {
    const { session, lab } = await open({
      store: broken({ appendAttempt: () => Promise.reject(new Error('full')) }),
    })
    void session.submit()
    await settle()
    await lab.asked[0]!.answer(verdict)
    expect(session.phase.kind).toBe('done')
    expect(session.draftProblem).toBe('This attempt could not be saved on this device: full')
  })

  test('says how many hints were open, and whether the solution was', async () => {
    const { session, lab, store } = await open({ page: { ...page, hints: ['a', 'b', 'c'] } })
    await session.aids.openHint()
    await session.aids.giveUp()
    void session.submit()
    await settle()
    await lab.asked[0]!.answer({ ...verdict, outcome: 'failed' })
    expect(await store.attemptsOf(page.id)).toMatchObject([{ hints: 1, sawSolution: true }])
    expect(session.aids.attempts).toHaveLength(1)
  })

  test('says how long the exercise was in view since it was opened, or since the attempt before', async () => {
    const visibility = aVisibility()
    const { session, lab, store } = await open({ visibility })
    const submit = async (): Promise<void> => {
      void session.submit()
      await settle()
      await lab.asked.at(-1)!.answer(verdict)
    }
    await vi.advanceTimersByTimeAsync(60_000)
    visibility.set(false)
    await vi.advanceTimersByTimeAsync(600_000)
    visibility.set(true)
    await vi.advanceTimersByTimeAsync(30_000)
    await submit()
    await vi.advanceTimersByTimeAsync(5_000)
    await submit()
    expect((await store.attemptsOf(page.id)).map(({ secondsOpen }) => secondsOpen)).toEqual([90, 5])
  })

  test('is made by a submit, not by a run or by one case', async () => {
    const { session, lab, store } = await open()
    void session.run()
    await settle()
    await lab.asked[0]!.answer(verdict)
    expect(await store.attemptsOf(page.id)).toEqual([])
    void session.submit()
    await settle()
    await lab.asked[1]!.answer(verdict)
    expect(await store.attemptsOf(page.id)).toHaveLength(1)
  })
})

test('lines with a problem are marked, each once, problems of the whole first', async () => {
  const { session, lab } = await open()
  void session.submit()
  await settle()
  const thrown = (line: number | undefined, message: string): CaseResult => ({
    ...passed,
    outcome: { status: 'error', problem: { kind: 'threw', message, ...(line ? { line } : {}) } },
  })
  expect(session.marks).toEqual([])
  await lab.asked[0]!.answer({
    ...{ ...verdict, outcome: 'failed' },
    problems: [{ kind: 'forbidden', message: 'whole', line: 3 }],
    cases: [thrown(3, 'same line'), thrown(5, 'five'), thrown(undefined, 'nowhere'), passed],
  })
  expect(session.marks.map(({ line, message }) => [line, message])).toEqual([
    [3, 'whole'],
    [5, 'five'],
  ])
})
