// What a sandbox may say unasked, and answer: everything else is refused.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { CAPS } from '../../../src/protocol/caps'
import { GraderEvent, LogLine, RunnerEvent } from '../../../src/protocol/events'
import { JudgeReport } from '../../../src/protocol/grader'
import { CallReply, LoadReport, Meter, PrepareReport } from '../../../src/protocol/runner'

const line = { level: 'log', text: 'hello', line: 3 }
const info = { title: 'a', kind: 'hidden', category: 'shape', weight: 1 }
const result = { ...info, outcome: { status: 'pass' }, milliseconds: 1 }
const view = { kind: 'table', id: 't', title: 'T', columns: ['a'], rows: [[1]] }
const meter = { milliseconds: 1, tensorsLeaked: 0, peakBytes: 0, kernels: { Add: 1 } }

describe("an event of the learner's realm", () => {
  test.each([
    { event: 'logs', lines: [line] },
    { event: 'logs-cut', kept: 2_000 },
    { event: 'view', view },
    { event: 'progress', fraction: 0.5 },
    { event: 'context-lost' },
  ])('$event is heard', (event) => expect(v.is(RunnerEvent, event)).toBe(true))

  test.each<[string, unknown]>([
    ['a verdict', { event: 'case-end', index: 0, result }],
    ['a passed flag', { passed: true }],
    ['an unknown event', { event: 'passed' }],
    ['too many lines', { event: 'logs', lines: Array.from({ length: 201 }, () => line) }],
    [
      'a line beyond its cap',
      { event: 'logs', lines: [{ ...line, text: 'x'.repeat(CAPS.lineBytes + 201) }] },
    ],
    ['a line of another level', { event: 'logs', lines: [{ ...line, level: 'fatal' }] }],
    ['a line without text', { event: 'logs', lines: [{ level: 'log' }] }],
    ['a line 0', { event: 'logs', lines: [{ ...line, line: 0 }] }],
    ['more than all of the way', { event: 'progress', fraction: 1.1 }],
    ['less than none', { event: 'progress', fraction: -0.1 }],
    ['progress of NaN', { event: 'progress', fraction: NaN }],
    ['a malformed view', { event: 'view', view: { ...view, columns: [] } }],
    ['null', null],
    ['text', 'logs'],
  ])('%s is not', (_, event) => expect(v.is(RunnerEvent, event)).toBe(false))
})

describe("an event of the grader's realm", () => {
  test.each([
    { event: 'plan', cases: [info] },
    { event: 'case-start', index: 0 },
    { event: 'call-start' },
    { event: 'call-end' },
    { event: 'case-end', index: 0, result },
  ])('$event is heard', (event) => expect(v.is(GraderEvent, event)).toBe(true))

  test.each<[string, unknown]>([
    ['a plan of 501 cases', { event: 'plan', cases: Array.from({ length: 501 }, () => info) }],
    ['a plan without cases', { event: 'plan' }],
    ['a negative index', { event: 'case-start', index: -1 }],
    ['half an index', { event: 'case-end', index: 0.5, result }],
    ['a result without an outcome', { event: 'case-end', index: 0, result: info }],
    ['a log', { event: 'logs', lines: [line] }],
  ])('%s is not', (_, event) => expect(v.is(GraderEvent, event)).toBe(false))
})

test('a log line keeps nothing that no schema names', () => {
  expect(v.parse(LogLine, { ...line, html: '<b>' })).toEqual(line)
})

describe('an answer', () => {
  const problem = { kind: 'threw', message: 'x' }
  test('is taken when it fits', () => {
    expect(v.is(PrepareReport, { backend: 'cpu', tfjs: '4.22.0', note: 'no webgl' })).toBe(true)
    expect(v.is(LoadReport, { ok: true })).toBe(true)
    expect(v.is(LoadReport, { ok: false, problem })).toBe(true)
    expect(v.is(CallReply, { ok: true, value: 1, meter })).toBe(true)
    expect(v.is(CallReply, { ok: false, problem })).toBe(true)
    expect(v.is(JudgeReport, { ok: true })).toBe(true)
    expect(v.is(JudgeReport, { ok: false, reason: 'x' })).toBe(true)
  })

  test.each<[string, v.GenericSchema, unknown]>([
    ['an unknown backend', PrepareReport, { backend: 'webgpu', tfjs: '4' }],
    ['a missing version', PrepareReport, { backend: 'cpu' }],
    ['a failure without a problem', LoadReport, { ok: false }],
    ['neither yes nor no', LoadReport, { ok: 1 }],
    ['an unknown kind of problem', LoadReport, { ok: false, problem: { kind: 'fine', message: '' } }],
    ['a call without its cost', CallReply, { ok: true, value: 1 }],
    ['negative time', CallReply, { ok: true, value: 1, meter: { ...meter, milliseconds: -1 } }],
    ['half a tensor leaked', Meter, { ...meter, tensorsLeaked: 0.5 }],
    ['kernels that are not counted', Meter, { ...meter, kernels: { Add: 'many' } }],
    ['a kernel with a name without end', Meter, { ...meter, kernels: { ['x'.repeat(101)]: 1 } }],
    ['a failed judgement without a reason', JudgeReport, { ok: false }],
    ['a reason without end', JudgeReport, { ok: false, reason: 'x'.repeat(4_001) }],
  ])('is refused with %s', (_, schema, sent) => expect(v.is(schema, sent)).toBe(false))
})
