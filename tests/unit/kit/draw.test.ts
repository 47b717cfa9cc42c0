// Random inputs: the same again from the same seed, within bounds, and shrunk to what can be read.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NdArray } from '../../../src/core/nd-array'
import { createDraw, type Draw } from '../../../src/kit/draw'

/** The inputs that `given` draws from a seed. */
function inputs<T>(given: (draw: Draw) => T, seed = 1, numRuns = 50): T[] {
  const drawn: T[] = []
  fc.assert(
    fc.property(fc.gen(), (generate) => {
      drawn.push(given(createDraw(generate)))
    }),
    { seed, numRuns },
  )
  return drawn
}

/** The smallest input that `fails`, as shrinking finds it. */
function shrunk<T>(given: (draw: Draw) => T, fails: (input: T) => boolean, seed = 1): T {
  let smallest: { input: T } | undefined
  fc.check(
    fc.property(fc.gen(), (generate) => {
      const input = given(createDraw(generate))
      if (!fails(input)) return true
      smallest = { input }
      return false
    }),
    { seed, numRuns: 200 },
  )
  if (!smallest) throw new Error('No input fails.')
  return smallest.input
}

const everything = (draw: Draw) => ({
  int: draw.int(-3, 9),
  uniform: draw.uniform(-1, 1),
  boolean: draw.boolean(),
  item: draw.oneOf(['a', 'b', 'c']),
  normal: draw.normalTensor([2, 2], 3),
  even: draw.uniformTensor([3], 2, 4),
  ints: draw.intTensor([4], -2, 2),
  own: draw.random().next(),
})

describe('draws', () => {
  test('repeat from their seed, and differ from another', () => {
    expect(inputs(everything)).toEqual(inputs(everything))
    expect(inputs(everything)).not.toEqual(inputs(everything, 2))
  })

  test('stay within their bounds and kinds', () => {
    for (const { int, uniform, item, even, ints, normal } of inputs(everything, 3, 300)) {
      expect(Number.isInteger(int) && int >= -3 && int <= 9).toBe(true)
      expect(Math.abs(uniform)).toBeLessThanOrEqual(1)
      expect(['a', 'b', 'c']).toContain(item)
      expect([even.dtype, even.shape, ints.dtype, ints.shape]).toEqual(['float32', [3], 'int32', [4]])
      for (const value of even.data as Float32Array) expect(value >= 2 && value <= 4).toBe(true)
      for (const value of ints.data as Int32Array) expect(Math.abs(value)).toBeLessThanOrEqual(2)
      for (const value of normal.data as Float32Array) expect(Number.isFinite(value)).toBe(true)
    }
  })

  test('reach all of their items and both ends', () => {
    const drawn = inputs(everything, 4, 300)
    expect(new Set(drawn.map(({ item }) => item)).size).toBe(3)
    expect(new Set(drawn.map(({ boolean }) => boolean)).size).toBe(2)
    const ints = drawn.map(({ int }) => int)
    expect([Math.min(...ints), Math.max(...ints)]).toEqual([-3, 9])
  })

  test('are normal numbers of the given deviation', () => {
    const values = inputs(({ normalTensor }) => normalTensor([100], 3), 5, 100).flatMap((tensor) => [
      ...(tensor.data as Float32Array),
    ])
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    expect(Math.abs(mean)).toBeLessThan(0.1)
    expect(Math.abs(deviation - 3)).toBeLessThan(0.1)
  })
})

describe('shrinking', () => {
  const sized = (draw: Draw): NdArray => draw.normalTensor([draw.int(1, 8), draw.int(1, 8)])

  test.each([1, 2, 3, 4, 5])('brings sizes to the smallest allowed (seed %i)', (seed) => {
    expect(shrunk(sized, () => true, seed).shape).toEqual([1, 1])
    expect(shrunk(sized, ({ shape }) => shape[0]! >= 3, seed).shape).toEqual([3, 1])
  })

  test.each([1, 2, 3, 4, 5])('brings tensors to whole numbers (seed %i)', (seed) => {
    const { data } = shrunk(sized, () => true, seed)
    for (const value of data as Float32Array) expect(Number.isInteger(value)).toBe(true)
  })

  test('keeps digits that are needed to fail', () => {
    const fails = (tensor: NdArray): boolean =>
      (tensor.data as Float32Array).some((value) => !Number.isInteger(value))
    expect(fails(shrunk(sized, fails))).toBe(true)
  })

  test('brings an item to the first, a number to low, a flag to false', () => {
    const given = (draw: Draw) => [draw.oneOf(['first', 'other', 'third']), draw.int(2, 90), draw.boolean()]
    expect(shrunk(given, () => true)).toEqual(['first', 2, false])
  })
})
