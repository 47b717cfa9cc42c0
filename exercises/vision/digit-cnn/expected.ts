// What right answers are, in plain numbers; and the digits that the tests make up.

import { type NdArray, type Random, tensor } from '@tensorkata/kit'
import type { Pictures } from './harness'

export type { Pictures } from './harness'

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** As the harness takes them. */
export const given = ({ images, labels }: Pictures): { images: NdArray; labels: NdArray } => ({
  images: tensor(images),
  labels: tensor(labels, 'int32'),
})

/** Ink from 0 to 1, [n, 8, 8, 1]. */
export const inkOf = (images: readonly number[][][]): NdArray =>
  tensor(images.map((image) => image.map((row) => row.map((ink) => [ink / 16]))))

export const rowsOf = (table: NdArray): number[][] => table.toNested() as number[][]

// ---- digits that are made up ----

/** Any ink anywhere; the first two pixels of picture i say `first` + i, in base 17. */
export function scribbles(n: number, random: Random, first = 0): Pictures {
  const images = Array.from({ length: n }, (_, i) => {
    const picture = Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => random.int(0, 16)))
    picture[0]![0] = Math.floor((first + i) / 17)
    picture[0]![1] = (first + i) % 17
    return picture
  })
  return { images, labels: images.map(() => random.int(0, 9)) }
}

/** [64, 10], so small that no class is sure; the first two pixels, which say who is who, have no say. */
export const weightsOf = (random: Random, scale = 0.4): number[][] =>
  Array.from({ length: 64 }, (_, pixel) =>
    Array.from({ length: 10 }, () => (pixel < 2 ? 0 : random.normal(0, scale))),
  )

// ---- what a frozen network says of them ----

export interface Reading {
  /** What the ink is divided by. */
  by?: number
  /** Softmax once more over the probabilities. */
  twice?: boolean
  /** Before softmax. */
  raw?: boolean
}

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits)
  const exponentials = logits.map((logit) => Math.exp(logit - top))
  const total = sum(exponentials)
  return exponentials.map((value) => value / total)
}

/** [n, 10] */
export function probabilitiesOf(
  images: readonly number[][][],
  weights: readonly (readonly number[])[],
  { by = 16, twice = false, raw = false }: Reading = {},
): number[][] {
  return images.map((image) => {
    const pixels = image.flat()
    const logits = weights[0]!.map((_, c) => sum(pixels.map((ink, i) => (ink / by) * weights[i]![c]!)))
    if (raw) return logits
    return twice ? softmax(softmax(logits)) : softmax(logits)
  })
}

/** The cost of each digit. */
export const costsOf = (probabilities: readonly number[][], labels: readonly number[]): number[] =>
  labels.map((label, i) => -Math.log(probabilities[i]![label]!))

export const mean = (values: readonly number[]): number => sum(values) / values.length

export function bestOf(row: readonly number[]): number {
  let best = 0
  for (let c = 1; c < row.length; c++) if (row[c]! > row[best]!) best = c
  return best
}

export const accuracyOf = (probabilities: readonly number[][], labels: readonly number[]): number =>
  mean(labels.map((label, i) => (bestOf(probabilities[i]!) === label ? 1 : 0)))

// ---- reading the mistakes ----

export const confusionOf = (labels: readonly number[], predicted: readonly number[]): number[][] =>
  Array.from({ length: 10 }, (_, actual) =>
    Array.from(
      { length: 10 },
      (_, said) => labels.filter((label, i) => label === actual && predicted[i] === said).length,
    ),
  )

export type Mistake = {
  index: number
  label: number
  predicted: number
  probability: number
}

/** Takes out the worst that is left, again and again. */
export function worstOf(
  probabilities: readonly (readonly number[])[],
  labels: readonly number[],
  k: number,
): Mistake[] {
  const left: Mistake[] = []
  for (const [index, label] of labels.entries()) {
    const row = probabilities[index]!
    if (bestOf(row) !== label) left.push({ index, label, predicted: bestOf(row), probability: row[label]! })
  }
  const worst: Mistake[] = []
  while (worst.length < k && left.length > 0) {
    let least = 0
    for (let i = 1; i < left.length; i++) if (left[i]!.probability < left[least]!.probability) least = i
    worst.push(...left.splice(least, 1))
  }
  return worst
}

/** Rows that sum to 1, in steps of 1/16 so that there are ties. */
export function coarseRows(n: number, random: Random): number[][] {
  return Array.from({ length: n }, () => {
    const row = new Array<number>(10).fill(0)
    for (let i = 0; i < 16; i++) row[random.int(0, 9)]! += 1 / 16
    return row
  })
}
