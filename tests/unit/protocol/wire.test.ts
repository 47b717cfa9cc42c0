// How values cross between realms, and what of a hostile sender's does not.

import { afterEach, describe, expect, test } from 'vitest'
import { fromNested, NdArray } from '../../../src/core/nd-array'
import type { Result } from '../../../src/core/result'
import { Handle, type Value } from '../../../src/core/value'
import { decodeValue, DEEPEST, encodeValue, MOST_VALUES } from '../../../src/protocol/wire'

/** As a port does it. */
const cross = (value: Value): Result<Value, string> => decodeValue(structuredClone(encodeValue(value)))
const refused = (sent: unknown): string => {
  const result = decodeValue(structuredClone(sent))
  return result.ok ? 'not refused' : result.error
}
const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

describe('a round trip', () => {
  test.each<[string, Value]>([
    ['null', null],
    ['nothing', undefined],
    ['numbers, NaN and −0 too', [0, -0, 1.5, NaN, Infinity, -Infinity]],
    ['text', 'π ± ∞ 日本 \0'],
    ['booleans', [true, false]],
    [
      'a float tensor',
      fromNested([
        [1, 2],
        [3, 4],
      ]),
    ],
    ['an int tensor', fromNested([1, 2], 'int32')],
    ['a bool tensor', fromNested([true, false], 'bool')],
    ['a string tensor', new NdArray([2], 'string', ['a', 'b'])],
    ['a complex tensor', new NdArray([1], 'complex64', Float32Array.of(1, 2))],
    ['an empty tensor', fromNested([])],
    ['a scalar', fromNested(4)],
    ['a handle', new Handle(7, 'Sequential')],
    ['typed arrays', [Float64Array.of(0.1), Int32Array.of(-1), Uint8Array.of(255), Float32Array.of(1)]],
    ['nested arrays', [1, ['a', [null, []]]]],
  ])('brings %s', (_, value) => expect(cross(value)).toStrictEqual({ ok: true, value }))

  test('brings records of records, tags and all', () => {
    const record = { a: { b: [fromNested([1])] }, $: 'tensor', empty: {}, nothing: undefined }
    const result = cross(record)
    expect(result.ok && Object.keys(result.value as object)).toEqual(['a', '$', 'empty', 'nothing'])
    expect(result).toMatchObject({ ok: true, value: { a: { b: [fromNested([1])] }, $: 'tensor', empty: {} } })
  })

  test.each<[string, unknown]>([
    ['function', () => 1],
    ['symbol', Symbol('x')],
    ['bigint', 5n],
  ])('does not begin with a %s', (type, value) => {
    expect(() => encodeValue([value] as Value)).toThrow(`A ${type} cannot cross.`)
  })

  test('keeps a key named __proto__ a key', () => {
    const result = cross(JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as Value)
    expect(result.ok).toBe(true)
    const value = result.ok ? (result.value as Record<string, unknown>) : {}
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect(value.polluted).toBeUndefined()
  })
})

describe('a hostile message', () => {
  afterEach(() => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test.each<[string, unknown, RegExp]>([
    ['an object without a tag', { a: 1 }, /without a known tag/],
    ['an unknown tag', { $: 'function', code: 'x' }, /without a known tag/],
    ['a tag that is no text', { $: 1 }, /without a known tag/],
    ['a date', new Date(), /without a known tag/],
    ['a map', new Map([['a', 1]]), /without a known tag/],
    ['an error', new Error('x'), /without a known tag/],
    ['a buffer', new ArrayBuffer(8), /without a known tag/],
    ['an array of 16-bit numbers', Uint16Array.of(1), /without a known tag/],
    ['a bigint', 5n, /A bigint cannot cross/],
    ['a handle whose id is text', { $: 'handle', id: '1', kind: 'x' }, /without a known tag/],
    ['a handle without a kind', { $: 'handle', id: 1 }, /without a known tag/],
    ['a record without entries', { $: 'record' }, /without a known tag/],
    ['a record entry that is no pair', { $: 'record', entries: ['ab'] }, /record entry is malformed/],
    ['a record key that is no text', { $: 'record', entries: [[1, 2]] }, /record entry is malformed/],
    ['a record that is sparse', { $: 'record', entries: new Array(1e9) }, /record entry is malformed/],
    ['a bad value deep inside', [[{ $: 'record', entries: [['a', { b: 1 }]] }]], /without a known tag/],
  ])('of %s is refused', (_, sent, words) => expect(refused(sent)).toMatch(words))

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no shape', { shape: undefined }, /malformed shape/],
    ['a shape in words', { shape: '2' }, /malformed shape/],
    ['a negative length', { shape: [-2] }, /malformed shape/],
    ['a fraction of a length', { shape: [0.5] }, /malformed shape/],
    ['a length that is text', { shape: ['2'] }, /malformed shape/],
    ['nine axes', { shape: [1, 1, 1, 1, 1, 1, 1, 1, 2] }, /malformed shape/],
    ['a huge shape', { shape: [1e6, 1e6] }, /more than 64000000 elements/],
    ['a shape that overflows', { shape: [1e200, 1e200] }, /malformed shape|more than/],
    ['a shape its data does not fill', { shape: [3] }, /holds 3 elements, but 2 were given/],
    ['an unknown dtype', { dtype: 'float64' }, /unknown dtype/],
    ['an inherited name for a dtype', { dtype: 'toString' }, /unknown dtype/],
    ['no dtype', { dtype: undefined }, /unknown dtype/],
    ['ints for floats', { data: Int32Array.of(1, 2) }, /float32 tensor carries data of another type/],
    ['floats for ints', { dtype: 'int32' }, /int32 tensor carries data of another type/],
    ['floats for bools', { dtype: 'bool' }, /bool tensor carries data of another type/],
    ['floats for strings', { dtype: 'string' }, /string tensor carries data of another type/],
    [
      'numbers among strings',
      { dtype: 'string', data: ['a', 1] },
      /string tensor carries data of another type/,
    ],
    [
      'holes among strings',
      { dtype: 'string', data: new Array(2) },
      /string tensor carries data of another type/,
    ],
    ['four billion holes', { dtype: 'string', data: new Array(4e9) }, /shape that its data does not fill/],
    ['a plain list', { data: [1, 2] }, /float32 tensor carries data of another type/],
    ['an object like a list', { data: { length: 2, 0: 1, 1: 2 } }, /data of another type/],
    ['no data', { data: undefined }, /data of another type/],
  ])('of a tensor with %s is refused', (_, change, words) => {
    const tensor = { $: 'tensor', shape: [2], dtype: 'float32', data: Float32Array.of(1, 2) }
    expect(refused(tensor)).toBe('not refused')
    expect(refused({ ...tensor, ...change })).toMatch(words)
  })

  test('nested as deep as is allowed is taken, one deeper is refused', () => {
    expect(decodeValue(nested(DEEPEST)).ok).toBe(true)
    expect(refused(nested(DEEPEST + 1))).toMatch(/nested more than 32 deep/)
  })

  test('nested 10,000 deep is an error and no crash', () => {
    expect(decodeValue(nested(10_000))).toEqual({ ok: false, error: 'It is nested more than 32 deep.' })
    let record: unknown = 1
    for (let i = 0; i < 10_000; i++) record = { $: 'record', entries: [['a', record]] }
    expect(decodeValue(record)).toEqual({ ok: false, error: 'It is nested more than 32 deep.' })
  })

  test('that contains itself is an error', () => {
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    expect(refused(cyclic)).toMatch(/nested more than/)
  })

  test('of too many entries is refused, in one list, in many, or in holes', () => {
    expect(refused(new Array(MOST_VALUES + 1).fill(0))).toMatch(/more than 2000000 entries/)
    const half = new Array(MOST_VALUES / 2).fill(0)
    expect(refused([half, half])).toMatch(/more than 2000000 entries/)
    // To look at each would take minutes.
    expect(refused(new Array(4e9))).toMatch(/more than 2000000 entries/)
  })

  test('of a tensor of too many strings, or of as many holes, is refused', () => {
    const length = MOST_VALUES + 1
    for (const data of [new Array(length), new Array(length).fill('')])
      expect(decodeValue({ $: 'tensor', shape: [length], dtype: 'string', data })).toEqual({
        ok: false,
        error: 'A tensor has more than 2000000 strings.',
      })
  })

  test('with holes brings nothing in their place', () => {
    const result = decodeValue(new Array(2))
    expect(result).toStrictEqual({ ok: true, value: [undefined, undefined] })
  })

  test('with an own __proto__ property, not as an entry, changes no prototype', () => {
    const sent: unknown = JSON.parse('{"$": "record", "entries": [["x", 1]], "__proto__": {"polluted": 1}}')
    expect(refused(sent)).toBe('not refused')
  })

  test('runs no code of its sender, and a thrown thing of its own becomes an error', () => {
    const trap = new Proxy([], {
      get: () => {
        throw 'not an Error'
      },
    })
    expect(decodeValue(trap)).toEqual({ ok: false, error: 'It is not a value that can cross.' })
    expect(decodeValue(() => 1)).toEqual({ ok: false, error: 'A function cannot cross.' })
    expect(decodeValue(Symbol('x'))).toEqual({ ok: false, error: 'A symbol cannot cross.' })
  })

  test('cannot give a handle a name without end', () => {
    const result = decodeValue({ $: 'handle', id: 1, kind: 'x'.repeat(10_000) })
    expect(result.ok && (result.value as Handle).kind.length).toBe(100)
  })
})
