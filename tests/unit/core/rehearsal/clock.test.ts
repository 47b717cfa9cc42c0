// The clock of a rehearsal: by the wall, never backwards, and told at a few moments.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockText, saidBetween } from '../../../../src/core/rehearsal/moments'
import { type Reading, readWall, timeOf } from '../../../../src/core/rehearsal/wall-clock'

const MINUTE = 60_000
/** What is read as the wall clock shows these, one after another. */
const readings = (walls: readonly number[], least = 0): number[] => {
  let before: Reading | undefined
  return walls.map((wall) => timeOf((before = readWall(before, wall, least))))
}

describe('the wall clock', () => {
  test('counts sleep, and goes on from where it was when it is turned back', () => {
    expect(readings([100, 110, 5_000])).toEqual([100, 110, 5_000])
    expect(readings([100, 200, 50, 60, 80])).toEqual([100, 200, 200, 210, 230])
    expect(readings([100, 200, 50, 60, 10, 20])).toEqual([100, 200, 200, 210, 210, 220])
  })

  test('is never before what has certainly happened, and runs from there', () => {
    expect(readings([10, 20, 30], 1_000)).toEqual([1_000, 1_010, 1_020])
  })

  test('never goes back, and never by less than the wall clock goes forward', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2 }), (walls) => {
        const times = readings(walls)
        for (let i = 1; i < walls.length; i++)
          expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(Math.max(0, walls[i]! - walls[i - 1]!))
      }),
    )
  })
})

describe('what is said by itself', () => {
  test.each<[string, number, number, RegExp | undefined]>([
    ['nothing between the moments', 40, 39, undefined],
    ['at half', 22.6, 22.5, /^Half of the time is left: 22\.5 minutes/],
    ['at five minutes', 5.01, 5, /^Five minutes/],
    ['at one minute', 1.5, 0.9, /^One minute/],
    ['at the end', 0.1, 0, /^Time is up/],
    ['of several, the last alone', 30, 0.5, /^One minute/],
    ['not twice', 5, 4.99, undefined],
  ])('%s', (_, before, now, words) => {
    const said = saidBetween(45, before * MINUTE, now * MINUTE)
    if (words) expect(said).toMatch(words)
    else expect(said).toBeUndefined()
  })

  test('minutes and seconds are rounded up', () => {
    expect([3_600_000, 2_700_000, 59_001, 999, 0, -5].map(clockText)).toEqual([
      ...['1:00:00', '45:00', '1:00', '0:01', '0:00', '0:00'],
    ])
  })
})
