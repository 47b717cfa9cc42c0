// Round ticks and the ranges under them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { niceRange, niceStep, rangeFor, ticksOf } from '../../../src/ui/views/drawing/ticks'

const labels = (low: number, high: number, count: number): string[] =>
  ticksOf([low, high], count).map(({ label }) => label)

describe('ticks', () => {
  test('steps are 1, 2 or 5 times a power of ten', () => {
    expect([niceStep(10, 10), niceStep(100, 6), niceStep(0.7, 4), niceStep(9e6, 4)]).toEqual([
      1, 20, 0.2, 2e6,
    ])
  })

  test('tick labels of one axis have the same number of decimals and a true minus', () => {
    expect(labels(-1, 1, 4)).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0'])
    expect(labels(0.1, 0.3, 2)).toEqual(['0.1', '0.2', '0.3'])
  })

  test('large and tiny values are written short', () => {
    expect(labels(0, 40_000, 4)).toEqual(['0', '10k', '20k', '30k', '40k'])
    expect(labels(0, 2e6, 2)).toEqual(['0', '1M', '2M'])
    expect(labels(0, 4e-6, 2)).toEqual(['0', '2e−6', '4e−6'])
  })

  test('a range without width or without end has no ticks', () => {
    expect(ticksOf([1, 1], 5)).toEqual([])
    expect(ticksOf([NaN, NaN], 5)).toEqual([])
  })

  test('ticks rise, stay inside of the range and are few', () => {
    const ends = fc.tuple(
      fc.float({ noNaN: true, min: -1e6, max: 1e6 }),
      fc.float({ min: Math.fround(1e-3), max: 1e6, noNaN: true }),
    )
    fc.assert(
      fc.property(ends, fc.integer({ min: 2, max: 10 }), ([low, span], count) => {
        fc.pre(span > Math.abs(low) * 1e-5)
        const values = ticksOf([low, low + span], count).map(({ value }) => value)
        expect(values.length).toBeLessThanOrEqual(count * 2 + 1)
        values.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(low - span * 1e-5)
          expect(value).toBeLessThanOrEqual(low + span * (1 + 1e-5))
          if (i > 0) expect(value).toBeGreaterThan(values[i - 1]!)
        })
      }),
    )
  })
})

describe('ranges', () => {
  test('flat data gets room around it', () => {
    expect(rangeFor([2, 2])).toEqual([1.8, 2.2])
    expect(rangeFor([0, 0])).toEqual([-1, 1])
    expect(rangeFor(null)).toEqual([0, 1])
  })

  test('a falling loss starts at zero, a narrow band far from zero does not', () => {
    expect(rangeFor([0.1, 0.7], { fromZero: true })).toEqual([0, 0.7])
    expect(rangeFor([0.9, 1], { fromZero: true })).toEqual([0.9, 1])
  })

  test('a nice range holds the data between round values', () => {
    expect(niceRange([0.03, 0.77], 8)).toEqual([0, 0.8])
    expect(niceRange([-0.07, 1.98], 8)).toEqual([-0.2, 2])
  })
})
