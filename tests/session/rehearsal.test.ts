// A rehearsal that runs: its clock over reload and sleep, predictions before submits, one tab at a time.

import { describe, expect, test } from 'vitest'
import { RehearsalRun, type RunDeps } from '../../src/session/rehearsal.svelte'
import { runningWith } from '../../src/session/running-rehearsal'
import { Rehearsals } from '../../src/session/rehearsals.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import { createShelf } from '../../src/storage/shelf'
import type { Change } from '../../src/storage/store'
import { anAttempt } from '../support/an-attempt'
import { FakeClock, settled } from '../support/fake-clock'
import { aCard } from '../support/some-cards'

const MINUTE = 60_000
const CARDS = [
  aCard('a/x', { topics: ['vision'], minutes: 20 }),
  aCard('a/y', { topics: ['llm'], minutes: 25 }),
]

/** A device: its clock, what it keeps, and the one lock that its tabs share. */
function aDevice() {
  const clock = new FakeClock()
  /** How far the wall clock was set. */
  let shift = 1_700_000_000_000
  const wall = { now: () => clock.now() + shift }
  const timers = {
    setTimeout: (run: () => void, ms: number) => clock.setTimeout(run, ms),
    clearTimeout: (timer: unknown) => clock.clearTimeout(timer),
  }
  const map = new Map<string, string>()
  const shelf = createShelf(() => ({
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
  }))
  const store = createMemoryStore(null)
  const listeners = new Set<(change: Change) => void>()
  store.onChange = (listener) => (listeners.add(listener), () => void listeners.delete(listener))
  let holder: (() => void) | null = null
  const claim: RunDeps['claim'] = async (_, isForced, onLost) => {
    if (holder && !isForced) return null
    holder?.()
    holder = onLost
    return () => {
      if (holder === onLost) holder = null
    }
  }
  const rehearsals = new Rehearsals({ store, shelf, now: wall.now, newSeed: () => 1 })
  return {
    ...{ clock, store, shelf, rehearsals, claim },
    now: wall.now,
    set: (by: number) => void (shift += by),
    open: (id: string) => RehearsalRun.open(id, { store, shelf, claim, clock: { ...wall, ...timers } }),
    tellTabs: () => listeners.forEach((hear) => hear({ what: 'event', exercise: '' })),
    begin: async () => {
      await rehearsals.load()
      return (await rehearsals.begin(rehearsals.plan(CARDS)))!
    },
  }
}

/** A device with a rehearsal of 45 minutes that runs. */
async function running() {
  const device = aDevice()
  const id = await device.begin()
  const run = (await device.open(id))!
  return { ...device, id, run }
}

describe('choosing', () => {
  test('the plan stays the same until something is chosen, and is what is begun', async () => {
    const { rehearsals, store } = aDevice()
    await rehearsals.load()
    const plan = rehearsals.plan(CARDS)
    expect(rehearsals.plan(CARDS)).toEqual(plan)
    rehearsals.isByPosting = false
    rehearsals.toggle('llm')
    expect(rehearsals.plan(CARDS).cards.map(({ id }) => id)).toEqual(['a/y'])
    rehearsals.toggle('llm')
    rehearsals.isByPosting = true
    rehearsals.minutes = 60
    const id = await rehearsals.begin(rehearsals.plan(CARDS))
    expect(await store.events()).toMatchObject([
      {
        uid: id,
        exercise: '',
        kind: 'rehearsal',
        data: { minutes: 60, exercises: 'a/x a/y', unseen: 'a/x a/y' },
      },
    ])
    expect(rehearsals.running()?.id).toBe(id)
  })

  test('what cannot be kept is not begun', async () => {
    const { rehearsals, store } = aDevice()
    store.appendEvent = () => Promise.reject(new Error('no room'))
    expect(await rehearsals.begin(rehearsals.plan(CARDS))).toBeNull()
    expect(rehearsals.problem).toMatch(/not begun, since it could not be kept.*no room/)
  })

  test('a log that cannot be read is said to be', async () => {
    const { rehearsals, store } = aDevice()
    store.events = () => Promise.reject(new Error('gone'))
    await rehearsals.load()
    expect([rehearsals.isRead, rehearsals.problem]).toEqual([true, expect.stringMatching(/gone/)])
  })
})

test('an exercise of one that runs is known as such until its time is up, and no other', async () => {
  const device = aDevice()
  const of = (exercise: string) => runningWith(exercise, { ...device, now: device.now })
  expect(await of('a/x')).toBeNull()
  const id = await device.begin()
  expect([await of('a/x'), await of('a/z')]).toEqual([id, null])
  // The clock of the device is turned back, which makes it no longer.
  await device.open(id)
  await device.clock.advance(44 * MINUTE)
  device.set(-60 * MINUTE)
  expect(await of('a/x')).toBe(id)
  await device.clock.advance(2 * MINUTE)
  expect(await of('a/x')).toBeNull()
})

describe('the clock', () => {
  test('runs down by seconds and ends by itself', async () => {
    const { run, clock } = await running()
    expect([run.state, run.left]).toEqual(['running', 45 * MINUTE])
    await clock.advance(1_500)
    expect(Math.ceil(run.left / 1000)).toBe(45 * 60 - 1)
    await clock.advance(22 * MINUTE)
    expect(run.said).toBe('')
    await clock.advance(MINUTE)
    expect(run.said).toMatch(/^Half/)
    await clock.advance(17 * MINUTE)
    expect([run.said, run.isShort]).toEqual([expect.stringMatching(/^Five/), true])
    await clock.advance(5 * MINUTE)
    expect([run.state, run.left, clock.waiting]).toEqual(['over', 0, 0])
    expect(run.said).toMatch(/^Time is up/)
  })

  test('counts sleep when the page wakes, and says only the last of what it missed', async () => {
    const { run, set } = await running()
    set(41 * MINUTE)
    expect(run.left).toBe(45 * MINUTE)
    run.look()
    expect(run.left).toBe(4 * MINUTE)
    expect(run.said).toMatch(/^Five minutes/)
  })

  test('is not stopped by a reload, nor turned back with the clock of the device', async () => {
    const { run, id, clock, set, open } = await running()
    await clock.advance(10 * MINUTE)
    run.close()
    await clock.advance(5 * MINUTE)
    const again = (await open(id))!
    expect(again.left).toBe(30 * MINUTE)
    set(-60 * MINUTE)
    again.look()
    expect(again.left).toBe(30 * MINUTE)
    await clock.advance(MINUTE)
    again.look()
    expect(again.left).toBe(29 * MINUTE)
    again.close()
    expect((await open(id))!.left).toBe(29 * MINUTE)
  })

  test('that was up while nobody was there opens as over, and tells no other tab', async () => {
    const { run, id, set, open } = await running()
    run.close()
    set(46 * MINUTE)
    const late = (await open(id))!
    expect([late.state, late.manner('a/x').isOver]).toEqual(['over', true])
  })
})

describe('a submit', () => {
  test('asks for a prediction first, and is written down with it as it is sent', async () => {
    const { run, store, clock } = await running()
    const manner = run.manner('a/x')
    expect([manner.send(), run.asked]).toEqual([null, 1])
    run.predict(0.7)
    expect([run.asked, run.chance]).toEqual([0, 0.7])
    await clock.advance(2 * MINUTE)
    const mark = manner.send()!
    expect([run.chance, run.isJudging, manner.send()]).toEqual([null, true, null])
    await settled()
    expect((await store.events()).at(-1)).toMatchObject({
      ...{ uid: mark, exercise: 'a/x', kind: 'rehearsal' },
      data: { what: 'submitted', chance: 0.7 },
    })
  })

  test('is marked with what came of it, and a pass stays a pass', async () => {
    const { run, store } = await running()
    const manner = run.manner('a/x')
    for (const outcome of ['failed', 'passed', 'failed'] as const) {
      run.predict(0.5)
      const rehearsal = manner.send()!
      await store.appendAttempt(anAttempt({ exercise: 'a/x', outcome, rehearsal }))
      manner.settle(rehearsal)
      await settled()
      expect(run.outcomes.get('a/x')).toBe(
        outcome === 'failed' && run.rehearsal.submits.length === 1 ? 'not-yet' : 'passed',
      )
    }
    expect(run.isJudging).toBe(false)
  })

  test('that was sent in time counts when its verdict comes after the end; a later one is not sent', async () => {
    const { run, store, clock, rehearsals, id } = await running()
    const manner = run.manner('a/x')
    await clock.advance(45 * MINUTE - 500)
    run.predict(0.9)
    const mark = manner.send()!
    await clock.advance(MINUTE)
    expect([run.state, run.isJudging]).toEqual(['over', true])
    run.predict(0.9)
    expect(manner.send()).toBeNull()
    await store.appendAttempt(anAttempt({ exercise: 'a/x', rehearsal: mark }))
    manner.settle(mark)
    await settled()
    await rehearsals.load()
    const report = rehearsals.report(
      rehearsals.all.find((one) => one.id === id)!,
      CARDS,
    )
    expect([run.isJudging, report.passed]).toEqual([false, 1])
  })

  test('whose tab was killed before the verdict is told of as without one', async () => {
    const { run, rehearsals, set } = await running()
    run.turnTo('a/x')
    run.predict(0.9)
    run.manner('a/x').send()
    set(46 * MINUTE)
    await settled()
    await rehearsals.load()
    const report = rehearsals.report(rehearsals.all[0]!, CARDS)
    expect(report.parts[0]!.submits).toMatchObject([{ chance: 0.9, outcome: null }])
    expect(report.calibration).toBeNull()
  })
})

describe('the exercises', () => {
  test('have drafts of their own, and the log knows which was in view', async () => {
    const { run, id, store } = await running()
    expect(run.manner('a/x').draft).toBe(`a/x in rehearsal ${id}`)
    run.turnTo('a/x')
    run.turnTo('a/x')
    run.predict(0.5)
    run.turnTo('a/y')
    expect(run.chance).toBeNull()
    await settled()
    expect((await store.events()).filter(({ data }) => data.what === 'turned')).toMatchObject([
      { exercise: 'a/x' },
      { exercise: 'a/y' },
    ])
  })

  test('go on after what could not be kept, which is said', async () => {
    const { run, store } = await running()
    store.appendEvent = () => Promise.reject(new Error('no room'))
    run.turnTo('a/x')
    await settled()
    expect(run.problem).toMatch(/could not be kept.*no room/)
    expect(run.state).toBe('running')
  })
})

describe('the end', () => {
  test('can be asked for, and is the same for every tab', async () => {
    const { run, clock, rehearsals, id } = await running()
    await clock.advance(10 * MINUTE)
    await run.end()
    expect([run.state, run.rehearsal.wasEnded]).toEqual(['over', true])
    await rehearsals.load()
    expect(rehearsals.running()).toBeUndefined()
    expect(rehearsals.all[0]).toMatchObject({ id, wasEnded: true })
  })

  test('that is asked for in another tab is heard in this one', async () => {
    const { run, rehearsals, tellTabs, clock } = await running()
    await clock.advance(MINUTE)
    await rehearsals.load()
    await rehearsals.end(rehearsals.running()!)
    tellTabs()
    await settled()
    expect([run.state, run.rehearsal.wasEnded]).toEqual(['over', true])
  })
})

describe('two tabs', () => {
  test('do not run one rehearsal at once; the second can take it, and the first says so', async () => {
    const { run, id, open } = await running()
    const second = (await open(id))!
    expect([run.state, second.state]).toEqual(['running', 'elsewhere'])
    run.predict(0.5)
    await second.takeOver()
    expect([run.state, second.state]).toEqual(['elsewhere', 'running'])
    expect(run.manner('a/x').send()).toBeNull()
  })

  test('one that is closed leaves the place to the other', async () => {
    const { run, id, open } = await running()
    run.close()
    expect((await open(id))!.state).toBe('running')
  })
})

test('a rehearsal goes from device to device with an export', async () => {
  const { run, store, clock, id } = await running()
  run.turnTo('a/x')
  run.predict(0.8)
  const mark = run.manner('a/x').send()!
  await store.appendAttempt(anAttempt({ uid: 'one', exercise: 'a/x', rehearsal: mark }))
  await clock.advance(MINUTE)
  await run.end()
  const other = aDevice()
  expect(await other.store.importAll(await store.exportAll())).toMatchObject({ ok: true })
  await other.rehearsals.load()
  const report = other.rehearsals.report(other.rehearsals.all[0]!, CARDS)
  expect([report.rehearsal.id, report.passed, report.calibration?.count]).toEqual([id, 1, 1])
})

test('there is no run of a rehearsal that the log does not know', async () => {
  expect(await aDevice().open('0f'.repeat(16))).toBeUndefined()
})
