// Results folded into a verdict.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { forbiddenCallOf } from '../../../src/core/forbidden-kernels'
import { Problem } from '../../../src/core/problem'
import { err, messageOf, ok } from '../../../src/core/result'
import {
  byCategory,
  CaseInfo,
  CaseResult,
  type Category,
  type Outcome,
  outcomeOf,
  scoreOf,
} from '../../../src/core/verdict'

const outcomes: Record<Outcome['status'], Outcome> = {
  pass: { status: 'pass' },
  fail: { status: 'fail', failure: { message: 'wrong' } },
  error: { status: 'error', problem: { kind: 'threw', message: 'oops' } },
  infra: { status: 'infra', reason: 'the test failed' },
  'not-run': { status: 'not-run', reason: 'ended' },
}
const result = (status: Outcome['status'], weight = 1, category: Category = 'correctness'): CaseResult => ({
  ...{ title: 'a case', kind: 'hidden' as const, category, weight, milliseconds: 1 },
  outcome: outcomes[status],
})
const results = (...statuses: Outcome['status'][]): CaseResult[] => statuses.map((status) => result(status))
const timeout: Problem = { kind: 'timeout', message: 'too slow' }
const stopped: Problem = { kind: 'stopped', message: 'stopped' }

describe('the score', () => {
  test('is the share of weight that passed', () => {
    expect(scoreOf([result('pass', 3), result('fail', 1)])).toBe(0.75)
    expect(scoreOf(results('pass', 'pass'))).toBe(1)
    expect(scoreOf(results('infra', 'not-run', 'error'))).toBe(0)
  })
  test('of nothing, or of nothing with weight, is 0', () => {
    expect(scoreOf([])).toBe(0)
    expect(scoreOf([result('pass', 0)])).toBe(0)
  })
})

describe('the outcome', () => {
  test.each<[string, CaseResult[], Problem[], ReturnType<typeof outcomeOf>]>([
    ['passes when every case does', results('pass', 'pass'), [], 'passed'],
    ['fails with one wrong case', results('pass', 'fail'), [], 'failed'],
    ['fails with one error', results('pass', 'error'), [], 'failed'],
    ['fails for a wrong case even beside an infra one', results('fail', 'infra'), [], 'failed'],
    ['is infra when a test itself failed', results('pass', 'infra'), [], 'infra'],
    ['is infra when a case was not run', results('pass', 'not-run'), [], 'infra'],
    ['is infra without any case', [], [], 'infra'],
    ['is invalid when nothing could be judged', [], [timeout], 'invalid'],
    ['fails when a problem follows passed cases', results('pass'), [timeout], 'failed'],
    ['is stopped whatever was judged before', results('pass', 'fail', 'not-run'), [stopped], 'stopped'],
  ])('%s', (_, cases, problems, outcome) => expect(outcomeOf(cases, problems)).toBe(outcome))
})

test('categories count their cases in the order of the cases', () => {
  const cases = [
    result('pass', 1, 'shape'),
    result('fail', 1, 'correctness'),
    result('error', 1, 'shape'),
    result('pass', 1, 'shape'),
  ]
  expect(byCategory(cases)).toEqual([
    { category: 'shape', passed: 2, total: 3 },
    { category: 'correctness', passed: 0, total: 1 },
  ])
  expect(byCategory([])).toEqual([])
})

describe('what arrives as a case result', () => {
  test('is taken in every outcome', () => {
    for (const status of Object.keys(outcomes) as Outcome['status'][])
      expect(v.is(CaseResult, result(status)), status).toBe(true)
  })

  test.each([
    ['an unknown status', { ...result('pass'), outcome: { status: 'great' } }],
    ['a fail without a failure', { ...result('pass'), outcome: { status: 'fail' } }],
    ['an unknown category', { ...result('pass'), category: 'luck' }],
    ['an unknown kind', { ...result('pass'), kind: 'secret' }],
    ['a negative weight', { ...result('pass'), weight: -1 }],
    ['an infinite weight', { ...result('pass'), weight: Infinity }],
    ['a title beyond its cap', { ...result('pass'), title: 'x'.repeat(301) }],
    ['half a run', { ...result('pass'), runs: 1.5 }],
    ['negative time', { ...result('pass'), milliseconds: -1 }],
    [
      'text beyond its cap',
      { ...result('pass'), shown: { inputs: [{ name: 'x', value: 'y'.repeat(6_001) }] } },
    ],
  ])('is refused with %s', (_, sent) => expect(v.is(CaseResult, sent)).toBe(false))

  test('keeps nothing that no schema names', () => {
    expect(v.parse(CaseInfo, { ...result('pass'), extra: 1 })).toEqual({
      ...{ title: 'a case', kind: 'hidden', category: 'correctness', weight: 1 },
    })
  })
})

describe('a problem', () => {
  test('stands with and without a place', () => {
    expect(v.is(Problem, { kind: 'threw', message: '' })).toBe(true)
    expect(
      v.is(Problem, { kind: 'syntax', message: 'x', line: 1, column: 1, endColumn: 2, remedy: 'y' }),
    ).toBe(true)
  })
  test.each([
    { kind: 'passed', message: 'x' },
    { kind: 'threw' },
    { kind: 'threw', message: 'x', line: 0 },
    { kind: 'threw', message: 'x', line: 1.5 },
    { kind: 'threw', message: 'x', column: '1' },
    { kind: 'threw', message: 'x'.repeat(20_001) },
    null,
  ])('is refused as %j', (problem) => expect(v.is(Problem, problem)).toBe(false))
})

test('a forbidden call is known by its kernels, when it is forbidden', () => {
  expect(forbiddenCallOf('FusedConv2D', ['tf.softmax', 'tf.conv2d'])).toBe('tf.conv2d')
  expect(forbiddenCallOf('Conv2D', ['tf.softmax'])).toBeUndefined()
  expect(forbiddenCallOf('BatchMatMul', ['tf.softmax', 'tf.conv2d'])).toBeUndefined()
  expect(forbiddenCallOf('Softmax', ['tf.toString'])).toBeUndefined()
})

test('messageOf says what was thrown, whatever it was', () => {
  expect(messageOf(new Error('no'))).toBe('no')
  expect(messageOf(new RangeError(''))).toBe('RangeError')
  expect(messageOf('text')).toBe('text')
  expect(messageOf(undefined)).toBe('Something that is not an Error was thrown (undefined).')
})

test('a result tells success from failure', () => {
  expect([ok(1), err('no')]).toEqual([
    { ok: true, value: 1 },
    { ok: false, error: 'no' },
  ])
})
