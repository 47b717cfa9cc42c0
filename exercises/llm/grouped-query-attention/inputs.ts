// What the tests ask with.

import { type NdArray, type Random, shaped } from '@tensorkata/kit'
import type { Problem } from './expected'

const normal = (random: Random, shape: readonly [number, number, number]): NdArray =>
  shaped(
    shape,
    Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random.normal()),
  )

/** Positions `from` up to `to` of every head. */
export const positions = (x: NdArray, from: number, to: number): NdArray => {
  const [heads, length, width] = x.shape as [number, number, number]
  const data = x.data as Float32Array
  const parts = Array.from({ length: heads }, (_, head) =>
    Array.from(data.subarray((head * length + from) * width, (head * length + to) * width)),
  )
  return shaped([heads, to - from, width], Float32Array.from(parts.flat()))
}

/** A column of numbers as one head of width 1. */
export const head = (...values: number[]): NdArray => shaped([1, values.length, 1], values)

/** A problem of normal numbers. */
export const drawn = (
  random: Random,
  [heads, groups, n, m, d, e]: readonly [number, number, number, number, number, number],
  window?: number,
): Problem => ({
  ...{ q: normal(random, [heads, n, d]), k: normal(random, [groups, m, d]) },
  ...{ v: normal(random, [groups, m, e]), window },
})
