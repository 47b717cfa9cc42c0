// Lines thinned to what pixels can show.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSorted, polylineOf } from '../../../src/ui/views/drawing/decimate'
import { linear } from '../../../src/ui/views/drawing/plot'

const same = linear([0, 1], [0, 1])
const across = linear([0, 10_000], [0, 500])

describe('decimation', () => {
  test('a short line is kept as it is', () => {
    expect(polylineOf([0, 1, 2], [5, 6, 7], same, same)).toEqual([0, 5, 1, 6, 2, 7])
  })

  test('ten thousand points become at most two for each pixel column', () => {
    const xs = Float32Array.from({ length: 10_000 }, (_, i) => i)
    const ys = xs.map((x) => Math.sin(x))
    expect(polylineOf(xs, ys, across, same).length / 2).toBeLessThanOrEqual(1000)
  })

  test('every column keeps its least and greatest value', () => {
    const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(values, (ys) => {
        const xs = ys.map((_, i) => i * 7)
        const line = polylineOf(xs, ys, linear([0, 100], [0, 10]), same)
        const drawn = new Map<number, number[]>()
        for (let i = 0; i < line.length; i += 2) {
          const column = Math.floor(line[i]!)
          drawn.set(column, [...(drawn.get(column) ?? []), line[i + 1]!])
        }
        const columns = new Map<number, number[]>()
        xs.forEach((x, i) => {
          const column = Math.floor(x / 10)
          columns.set(column, [...(columns.get(column) ?? []), ys[i]!])
        })
        for (const [column, all] of columns) {
          // + 0, since the sign of zero cannot be seen.
          expect(Math.min(...drawn.get(column)!) + 0).toBe(Math.min(...all) + 0)
          expect(Math.max(...drawn.get(column)!) + 0).toBe(Math.max(...all) + 0)
        }
      }),
    )
  })

  test('what is not finite lifts the pen once and is never drawn', () => {
    const line = polylineOf([0, 1, 2, 3, 4], [1, NaN, Infinity, 4, 5], same, same)
    expect(line).toEqual([0, 1, NaN, NaN, 3, 4, 4, 5])
  })

  test('a line that begins with a gap begins with its first point', () => {
    expect(polylineOf([0, 1], [NaN, 2], same, same)).toEqual([1, 2])
  })

  test('a curve that turns back keeps its order', () => {
    expect(polylineOf([0, 5, 0], [0, 5, 9], same, same)).toEqual([0, 0, 5, 5, 0, 9])
    expect(polylineOf([5, 0, 0.1], [1, 2, 2.1], same, same)).toEqual([5, 1, 0, 2])
  })

  test('gaps in x do not make a line unsorted', () => {
    expect(isSorted([0, NaN, 1])).toBe(true)
    expect(isSorted([1, NaN, 0])).toBe(false)
  })
})
