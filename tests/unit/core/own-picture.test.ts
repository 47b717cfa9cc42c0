// A picture of the learner's own: how small it is made, and what is left of its pixels.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, PICTURE_CAPS, withoutAlpha } from '../../../src/core/own-picture'

test.each([
  [
    [4000, 3000],
    [256, 192],
  ],
  [
    [3000, 4000],
    [192, 256],
  ],
  [
    [256, 256],
    [256, 256],
  ],
  [
    [100, 40],
    [100, 40],
  ],
  [
    [1, 1],
    [1, 1],
  ],
  [
    [10_000, 2],
    [256, 1],
  ],
])('%j becomes %j', ([width, height], expected) => {
  expect(Object.values(fitted({ width: width!, height: height! }))).toEqual(expected)
})

test('is never larger than a demo gets, nor larger than it was, and never nothing', () => {
  const side = fc.integer({ min: 1, max: 60_000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const small = fitted({ width, height })
      expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(PICTURE_CAPS.side)
      expect(small.width).toBeLessThanOrEqual(width)
      expect(small.height).toBeLessThanOrEqual(height)
      expect(Math.min(small.width, small.height)).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('keeps red, green and blue of each pixel, in their order', () => {
  expect([...withoutAlpha(Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255))]).toEqual([1, 2, 3, 4, 5, 6])
})
