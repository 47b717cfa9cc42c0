// The learner's console: lines of text with their place, in batches, up to a cap.

import * as tf from '@tensorflow/tfjs'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CAPS } from '../../../src/protocol/caps'
import type { LogLine, RunnerEvent } from '../../../src/protocol/events'
import { createConsole, inspect, type LearnerConsole } from '../../../workers/runner/console'

let events: RunnerEvent[]
let line: number | undefined
let learner: LearnerConsole
let log: (...parts: unknown[]) => void

beforeEach(() => {
  events = []
  line = undefined
  learner = createConsole(
    tf,
    () => line,
    (event) => void events.push(event),
  )
  log = learner.methods.log!
})

const lines = (): LogLine[] => {
  learner.flush()
  return events.flatMap((event) => (event.event === 'logs' ? event.lines : []))
}
const texts = (): string[] => lines().map(({ text }) => text)

describe('a line', () => {
  test('has its level, and its place where one is known', () => {
    log('a')
    line = 7
    learner.methods.warn!('b')
    learner.methods.error!('c')
    learner.methods.info!('d')
    learner.methods.debug!('e')
    expect(lines()).toEqual([
      { level: 'log', text: 'a' },
      { level: 'warn', text: 'b', line: 7 },
      { level: 'error', text: 'c', line: 7 },
      { level: 'info', text: 'd', line: 7 },
      { level: 'log', text: 'e', line: 7 },
    ])
  })

  test('joins its parts, text without quotes', () => {
    log('loss', 0.25, [1, 'x'], { a: null }, undefined, true)
    expect(texts()).toEqual(['loss 0.25 [1, "x"] { a: null } undefined true'])
  })

  test('is cut at its cap, and says how long it was', () => {
    log('x'.repeat(CAPS.lineBytes + 1))
    log('y'.repeat(CAPS.lineBytes))
    const [long, fits] = texts()
    expect(long).toMatch(/^x{20000} … \(20001 characters\)$/)
    expect(fits).toBe('y'.repeat(CAPS.lineBytes))
  })

  test('is text, whatever it looks like', () => {
    log('<b>bold</b>', '\u001b[31mred')
    expect(texts()).toEqual(['<b>bold</b> \u001b[31mred'])
  })

  test('is made by every method that people use', () => {
    const { methods } = learner
    methods.trace!('here')
    methods.dir!({ a: 1 })
    methods.table!([1])
    methods.group!('g')
    methods.groupCollapsed!('h')
    methods.groupEnd!()
    methods.assert!(true, 'never')
    methods.assert!(false, 'oops')
    methods.count!()
    methods.count!()
    methods.count!('steps')
    methods.time!('t')
    methods.timeEnd!('t')
    expect(texts()).toEqual([
      ...['Trace: here', '{ a: 1 }', '[1]', 'g', 'h', 'Assertion failed: oops'],
      ...['default: 1', 'default: 2', 'steps: 1', expect.stringMatching(/^t: \d+\.\d ms$/) as string],
    ])
  })
})

describe('lines go out', () => {
  test('in batches of at most a hundred', () => {
    for (let i = 0; i < 250; i++) log(String(i))
    learner.flush()
    const sizes = events.map((event) => (event.event === 'logs' ? event.lines.length : 0))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(250)
    expect(events.length).toBeLessThan(20)
  })

  test('by themselves after a while, and only once', () => {
    vi.useFakeTimers()
    try {
      const sent: RunnerEvent[] = []
      const console = createConsole(
        tf,
        () => undefined,
        (event) => void sent.push(event),
      )
      console.methods.log!('first')
      sent.length = 0
      console.methods.log!('second')
      console.methods.log!('third')
      expect(sent).toEqual([])
      vi.advanceTimersByTime(60)
      expect(sent).toHaveLength(1)
      vi.advanceTimersByTime(1_000)
      console.flush()
      expect(sent).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('beyond the cap', () => {
  test('of lines, the rest is cut, and that is said once', () => {
    for (let i = 0; i < CAPS.logLines + 500; i++) log('x')
    expect(texts()).toHaveLength(CAPS.logLines)
    expect(events.filter(({ event }) => event === 'logs-cut')).toEqual([
      { event: 'logs-cut', kept: CAPS.logLines },
    ])
  })

  test('of characters, the rest is cut too', () => {
    for (let i = 0; i < 100; i++) log('x'.repeat(CAPS.lineBytes))
    expect(texts()).toHaveLength(CAPS.logBytes / CAPS.lineBytes)
    expect(events.at(-1)).toEqual({ event: 'logs-cut', kept: CAPS.logBytes / CAPS.lineBytes })
  })

  test('nothing is cut just below it', () => {
    for (let i = 0; i < CAPS.logLines; i++) log('x')
    expect(texts()).toHaveLength(CAPS.logLines)
    expect(events.some(({ event }) => event === 'logs-cut')).toBe(false)
  })
})

describe('inspect', () => {
  class Model {
    layers = 2
    get secret(): never {
      throw new Error('a getter ran')
    }
  }
  const cyclic: unknown[] = [1]
  cyclic.push(cyclic)

  test.each<[string, unknown, string]>([
    [
      'a tensor',
      tf.tensor2d([
        [1, 2],
        [3, 4.5],
      ]),
      'float32 [2, 2]\n[[  1,   2],\n [  3, 4.5]]',
    ],
    ['a scalar', tf.scalar(2, 'int32'), 'int32 scalar\n2'],
    ['a tensor in an object', { x: tf.tensor1d([1]) }, '{ x: float32 [1]\n[1] }'],
    ['an error', new RangeError('too big'), 'RangeError: too big'],
    ['text inside', ['a', { b: 'c' }], '["a", { b: "c" }]'],
    ['a function', function relu() {}, 'ƒ relu'],
    ['a bigint', 5n, '5n'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['a typed array', Float32Array.of(0.5, 2), 'Float32Array [0.5, 2]'],
    ['a map', new Map([['a', 1]]), 'Map(1) [["a", 1]]'],
    ['a set', new Set([1]), 'Set(1) [1]'],
    ['an object of a class', new Model(), 'Model { layers: 2 }'],
    [
      'a getter, unread',
      {
        get x() {
          throw new Error('ran')
        },
      },
      '{ x: (getter) }',
    ],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{ a: 1 }'],
    ['what contains itself', cyclic, '[1, [1, [1, [1, …]]]]'],
    ['a long list', Array.from({ length: 60 }, () => 0), `[${'0, '.repeat(50)}… 60 in all]`],
    ['null', null, 'null'],
  ])('writes %s', (_, value, text) => expect(inspect(value, tf)).toBe(text))

  test('does not read a tensor that is gone', () => {
    const gone = tf.tensor1d([1, 2])
    gone.dispose()
    expect(inspect(gone, tf)).toBe('float32 [2] (disposed)')
  })
})
