// What the tests ask with.

import { type NdArray, type Random, shaped } from '@tensorkata/kit'
import type { Problem } from './expected'
import type { GroupedOptions } from './solution'

type Shape = readonly [number, number, number, number]

const numbers = (shape: readonly number[], next: () => number): NdArray =>
  shaped(shape, Array.from({ length: shape.reduce((product, length) => product * length) }, next))
/** Whole numbers from −9 to 9 without 0: a counterexample can be read, and no weight hides a mistake. */
const digits = (random: Random, shape: readonly number[]): NdArray =>
  numbers(shape, () => random.int(1, 9) * (random.next() < 0.5 ? -1 : 1))
/** An image of one row and one channel. */
export const row = (...values: number[]): NdArray => shaped([1, values.length, 1], values)

/** An image and a bank of kernels. */
export const problemOf = (
  random: Random,
  [height, width]: readonly [number, number],
  kernel: Shape,
  options: GroupedOptions,
): Problem => ({
  image: digits(random, [height, width, kernel[2] * (options.groups ?? 1)]),
  kernel: digits(random, kernel),
  options,
})

/** Joined along the last axis, for parts of one shape. */
export function lastAxis(parts: readonly NdArray[]): NdArray {
  const shape = parts[0]!.shape
  const width = shape.at(-1)!
  const lines = Array.from({ length: parts[0]!.size / width }, (_, line) =>
    parts.flatMap(({ data }) => Array.from(data as Float32Array).slice(line * width, (line + 1) * width)),
  )
  return shaped([...shape.slice(0, -1), width * parts.length], lines.flat())
}
