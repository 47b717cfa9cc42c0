// How much a message holds, near enough to cap a flood.

import { expect, test } from 'vitest'
import { bytesOf } from '../../../src/judging/message-size'

test.each<[string, unknown, number]>([
  ['text', 'abc', 6],
  ['a typed array', new Float32Array(10), 40],
  ['a buffer', new ArrayBuffer(7), 7],
  ['a list', [1, 2], 32],
  ['an object', { a: 'xy', b: new Uint8Array(3) }, 23],
  ['nothing', undefined, 8],
])('%s', (_, message, bytes) => expect(bytesOf(message)).toBe(bytes))

test('what lies deep inside counts', () => {
  expect(bytesOf({ event: 'view', view: { series: [{ x: new Float32Array(1_000) }] } })).toBeGreaterThan(
    4_000,
  )
})

test.each<[string, () => unknown]>([
  [
    'an object of very many keys',
    () => Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [i, 0])),
  ],
  ['a list of very many entries', () => new Array(1_000_000).fill('x')],
  ['a list of holes alone', () => new Array(4e9)],
  ['a map', () => new Map([[1, 1]])],
  ['a set', () => new Set([1])],
])('%s counts for much, quickly, and never throws', (_, message) => {
  const sent = message()
  const startedAt = performance.now()
  expect(bytesOf(sent)).toBeGreaterThan(1_000_000)
  expect(performance.now() - startedAt).toBeLessThan(500)
})

test('what contains itself comes to an end', () => {
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  expect(bytesOf(cyclic)).toBeLessThan(1_000_000)
})
