// When two numbers count as the same.

import { describe, expect, test } from 'vitest'
import { EXACT, FORWARD, GRADIENT, isClose } from '../../../src/core/closeness'

const none = { atol: 0, rtol: 0 }

describe('isClose', () => {
  test('allows the absolute tolerance, and no more', () => {
    const tolerance = { atol: 0.5, rtol: 0 }
    expect(isClose(10.5, 10, tolerance)).toBe(true)
    expect(isClose(9.5, 10, tolerance)).toBe(true)
    expect(isClose(10.51, 10, tolerance)).toBe(false)
  })

  test('measures the relative tolerance by the wanted value', () => {
    const tolerance = { atol: 0, rtol: 0.5 }
    expect(isClose(15, 10, tolerance)).toBe(true)
    expect(isClose(10, 16, tolerance)).toBe(true)
    expect(isClose(16, 10, tolerance)).toBe(false)
    expect(isClose(-15, -10, tolerance)).toBe(true)
  })

  test('adds both tolerances', () => {
    expect(isClose(12, 10, { atol: 1, rtol: 0.1 })).toBe(true)
    expect(isClose(12.1, 10, { atol: 1, rtol: 0.1 })).toBe(false)
  })

  test('lets NaN and the infinities match themselves alone', () => {
    const special = [NaN, Infinity, -Infinity, 0]
    for (const got of special)
      for (const want of special)
        expect(isClose(got, want, { atol: 1e9, rtol: 1 }), `${got} for ${want}`).toBe(Object.is(got, want))
  })

  test('takes no huge number for an infinity', () => {
    expect(isClose(Number.MAX_VALUE, Infinity, FORWARD)).toBe(false)
    expect(isClose(Infinity, Number.MAX_VALUE, FORWARD)).toBe(false)
  })

  test('is exact without tolerance, save for the sign of zero', () => {
    expect(isClose(1, 1 + Number.EPSILON, EXACT)).toBe(false)
    expect(isClose(0.1, 0.1, none)).toBe(true)
    expect(isClose(-0, 0, none)).toBe(true)
  })

  test('is stricter for a forward pass than for gradients', () => {
    expect(isClose(1.0005, 1, FORWARD)).toBe(false)
    expect(isClose(1.0005, 1, GRADIENT)).toBe(true)
  })
})
