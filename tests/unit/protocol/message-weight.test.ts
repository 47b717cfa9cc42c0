// What a message weighs, so that a flood can be cut and the page's time shared out.

import { expect, test } from 'vitest'
import { CAPS } from '../../../src/protocol/caps'
import { weigh } from '../../../src/protocol/message-weight'

const shared = new Float32Array(100)

test.each<[string, unknown, number, number]>([
  ['text', 'abc', 6, 1],
  ['a typed array', new Float32Array(10), 40, 1],
  ['a buffer', new ArrayBuffer(7), 7, 1],
  ['a small view of a large buffer', shared.subarray(0, 1), 400, 1],
  ['views of one buffer', [shared.subarray(0, 1), shared.subarray(1)], 404, 3],
  ['a list', [1, 2], 20, 3],
  ['an object', { a: 'xy', b: new Uint8Array(3) }, 11, 3],
  ['nothing', undefined, 8, 1],
  ['what lies deep inside', { event: 'view', view: [{ x: [1, [2]] }] }, 52, 8],
])('of %s', (_, message, bytes, values) => expect(weigh(message)).toMatchObject({ bytes, values }))

test('names each buffer once, to be handed over', () => {
  const other = new ArrayBuffer(3)
  expect(weigh({ a: shared.subarray(1), b: [shared, other] })?.buffers).toHaveLength(2)
  expect(weigh('text')?.buffers).toEqual([])
})

const cyclic: unknown[] = []
cyclic.push(cyclic, cyclic)

test.each<[string, () => unknown]>([
  [
    'an object of very many keys',
    () => Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [i, 0])),
  ],
  ['a list of very many entries', () => new Array(1_000_000).fill('x')],
  ['a list of holes alone', () => new Array(4e9)],
  ['very many small lists', () => Array.from({ length: 10_000 }, () => [1, 2, 3])],
  ['what contains itself', () => cyclic],
])('of %s is too many values, found without looking at each', (_, message) => {
  expect(weigh(message())!.values).toBeGreaterThan(CAPS.messageValues)
})

test("counts a list's further properties", () => {
  const list = Object.assign([1], { extra: 'x'.repeat(1_000) })
  expect(weigh(list)!.bytes).toBeGreaterThan(2_000)
})

test.each<[string, unknown]>([
  ['a map', new Map([[1, 1]])],
  ['a set', new Set([1])],
  ['a date', new Date()],
  ['an error', new Error('x'.repeat(1_000))],
  ['a boxed text', Object('x'.repeat(1_000))],
  ['a port', new MessageChannel().port1],
  ['a big integer', 5n],
])('is not known of %s, alone or inside', (_, message) => {
  expect(weigh(message)).toBeUndefined()
  expect(weigh({ event: [message] })).toBeUndefined()
})
