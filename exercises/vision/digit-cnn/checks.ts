// What the cases of all files share: checks with words, and a network that stays as it is.

import { type Expect, type NdArray, type Random, type suite, tensor } from '@tensorkata/kit'
import { bestOf, given, type Pictures, probabilitiesOf, rowsOf, scribbles, sum, weightsOf } from './expected'
import type * as harness from './harness'
import type { Batch } from './harness'
import type * as reference from './solution'

/** What a suite's cases are defined with. */
export type Define = Parameters<Parameters<typeof suite<typeof reference, typeof harness>>[2]>[0]

/** One more than fill batches of 8, 16, 32, 64 or 128. */
export const MANY = 129

export function check(expect: Expect, holds: boolean, message: string, diagnosis?: string): void {
  expect.that(holds, message, diagnosis ? { diagnosis } : {})
}

/** [m, 10], each row a distribution. */
export function expectProbabilities(expect: Expect, value: NdArray, m: number, name: string): void {
  expect(value, name).toHaveShape([m, 10])
  expect(value, name).toHaveDtype('float32')
  expect(value, name).toBeFinite()
  const rows = rowsOf(value)
  const addUp = rows.every((row) => Math.abs(sum(row) - 1) <= 1e-4)
  const least = Math.min(...rows.flat())
  const columns = Array.from({ length: 10 }, (_, c) => sum(rows.map((row) => row[c]!)))
  const isOverBatch = m > 1 && columns.every((total) => Math.abs(total - 1) <= 1e-4)
  check(
    expect,
    addUp && least >= 0,
    `The rows of ${name} are not probabilities.`,
    isOverBatch
      ? 'The columns sum to 1 in place of the rows: softmax runs over the digits, not over the classes.'
      : least < 0
        ? 'Some are negative: these look like logits, without softmax.'
        : 'They do not sum to 1: is there a softmax, over the ten classes?',
  )
}

export const pick = ({ images, labels }: Pictures, indices: readonly number[]): Pictures => ({
  images: indices.map((i) => images[i]!),
  labels: indices.map((i) => labels[i]!),
})

export const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** What training saw, without the looks at held-out digits. */
export const trainedOn = (batches: readonly Batch[]): Batch[] => batches.filter(({ training }) => training)
export const idsOf = (batches: readonly Batch[]): number[] => batches.flatMap(({ ids }) => ids)
export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

/** Digits 0 to n − 1 for training and some from 200 on that are held out, on a network that stays as it is. */
export function setUp(random: Random, n = MANY, m = 12) {
  const [training, heldOut] = [scribbles(n, random), scribbles(m, random, 200)]
  const weights = weightsOf(random)
  // Most labels are what the network says, so that it matters which label a picture has.
  training.labels = probabilitiesOf(training.images, weights).map((row, i) =>
    i % 4 === 0 ? training.labels[i]! : bestOf(row),
  )
  heldOut.labels = probabilitiesOf(heldOut.images, weights).map((row, i) =>
    i % 3 === 0 ? (bestOf(row) + 1) % 10 : bestOf(row),
  )
  const args = [tensor(weights), given(training), given(heldOut)] as const
  return { training, heldOut, weights, args }
}

/** The batches of each epoch over n digits. */
export function byEpoch(batches: readonly Batch[], n: number): Batch[][] {
  const epochs: Batch[][] = []
  let left = 0
  for (const batch of batches) {
    if (left <= 0) {
      epochs.push([])
      left = n
    }
    epochs.at(-1)!.push(batch)
    left -= batch.ids.length
  }
  return epochs
}
