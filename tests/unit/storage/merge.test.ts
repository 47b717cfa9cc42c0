// What an import adds: nothing twice, nothing lost, whatever is already there.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { additionsOf, type There } from '../../../src/storage/merge'
import type { Draft, LogEvent } from '../../../src/storage/records'
import { anAttempt } from '../../support/an-attempt'

const EMPTY: There = { drafts: new Map(), attempts: new Set(), events: new Set() }
const draft = (text: string, savedAt: number, exercise = 'a'): Draft => ({
  ...{ exercise, text, version: 'v1', savedAt },
})
const having = (own: Draft): There => ({ ...EMPTY, drafts: new Map([[own.exercise, own]]) })
const copies = (events: readonly LogEvent[]): unknown[] => events.map(({ data }) => data.text)

test('attempts and events are known by their uid, within a file too', () => {
  const [old, fresh] = [anAttempt({ uid: 'old' }), anAttempt({ uid: 'fresh' })]
  const event: LogEvent = { uid: 'e', exercise: 'a', at: 1, kind: 'solution', data: {} }
  const there = { ...EMPTY, attempts: new Set(['old']) }
  const added = additionsOf(there, { drafts: [], attempts: [old, fresh, fresh], events: [event, event] })
  expect(added).toMatchObject({ attempts: [fresh], events: [event], merged: { attempts: 1, events: 1 } })
})

test('the newer draft wins, and the older is kept as a copy', () => {
  const incoming = { attempts: [], events: [] }
  const newer = additionsOf(having(draft('mine', 1)), { ...incoming, drafts: [draft('theirs', 2)] })
  expect([newer.drafts.map(({ text }) => text), copies(newer.events)]).toEqual([['theirs'], ['mine']])
  const older = additionsOf(having(draft('mine', 2)), { ...incoming, drafts: [draft('theirs', 1)] })
  expect([older.drafts, copies(older.events)]).toEqual([[], ['theirs']])
  const same = additionsOf(having(draft('mine', 1)), { ...incoming, drafts: [draft('mine', 2)] })
  expect([same.drafts.length, same.events, same.merged.drafts]).toEqual([1, [], 0])
})

test('no text of a draft is ever lost, and importing again adds nothing', () => {
  const drafts = fc.array(
    fc.record({
      exercise: fc.constantFrom('a', 'b'),
      text: fc.constantFrom('one', 'two', 'three'),
      version: fc.constant('v1'),
      savedAt: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(drafts, drafts, (own, incoming) => {
      const bundle = { drafts: incoming, attempts: [], events: [] }
      const there = { ...EMPTY, drafts: new Map(own.map((one) => [one.exercise, one])) }
      const added = additionsOf(there, bundle)
      const after = {
        ...EMPTY,
        drafts: new Map([...there.drafts, ...added.drafts.map((one) => [one.exercise, one] as const)]),
        events: new Set(added.events.map(({ uid }) => uid)),
      }
      const kept = [...[...after.drafts.values()].map((one) => `${one.exercise} ${one.text}`)]
      kept.push(...added.events.map(({ exercise, data }) => `${exercise} ${String(data.text)}`))
      for (const { exercise, text } of [...there.drafts.values(), ...incoming])
        expect(kept).toContain(`${exercise} ${text}`)
      expect(additionsOf(after, bundle).events).toEqual([])
      expect(additionsOf(after, bundle).merged).toEqual({ drafts: 0, attempts: 0, events: 0, copies: 0 })
    }),
  )
})
