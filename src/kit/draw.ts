// What a property's `given` draws its random input with. fast-check generates and shrinks underneath:
// sizes shrink to the smallest allowed, tensors to whole numbers, so a counterexample can be read.

import fc from 'fast-check'
import { dataFor, NdArray, sizeOf } from '../core/nd-array'
import { type Random, seededRandom } from '../core/random'

export interface Draw {
  /** A whole number from low to high, both included. Shrinks toward low. */
  int(low: number, high: number): number
  uniform(low: number, high: number): number
  boolean(): boolean
  /** One of the items. Shrinks toward the first. */
  oneOf<const T>(items: readonly T[]): T
  /** A float32 tensor of normal numbers, mean 0, deviation `scale`. */
  normalTensor(shape: readonly number[], scale?: number): NdArray
  /** A float32 tensor of numbers from low to high. */
  uniformTensor(shape: readonly number[], low?: number, high?: number): NdArray
  /** An int32 tensor of whole numbers from low to high, both included. */
  intTensor(shape: readonly number[], low: number, high: number): NdArray
  /** A stream of random numbers of its own. It does not shrink. */
  random(): Random
}

// Builders are named here once: fast-check recognises a draw while shrinking by its builder and its arguments.
const seedBuilder = (): fc.Arbitrary<number> => fc.noShrink(fc.integer())
// 0: whole numbers, 1: one digit behind the point, 2: all digits.
const precisionBuilder = (): fc.Arbitrary<number> => fc.constantFrom(0, 1, 2, 2, 2, 2)

/** `generate` is what fast-check's `gen()` hands to a predicate. */
export function createDraw(generate: fc.GeneratorValue): Draw {
  const seed = (): number => generate(seedBuilder)
  const tensor = (shape: readonly number[], element: (random: Random) => number): NdArray => {
    const random = seededRandom(seed())
    const precision = generate(precisionBuilder)
    const round = (value: number): number =>
      precision === 2 ? value : Math.round(value * 10 ** precision) / 10 ** precision
    return new NdArray(
      shape,
      'float32',
      Float32Array.from({ length: sizeOf(shape) }, () => round(element(random))),
    )
  }
  return {
    int: (low, high) => generate(fc.integer, { min: low, max: high }),
    uniform: (low, high) => generate(fc.double, { min: low, max: high, noNaN: true }),
    boolean: () => generate(fc.boolean),
    oneOf: (items) => items[generate(fc.nat, items.length - 1)]!,
    normalTensor: (shape, scale = 1) => tensor(shape, (random) => random.normal(0, scale)),
    uniformTensor: (shape, low = 0, high = 1) => tensor(shape, (random) => random.uniform(low, high)),
    intTensor: (shape, low, high) => {
      const random = seededRandom(seed())
      return new NdArray(
        shape,
        'int32',
        dataFor(
          'int32',
          Array.from({ length: sizeOf(shape) }, () => random.int(low, high)),
        ),
      )
    },
    random: () => seededRandom(seed()),
  }
}
