// The travelling tensor: shapes, places and nested arrays.

import { describe, expect, test } from 'vitest'
import { dataFor, fromNested, NdArray, sizeOf, unravel } from '../../../src/core/nd-array'

const matrix = fromNested([
  [1, 2, 3],
  [4, 5, 6],
])

describe('an NdArray', () => {
  test('knows its size and rank', () => {
    expect([matrix.size, matrix.rank]).toEqual([6, 2])
    expect(new NdArray([], 'float32', Float32Array.of(7)).size).toBe(1)
    expect(new NdArray([2, 0], 'float32', new Float32Array()).size).toBe(0)
  })

  test('finds an element by one number for each axis', () => {
    expect([matrix.get(0, 0), matrix.get(0, 2), matrix.get(1, 0), matrix.get(1, 2)]).toEqual([1, 3, 4, 6])
  })

  test('refuses data that its shape does not hold, and says both numbers', () => {
    expect(() => new NdArray([2, 2], 'float32', Float32Array.of(1, 2, 3))).toThrow(
      'Shape [2, 2] holds 4 elements, but 3 were given.',
    )
  })

  test('wants two numbers for each complex element', () => {
    expect(new NdArray([2], 'complex64', Float32Array.of(1, 2, 3, 4)).size).toBe(2)
    expect(() => new NdArray([2], 'complex64', Float32Array.of(1, 2))).toThrow(RangeError)
  })

  test('gives nested arrays back as they were', () => {
    const nested = [[[1, 2]], [[3, 4]], [[5, 6]]]
    expect(fromNested(nested).shape).toEqual([3, 1, 2])
    expect(fromNested(nested).toNested()).toEqual(nested)
    expect(fromNested(5).toNested()).toBe(5)
  })
})

describe('fromNested', () => {
  test('makes a bool tensor of zeros and ones', () => {
    const flags = fromNested([true, false, true], 'bool')
    expect(flags.data).toEqual(Uint8Array.of(1, 0, 1))
  })

  test('takes an empty array as one empty axis', () => {
    expect(fromNested([]).shape).toEqual([0])
    expect(fromNested([[], []]).shape).toEqual([2, 0])
  })

  test.each([
    [
      'a longer row',
      [
        [1, 2],
        [1, 2, 3],
      ],
      'a row has 3 entries, not 2',
    ],
    ['a shorter row', [[1, 2], [1]], 'a row has 1 entries, not 2'],
    ['a number in the place of a row', [[1, 2], 3], 'a number stands where a row should'],
    ['a row in the place of a number', [1, [2]], 'a row has 1 entries'],
  ])('refuses %s', (_, nested, words) => {
    expect(() => fromNested(nested)).toThrow(words)
  })
})

test('unravel is the inverse of row-major order', () => {
  const shape = [2, 3, 4]
  const ramp = new NdArray(
    shape,
    'int32',
    Int32Array.from({ length: sizeOf(shape) }, (_, i) => i),
  )
  for (let flat = 0; flat < ramp.size; flat++) expect(ramp.get(...unravel(flat, shape))).toBe(flat)
  expect(unravel(0, [])).toEqual([])
})

test('each dtype has its own kind of data', () => {
  expect(dataFor('int32', [1.7, -2])).toEqual(Int32Array.of(1, -2))
  expect(dataFor('bool', [0, 5])).toEqual(Uint8Array.of(0, 1))
  expect(dataFor('float32', [0.5])).toEqual(Float32Array.of(0.5))
})
