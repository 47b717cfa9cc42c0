// Seeded streams: the same again from the same seed, and spread as they should be.

import { describe, expect, test } from 'vitest'
import { hashOf, type Random, seededRandom } from '../../../src/core/random'

const many = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw)
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const varianceOf = (values: readonly number[]): number => {
  const mean = meanOf(values)
  return meanOf(values.map((value) => (value - mean) ** 2))
}
const first = (random: Random): number[] => many(20, random.next)

describe('a stream', () => {
  test('repeats from its seed, and differs from another', () => {
    expect(first(seededRandom(5))).toEqual(first(seededRandom(5)))
    expect(first(seededRandom(5))).not.toEqual(first(seededRandom(6)))
  })

  test('has not changed since packs were checked against it', () => {
    expect(many(3, seededRandom(1).next)).toMatchInlineSnapshot(`
      [
        0.9999999832216382,
        0.8125200422980502,
        0.644731441288903,
      ]
    `)
  })

  test('is uniform from 0 up to, not including, 1', () => {
    const values = many(20_000, seededRandom(1).next)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThan(1)
    for (let bin = 0; bin < 10; bin++) {
      const share = values.filter((value) => Math.floor(value * 10) === bin).length / values.length
      expect(share).toBeCloseTo(0.1, 1.5)
    }
  })

  test('draws whole numbers from low to high, both included and equally often', () => {
    const random = seededRandom(2)
    const values = many(6_000, () => random.int(-1, 4))
    expect([...new Set(values)].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3, 4])
    for (let value = -1; value <= 4; value++)
      expect(values.filter((other) => other === value).length).toBeGreaterThan(850)
    expect(random.int(3, 3)).toBe(3)
  })

  test('draws uniformly within bounds', () => {
    const random = seededRandom(3)
    const values = many(10_000, () => random.uniform(-2, 6))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...values)).toBeLessThan(6)
    expect(meanOf(values)).toBeCloseTo(2, 0.8)
  })

  test('draws normally, of the given mean and deviation', () => {
    const random = seededRandom(4)
    const values = many(40_000, () => random.normal(3, 2))
    expect(Math.abs(meanOf(values) - 3)).toBeLessThan(0.05)
    expect(Math.abs(varianceOf(values) - 4)).toBeLessThan(0.15)
    const within = values.filter((value) => Math.abs(value - 3) < 2).length / values.length
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.01)
    expect(values.every(Number.isFinite)).toBe(true)
  })

  test('shuffles a copy, every order equally often', () => {
    const random = seededRandom(5)
    const items = [1, 2, 3]
    const orders = new Map<string, number>()
    for (let i = 0; i < 6_000; i++) {
      const order = random.shuffled(items).join('')
      orders.set(order, (orders.get(order) ?? 0) + 1)
    }
    expect(items).toEqual([1, 2, 3])
    expect(orders.size).toBe(6)
    expect(Math.min(...orders.values())).toBeGreaterThan(850)
  })
})

describe('a fork', () => {
  test('depends on the seed and the name, not on what was drawn before', () => {
    const [fresh, used] = [seededRandom(9), seededRandom(9)]
    many(100, used.next)
    expect(first(used.fork('data'))).toEqual(first(fresh.fork('data')))
  })

  test('leaves its parent where it was', () => {
    const [plain, forked] = [seededRandom(9), seededRandom(9)]
    first(forked.fork('data'))
    expect(first(forked)).toEqual(first(plain))
  })

  test('of another name or seed is another stream', () => {
    const streams = [
      seededRandom(9).fork('a'),
      seededRandom(9).fork('b'),
      seededRandom(10).fork('a'),
      seededRandom(9),
    ].map((random) => first(random).join())
    expect(new Set(streams).size).toBe(4)
  })

  test('is not correlated with its parent or sibling', () => {
    const parent = seededRandom(11)
    const columns = [parent.fork('x'), parent.fork('y'), parent].map((random) => many(5_000, random.next))
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const products = columns[a]!.map((value, i) => (value - 0.5) * (columns[b]![i]! - 0.5))
      expect(Math.abs(meanOf(products) * 12)).toBeLessThan(0.06)
    }
  })
})

test('hashOf is FNV-1a of 32 bits', () => {
  expect(hashOf('')).toBe(0x811c9dc5)
  expect(hashOf('a')).toBe(0xe40c292c)
  expect(hashOf('foobar')).toBe(0xbf9cf968)
})
