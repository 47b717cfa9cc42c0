// Hints, answers and history: what was used is written down, and remembered.

import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/core/pack/answers'
import { Aids } from '../../src/session/aids.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import type { Store } from '../../src/storage/store'
import { anAttempt } from '../support/an-attempt'
import { anExercise } from '../support/an-exercise'

const { page } = anExercise({ hints: ['one', 'two', 'three'] })
const ANSWERS: Answers = { debrief: '<p>why', reference: 'the reference', accepted: [] }

async function open(
  store: Store = createMemoryStore(null),
  answers: () => Promise<Answers | null> = async () => ANSWERS,
) {
  return Aids.open({ page, store, catalogue: { answers }, now: () => 5 })
}

describe('hints', () => {
  test('open one at a time, no more than there are, and each is written down', async () => {
    const store = createMemoryStore(null)
    const aids = await open(store)
    for (let i = 0; i < 5; i++) await aids.openHint()
    expect(aids.hints).toBe(3)
    expect((await store.events(page.id)).map(({ kind, data }) => [kind, data.hint])).toEqual([
      ['hint', 1],
      ['hint', 2],
      ['hint', 3],
    ])
  })

  test('that were opened are open the next time', async () => {
    const store = createMemoryStore(null)
    const aids = await open(store)
    await aids.openHint()
    await aids.openHint()
    expect((await open(store)).hints).toBe(2)
  })

  test('open once that is written down, and one at a time though asked for twice at once', async () => {
    const store = createMemoryStore(null)
    let written = (): void => {}
    const slow = { ...store, appendEvent: () => new Promise<void>((resolve) => (written = resolve)) }
    const aids = await open(slow)
    const asked = [aids.openHint(), aids.openHint()]
    expect(aids.hints).toBe(0)
    written()
    await Promise.all(asked)
    expect(aids.hints).toBe(1)
  })

  test('open also where that cannot be written down, and it is said', async () => {
    const aids = await open({
      ...createMemoryStore(null),
      appendEvent: () => Promise.reject(new Error('The disk is full.')),
    })
    await aids.openHint()
    expect(aids.hints).toBe(1)
    expect(aids.problem).toMatch(/The disk is full/)
  })
})

describe('while a rehearsal of the exercise runs', () => {
  const during = async (rehearsing: () => Promise<string | null>) =>
    Aids.open({
      ...{ page, store: createMemoryStore(null), catalogue: { answers: async () => ANSWERS } },
      ...{ now: () => 5, rehearsing },
    })

  test('it is asked before a hint, once', async () => {
    const aids = await during(async () => 'r1')
    expect(await aids.mustAsk()).toBe(true)
    expect(aids.rehearsal).toBe('r1')
    expect(await aids.mustAsk()).toBe(true)
    aids.agree()
    expect([await aids.mustAsk(), aids.rehearsal]).toEqual([false, 'r1'])
  })

  test('nothing is asked once it is over, nor where that cannot be known', async () => {
    let running: string | null = 'r1'
    const aids = await during(async () => running)
    await aids.look()
    running = null
    expect([await aids.mustAsk(), aids.rehearsal]).toEqual([false, null])
    const unknown = await during(() => Promise.reject(new Error('gone')))
    expect([await unknown.mustAsk(), unknown.rehearsal]).toEqual([false, null])
    expect(await (await open()).mustAsk()).toBe(false)
  })
})

describe('answers', () => {
  test('stay closed until the exercise is solved or given up', async () => {
    const aids = await open()
    await aids.loadAnswers()
    expect([aids.areAnswersOpen, aids.answers]).toEqual([false, null])
    await aids.giveUp()
    await aids.loadAnswers()
    expect(aids.answers).toEqual(ANSWERS)
  })

  test('asked for before solving are remembered as such; after it, they are nobody’s business', async () => {
    const store = createMemoryStore(null)
    await (await open(store)).giveUp()
    expect((await open(store)).sawSolution).toBe(true)
    const solvedStore = createMemoryStore(null)
    await solvedStore.appendAttempt(anAttempt({ exercise: page.id, outcome: 'passed' }))
    const aids = await open(solvedStore)
    await aids.giveUp()
    expect([aids.areAnswersOpen, aids.sawSolution]).toEqual([true, false])
    expect(await solvedStore.events(page.id)).toEqual([])
  })

  test('that cannot be loaded, or are not there, are said to be so', async () => {
    const failing = await open(undefined, () => Promise.reject(new Error('No connection.')))
    await failing.giveUp()
    await failing.loadAnswers()
    expect(failing.problem).toMatch(/could not be loaded: No connection/)
    const none = await open(undefined, () => Promise.resolve(null))
    await none.giveUp()
    await none.loadAnswers()
    expect(none.problem).toMatch(/brings no solutions along/)
  })
})

test('the history is that of this exercise, the latest first', async () => {
  const store = createMemoryStore(null)
  await store.appendAttempt(anAttempt({ uid: 'a', exercise: page.id, at: 1, outcome: 'failed' }))
  await store.appendAttempt(anAttempt({ uid: 'b', exercise: 'pack/other', at: 2, outcome: 'passed' }))
  await store.appendAttempt(anAttempt({ uid: 'c', exercise: page.id, at: 3, outcome: 'failed' }))
  const aids = await open(store)
  expect(aids.attempts.map(({ at }) => at)).toEqual([3, 1])
  expect(aids.solved).toBe(false)
})
