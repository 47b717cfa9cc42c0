// Judging a value against the one wanted, and the words for the difference.

import { describe, expect, test } from 'vitest'
import { FORWARD } from '../../../src/core/closeness'
import { compare, type Mismatch, sameValue } from '../../../src/core/compare'
import { fromNested, NdArray } from '../../../src/core/nd-array'
import { seededRandom } from '../../../src/core/random'
import { Handle, type Value } from '../../../src/core/value'

const against = (want: Value, got: Value): Mismatch | null => compare(got, want, FORWARD)
const message = (want: Value, got: Value): string | undefined => against(want, got)?.message

describe('equal values', () => {
  test.each<[string, Value, Value]>([
    ['numbers within the tolerance', 1, 1.00001],
    ['NaN and NaN', NaN, NaN],
    ['strings', 'a', 'a'],
    ['booleans', true, true],
    ['null', null, null],
    ['nothing', undefined, undefined],
    ['tensors', fromNested([1, 2]), fromNested([1, 2.00001])],
    ['empty tensors', fromNested([]), fromNested([])],
    ['infinities in a tensor', fromNested([Infinity, -Infinity]), fromNested([Infinity, -Infinity])],
    ['arrays', [1, [2, 'x']], [1, [2, 'x']]],
    ['a typed array for an array', [1, 2], Float32Array.of(1, 2)],
    ['an array for a typed array', Float32Array.of(1, 2), [1, 2]],
    ['typed arrays of two kinds', Int32Array.of(1, 2), Float64Array.of(1, 2)],
    ['records, whatever else they have', { a: 1 }, { b: 2, a: 1 }],
    ['handles', new Handle(1, 'function'), new Handle(9, 'Sequential')],
    ['empty arrays', [], []],
  ])('%s', (_, want, got) => expect(against(want, got)).toBeNull())
})

describe('tensors', () => {
  const want = fromNested([
    [1, 2, 3],
    [4, 5, 7],
  ])

  test('of another dtype are wrong, and both dtypes are named', () => {
    const got = fromNested(
      [
        [1, 2, 3],
        [4, 5, 7],
      ],
      'int32',
    )
    expect(against(want, got)).toEqual({
      message: 'The dtype is int32, but float32 is wanted.',
      diagnosis: 'Wrong dtype.',
    })
    expect(compare(got, want, { ...FORWARD, anyDtype: true })).toBeNull()
  })

  test('of strings never match numbers, even when any dtype will do', () => {
    const got = new NdArray([1], 'string', ['1'])
    expect(compare(got, fromNested([1]), { ...FORWARD, anyDtype: true })?.diagnosis).toBe('Wrong dtype.')
  })

  test('of another length name the axis', () => {
    expect(
      against(
        want,
        fromNested([
          [1, 2],
          [4, 5],
        ]),
      ),
    ).toEqual({
      message: 'The shape is [2, 2], but [2, 3] is wanted.',
      diagnosis: 'Wrong shape: axis 1 has length 2 for 3.',
    })
  })

  test('of another rank say so', () => {
    expect(against(want, fromNested([1, 2, 3, 4, 5, 7]))?.diagnosis).toBe('Wrong rank: 1 axes for 2.')
  })

  test('with swapped axes and the right values are called transposed', () => {
    expect(
      against(
        want,
        fromNested([
          [1, 4],
          [2, 5],
          [3, 7],
        ]),
      )?.diagnosis,
    ).toMatch(/transposed/)
    expect(
      against(
        want,
        fromNested([
          [1, 4],
          [2, 5],
          [3, 8],
        ]),
      )?.diagnosis,
    ).toMatch(/axis 0 has length 3/)
  })

  test('say how many values are wrong and where the first is', () => {
    const mismatch = against(
      want,
      fromNested([
        [1, 2, 3],
        [4, 6, 9],
      ]),
    )
    expect(mismatch?.message).toBe('2 of 6 values are wrong, the first at [1, 1].')
    expect(mismatch?.detail).toBe('expected 5, got 6 at [1, 1]; largest error 2')
  })

  test('with a NaN name its place', () => {
    expect(
      against(
        want,
        fromNested([
          [1, 2, 3],
          [4, NaN, 7],
        ]),
      ),
    ).toEqual({
      message: 'NaN appears at [1, 1], where a finite number is wanted.',
      diagnosis: 'NaN appears.',
      detail: 'expected 5',
    })
    expect(
      message(
        want,
        fromNested([
          [1, 2, -Infinity],
          [4, 5, 7],
        ]),
      ),
    ).toBe('Infinity appears at [0, 2], where a finite number is wanted.')
  })

  test('with a number where NaN is wanted are wrong', () => {
    expect(message(fromNested([NaN, 1]), fromNested([0, 1]))).toBe(
      '1 of 2 values are wrong, the first at [0].',
    )
  })

  test('without axes are one value', () => {
    expect(message(fromNested(3), fromNested(4))).toBe('The value is wrong.')
  })

  test('of strings name the first that differs', () => {
    const labels = (...words: string[]): NdArray => new NdArray([2], 'string', words)
    expect(against(labels('a', 'b'), labels('a', 'b'))).toBeNull()
    expect(against(labels('a', 'b'), labels('a', 'c'))).toEqual({
      message: 'The string at [1] is not right.',
      detail: 'expected b, got c',
    })
  })

  test('of complex numbers are counted and placed by element, not by part', () => {
    const complex = (...parts: number[]): NdArray => new NdArray([2], 'complex64', Float32Array.from(parts))
    expect(against(complex(1, 2, 3, 4), complex(1, 2, 3, 4))).toBeNull()
    expect(message(complex(1, 2, 3, 4), complex(1, 2, 3, 5))).toBe(
      '1 of 2 values are wrong, the first at [1].',
    )
    expect(message(complex(1, 2, 3, 4), complex(1, 2, 9, 9))).toBe(
      '1 of 2 values are wrong, the first at [1].',
    )
  })
})

describe('other values', () => {
  test.each<[string, Value, Value, string]>([
    [
      'a number for a tensor',
      fromNested([1]),
      1,
      'The result is a number, but a float32 tensor of shape [1] is wanted.',
    ],
    [
      'a tensor for a number',
      1,
      fromNested([1]),
      'The result is a float32 tensor of shape [1], but a number is wanted.',
    ],
    ['nothing', 1, undefined, 'The result is nothing (undefined), but a number is wanted.'],
    ['null for a string', 'x', null, 'The result is null, but a string is wanted.'],
    ['something for null', null, 3, 'The result is a number, but null is wanted.'],
    [
      'a number for a handle',
      new Handle(1, 'function'),
      3,
      'The result is a number, but a function is wanted.',
    ],
    [
      'a handle for a number',
      3,
      new Handle(1, 'Sequential'),
      'The result is a Sequential, but a number is wanted.',
    ],
    ['an array for an object', { a: 1 }, [1], 'The result is an array of 1, but an object is wanted.'],
    ['a string for an array', [1], 'x', 'The result is a string, but an array of 1 is wanted.'],
    [
      'a string for a typed array',
      Int32Array.of(1),
      'x',
      'The result is a string, but a Float64Array of 1 is wanted.',
    ],
    ['too few entries in a mixed array', ['a', 'b'], ['a'], 'The result has 1 entry, but 2 are wanted.'],
    [
      'too many entries in a typed array',
      [1],
      Float32Array.of(1, 2),
      'The result has 2 entries, but 1 is wanted.',
    ],
    ['an empty array', [1, 2], [], 'The result has 0 entries, but 2 are wanted.'],
    ['a number that is not right', 3, 4, 'The result is not right.'],
    ['NaN for a number', 3, NaN, 'The result is NaN, where a finite number is wanted.'],
    ['a string that is not right', 'yes', 'no', 'The result is not right.'],
    ['false for true', true, false, 'The result is not right.'],
  ])('%s', (_, want, got, words) => expect(message(want, got)).toBe(words))

  test('nested arrays share the words of tensors', () => {
    expect(
      message(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 2],
          [3, 5],
        ],
      ),
    ).toBe('1 of 4 values are wrong, the first at [1, 1].')
    expect(
      against(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 3],
          [2, 4],
        ],
      )?.diagnosis,
    ).toMatch(/transposed/)
  })

  test('a flat typed array is no nested array', () => {
    expect(message([[1], [2]], Float32Array.of(1, 2))).toMatch(/Float32Array of 2, but an array of 2/)
  })

  test('a typed array of NaN is no array of strings', () => {
    expect(message(['a'], Float32Array.of(NaN))).toMatch(/Float32Array of 1, but an array of 1/)
  })

  test('a wrong part is named by its path', () => {
    expect(message({ loss: { history: [1, 'x'] } }, { loss: { history: [1, 'y'] } })).toBe(
      'loss.history[1] is not right.',
    )
    expect(message({ weights: [fromNested([1, 2])] }, { weights: [fromNested([1, 3])] })).toBe(
      'weights[0]: 1 of 2 values are wrong, the first at [1].',
    )
    expect(message(['a', { b: 1 }], ['a', { b: 'x' }])).toBe('[1].b is a string, but a number is wanted.')
  })

  test('a missing key is named beside those that are there', () => {
    expect(against({ weights: 1 }, { bias: 1, w: 2 })).toEqual({
      message: 'The object lacks the key "weights"; it has "bias", "w".',
      diagnosis: 'Missing key "weights".',
    })
    expect(message({ a: { b: 1 } }, { a: {} })).toBe('a lacks the key "b"; it has none.')
  })

  test('an inherited name is no key', () => {
    expect(message({ toString: 1 }, {})).toMatch(/lacks the key "toString"/)
  })
})

test('what was wanted stands in the detail alone', () => {
  const random = seededRandom(7)
  const secret = (): number => Number((1_000 + 8_000 * random.next()).toFixed(3))
  for (let round = 0; round < 300; round++) {
    const values = Array.from({ length: 6 }, secret)
    const wants: Value[] = [
      values[0]!,
      values,
      fromNested(values),
      new NdArray([2, 3], 'float32', Float32Array.from(values)),
      { deep: [{ values }] },
      Float64Array.from(values),
      String(values[0]),
      new NdArray([1], 'string', [String(values[0])]),
    ]
    const blur = (value: Value): Value => {
      if (typeof value === 'number') return random.next()
      if (typeof value === 'string') return 'other'
      if (value instanceof NdArray)
        return value.dtype === 'string'
          ? new NdArray([1], 'string', ['other'])
          : new NdArray(value.shape, 'float32', Float32Array.from({ length: value.size }, random.next))
      if (value instanceof Float64Array) return value.map(() => random.next())
      if (Array.isArray(value)) return value.map((entry) => blur(entry as Value))
      return Object.fromEntries(
        Object.entries(value as object).map(([key, entry]) => [key, blur(entry as Value)]),
      )
    }
    for (const want of wants) {
      const mismatch = compare(blur(want), want, FORWARD)!
      const open = `${mismatch.message} ${mismatch.diagnosis ?? ''}`
      for (const value of values) expect(open).not.toContain(String(Math.trunc(value)))
      expect(mismatch.detail).toContain('expected')
    }
  }
})

test('sameValue takes no difference at all', () => {
  expect(sameValue([1, { a: 'x' }], [1, { a: 'x' }])).toBe(true)
  expect(sameValue(1, 1 + Number.EPSILON)).toBe(false)
})
