// What follows from the log of a rehearsal, whatever else is in it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrationOf } from '../../../../src/core/rehearsal/calibration'
import { begunData, type Logged } from '../../../../src/core/rehearsal/notes'
import { MINUTE, type Rehearsal, rehearsalsOf } from '../../../../src/core/rehearsal/rehearsal'
import { reportOf } from '../../../../src/core/rehearsal/report'
import { anAttempt } from '../../../support/an-attempt'
import { aCard } from '../../../support/some-cards'

const ID = '0a'.repeat(16)
const BEGUN = 1_000_000
const at = (minute: number): number => BEGUN + minute * MINUTE
let made = 0
const note = (minute: number, exercise: string, data: Logged['data']): Logged => ({
  ...{ uid: `e${++made}`, exercise, at: at(minute), kind: 'rehearsal' },
  data: { rehearsal: ID, ...data },
})
const begun = note(
  0,
  '',
  begunData(ID, { minutes: 30, topics: ['llm'], exercises: ['a/x', 'a/y'], unseen: ['a/x'] }),
)
const turned = (minute: number, exercise: string): Logged => note(minute, exercise, { what: 'turned' })
const sent = (minute: number, exercise: string, chance: number, uid: string): Logged => ({
  ...note(minute, exercise, { what: 'submitted', chance }),
  uid,
})
const ended = (minute: number): Logged => note(minute, '', { what: 'ended' })
const only = (events: readonly Logged[]): Rehearsal => rehearsalsOf(events)[0]!

describe('a rehearsal', () => {
  test('is read from its events, in whatever order they are, and only what was in time counts', () => {
    const events = [
      sent(12, 'a/x', 0.7, 's1'),
      ended(40),
      sent(31, 'a/x', 0.9, 'late'),
      turned(0, 'a/x'),
      begun,
      turned(20, 'a/y'),
      turned(21, 'b/other'),
    ]
    expect(only(events)).toEqual({
      ...{ id: ID, begunAt: at(0), minutes: 30, endsAt: at(30), wasEnded: false },
      ...{ topics: ['llm'], exercises: ['a/x', 'a/y'], unseen: ['a/x'] },
      turns: [
        { exercise: 'a/x', at: at(0) },
        { exercise: 'a/y', at: at(20) },
      ],
      submits: [{ uid: 's1', exercise: 'a/x', at: at(12), chance: 0.7 }],
    })
  })

  test('that was ended in two tabs is ended by the first', () => {
    expect(only([begun, ended(25), ended(20)])).toMatchObject({ endsAt: at(20), wasEnded: true })
  })

  test('is nothing without its beginning, and damaged events are left out', () => {
    expect(rehearsalsOf([turned(1, 'a/x'), ended(2)])).toEqual([])
    const damaged = [
      note(1, 'a/x', { what: 'submitted', chance: 7 }),
      note(1, 'a/x', { what: 'danced' }),
      { ...turned(1, 'a/x'), data: {} },
      { ...begun, uid: 'other', data: { ...begun.data, rehearsal: 'x' } },
    ]
    expect(rehearsalsOf([begun, ...damaged])).toMatchObject([{ turns: [], submits: [] }])
  })

  test('that is later comes first', () => {
    const other = '0b'.repeat(16)
    const later = { ...begun, at: at(100), data: { ...begun.data, rehearsal: other } }
    expect(rehearsalsOf([begun, later]).map(({ id }) => id)).toEqual([other, ID])
  })
})

describe('the report', () => {
  const cards = [
    aCard('a/x', { title: 'X', topics: ['llm', 'language'], minutes: 10 }),
    aCard('a/y', { title: 'Y', topics: ['vision'] }),
    aCard('a/z', { title: 'Z', topics: ['vision'], difficulty: 1 }),
  ]
  const log = [
    ...[begun, turned(0, 'a/x'), sent(5, 'a/x', 0.9, 's1'), turned(6, 'a/y'), turned(10, 'a/x')],
    ...[sent(14, 'a/x', 0.8, 's2'), turned(15, 'a/y'), sent(28, 'a/y', 0.3, 's3')],
  ]
  const attempts = [
    anAttempt({ exercise: 'a/x', rehearsal: 's1', outcome: 'failed', score: 0.5 }),
    anAttempt({ exercise: 'a/x', rehearsal: 's2' }),
    anAttempt({ exercise: 'a/y', outcome: 'passed', at: at(29) }),
  ]
  const report = reportOf(only(log), attempts, [{ exercise: 'a/y', at: at(16), kind: 'hint' }], cards)

  test('tells each exercise: what came, how long, what was opened elsewhere', () => {
    expect(report.passed).toBe(1)
    expect(report.parts).toMatchObject([
      { exercise: 'a/x', standing: 'passed', best: 1, spent: 11 * MINUTE, wasUnseen: true, helps: 0 },
      { exercise: 'a/y', standing: 'not-yet', best: 0, spent: 19 * MINUTE, wasUnseen: false, helps: 1 },
    ])
    expect(report.parts[0]!.submits.map(({ after, outcome }) => [after / MINUTE, outcome])).toEqual([
      [5, 'failed'],
      [14, 'passed'],
    ])
    expect(report.parts[1]!.submits[0]!.outcome).toBeNull()
  })

  test('tells each topic that its exercises have', () => {
    expect(report.topics).toEqual([
      { topic: 'vision', exercises: 1, passed: 0, share: 0 },
      { topic: 'language', exercises: 1, passed: 1, share: 1 },
      { topic: 'llm', exercises: 1, passed: 1, share: 1 },
    ])
  })

  test('compares only what has a verdict with what was predicted', () => {
    expect(report.calibration).toMatchObject({ count: 2, predicted: expect.closeTo(0.85), passed: 0.5 })
  })

  test('says what to do next, and why', () => {
    expect(report.advice.map(({ exercise, reason }) => [exercise, reason])).toEqual([
      ['a/y', 'It stood at 0 % of the tests after one submit.'],
      ['a/z', expect.stringMatching(/^Vision was left open/)],
      ['a/x', expect.stringMatching(/^It passed at submit 2/)],
      [null, expect.stringMatching(/^You predicted 85 % on average, and 50 % of 2 submits passed/)],
    ])
  })

  test('of nothing that was done says so of each, and still says what to do', () => {
    const empty = reportOf(only([begun, turned(0, 'a/x'), ended(3)]), [], [], cards)
    expect(empty.parts.map(({ standing }) => standing)).toEqual(['not-submitted', 'not-opened'])
    expect([empty.calibration, empty.took]).toEqual([null, 3 * MINUTE])
    expect(empty.advice.length).toBeGreaterThan(1)
  })

  test('goes without an exercise whose pack is gone', () => {
    const gone = reportOf(only(log), attempts, [], [])
    expect(gone.parts.map(({ card, standing }) => [card, standing])).toEqual([
      [undefined, 'passed'],
      [undefined, 'not-yet'],
    ])
    expect(gone.topics).toEqual([])
  })
})

describe('calibration', () => {
  const of = (...pairs: readonly (readonly [number, boolean])[]) =>
    calibrationOf(pairs.map(([chance, hasPassed]) => ({ chance, hasPassed })))!

  test('is the mean of squared differences, by Brier', () => {
    expect(of([0.9, true], [0.7, false]).brier).toBeCloseTo((0.01 + 0.49) / 2)
    expect(of([0.5, true], [0.5, false]).brier).toBeCloseTo(0.25)
    expect(of([1, true], [0, false]).brier).toBe(0)
    expect(of([0, true]).brier).toBe(1)
    expect(calibrationOf([])).toBeNull()
  })

  test('counts by the chance that was predicted, the least first', () => {
    expect(of([0.9, true], [0.3, false], [0.9, false]).steps).toEqual([
      { chance: 0.3, count: 1, passed: 0 },
      { chance: 0.9, count: 2, passed: 1 },
    ])
  })

  test('says to which side it leans', () => {
    expect(of([0.9, false]).lean).toBe('too-sure')
    expect(of([0.2, true]).lean).toBe('too-modest')
    expect(of([0.5, true], [0.5, false]).lean).toBe('even')
  })

  test('cannot be bettered by saying something other than one believes', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(chance, chance, (belief, said) => {
        const expected = (one: number): number =>
          belief * of([one, true]).brier + (1 - belief) * of([one, false]).brier
        expect(expected(said)).toBeGreaterThanOrEqual(expected(belief) - 1e-12)
      }),
    )
  })
})
