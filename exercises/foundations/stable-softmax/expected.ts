// The three functions in plain numbers, slice by slice, and what they come to when one step is taken wrong.

import { NdArray } from '@tensorkata/kit'

/** A step that is often taken otherwise. */
export interface Slips {
  /** What is subtracted from a slice before the exponentials. */
  readonly less?: (slice: readonly number[], all: readonly number[]) => number
  /** Along which axis it goes, of the one asked for. */
  readonly along?: (axis: number, rank: number) => number
  /** The greatest is added back before the logits are subtracted, so that float32 rounds the sum. */
  readonly addsBackFirst?: boolean
  /** What was subtracted is not added back. */
  readonly notAddedBack?: boolean
  /** A slice without a finite logit is not looked after. */
  readonly blind?: boolean
  /** What stands in for −∞. */
  readonly standIn?: number
  /** What a share is where nothing is left to divide by. */
  readonly shareOfNothing?: number
}

const greatest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), -Infinity)
const least = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value))
const product = (lengths: readonly number[]): number => lengths.reduce((size, length) => size * length, 1)
const float = Math.fround

/** Where the numbers of each slice along the axis are, slices in the order of the other axes. */
export function slicesOf(shape: readonly number[], axis: number): number[][] {
  const at = axis < 0 ? axis + shape.length : axis
  const [length, inner] = [shape[at]!, product(shape.slice(at + 1))]
  return Array.from({ length: product(shape) / length }, (_, slice) => {
    const first = Math.floor(slice / inner) * length * inner + (slice % inner)
    return Array.from({ length }, (_, i) => first + i * inner)
  })
}

interface Terms {
  readonly shift: number
  readonly relative: number[]
  readonly total: number
}

/** One slice: its logits less `shift`, and the sum of their exponentials. In doubles; in float32 where the shift is a wrong one. */
function termsOf(slice: readonly number[], all: readonly number[], slips: Slips): Terms {
  const { less, blind = false, standIn = -Infinity } = slips
  const logits = slice.map((logit) => Math.max(logit, standIn))
  const wanted = less?.(logits, all) ?? greatest(logits)
  const shift = wanted === -Infinity && !blind ? 0 : wanted
  const relative = logits.map((logit) => logit - shift)
  const hold = less ? float : (value: number): number => value
  return { shift, relative, total: relative.reduce((sum, each) => hold(sum + hold(Math.exp(each))), 0) }
}

export function softmaxOf(logits: NdArray, axis = -1, slips: Slips = {}): NdArray {
  const all = Array.from(logits.data as Float32Array)
  const probabilities = new Float32Array(all.length)
  for (const places of slicesOf(logits.shape, slips.along?.(axis, logits.rank) ?? axis)) {
    const slice = places.map((place) => all[place]!)
    const { shift, relative, total } = termsOf(slice, all, slips)
    const share = (i: number): number => {
      if (slips.addsBackFirst) return Math.exp(slice[i]! - float(shift + Math.log(total)))
      if (total === 0) return slips.shareOfNothing ?? (slips.less ? NaN : 0)
      return (slips.less ? float(Math.exp(relative[i]!)) : Math.exp(relative[i]!)) / total
    }
    places.forEach((place, i) => (probabilities[place] = share(i)))
  }
  return new NdArray(logits.shape, 'float32', probabilities)
}

export function logSumExpOf(logits: NdArray, axis = -1, slips: Slips = {}): NdArray {
  const all = Array.from(logits.data as Float32Array)
  const along = slips.along?.(axis, logits.rank) ?? axis
  const sums = slicesOf(logits.shape, along).map((places) => {
    const slice = places.map((place) => all[place]!)
    const { shift, total } = termsOf(slice, all, slips)
    return (slips.notAddedBack ? 0 : shift) + Math.log(total)
  })
  const at = along < 0 ? along + logits.rank : along
  const shape = logits.shape.filter((_, other) => other !== at)
  return new NdArray(shape, 'float32', Float32Array.from(sums))
}

/** The loss of each example, by itself. */
export function lossesOf(logits: NdArray, labels: NdArray, slips: Slips = {}): number[] {
  const all = Array.from(logits.data as Float32Array)
  return slicesOf(logits.shape, 1).map((places, example) => {
    const label = Number(labels.data[example])
    const slice = places.map((place) => all[place]!)
    const { shift, relative, total } = termsOf(slice, all, slips)
    return slips.addsBackFirst
      ? float(float(shift + Math.log(total)) - slice[label]!)
      : Math.log(total) - relative[label]!
  })
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

export const scalar = (value: number): NdArray => new NdArray([], 'float32', Float32Array.of(value))

export const crossEntropyOf = (logits: NdArray, labels: NdArray, slips: Slips = {}): NdArray =>
  scalar(mean(lossesOf(logits, labels, slips)))

// ---- mistakes ----

interface Wrong {
  readonly says: string
  readonly slips: Slips
}

const OVERFLOWS: Wrong = {
  says: 'The exponentials leave what a float can hold. Which number can be subtracted from a whole slice without changing the result?',
  slips: { less: () => 0 },
}
const OF_ALL =
  'The greatest of the whole tensor is subtracted, and a slice far below it vanishes: each slice has a greatest of its own.'
const LESS_OF_ALL: readonly Wrong[] = [NaN, 0].map((shareOfNothing) => ({
  says: OF_ALL,
  slips: { less: (_, all) => greatest(all), shareOfNothing },
}))
const LESS_THE_LEAST: Wrong = {
  says: 'The least logit is subtracted, which leaves the exponentials of the greatest to overflow.',
  slips: { less: least },
}
const BLIND: Wrong = {
  says: 'In a slice of nothing but −∞ the greatest is −∞ as well. −∞ − (−∞) is NaN, and so is 0 / 0.',
  slips: { blind: true },
}
const UNIFORM: Wrong = {
  says: 'A slice of nothing but −∞ is uniform here: a very low number that stands in for −∞ is still a logit.',
  slips: { standIn: -1e9 },
}
const NOT_ADDED_BACK: Wrong = {
  says: 'What was subtracted before the exponentials has to be added back after the logarithm.',
  slips: { notAddedBack: true },
}
const ROUNDED: Wrong = {
  says: 'The greatest logit is added back before the difference is taken: near 100,000 float32 rounds it to 1/128. Take the difference first.',
  slips: { addsBackFirst: true },
}
const AXES: readonly Wrong[] = [
  {
    says: 'It goes along the last axis, whichever is asked for.',
    slips: { along: (_, rank) => rank - 1 },
  },
  { says: 'It goes along the first axis.', slips: { along: () => 0 } },
]

const SHIFTS = [BLIND, OVERFLOWS, ...LESS_OF_ALL, LESS_THE_LEAST]
export const SOFTMAX_SLIPS = [...AXES, ...SHIFTS, UNIFORM, ROUNDED]
export const LOG_SUM_EXP_SLIPS = [...AXES, ...SHIFTS, NOT_ADDED_BACK]

/** Wrong losses of a batch, most telling first. */
export function wrongLosses(logits: NdArray, labels: NdArray): { says: string; gives: NdArray }[] {
  const losses = lossesOf(logits, labels)
  const sum = losses.reduce((total, loss) => total + loss, 0)
  const probabilities = softmaxOf(logits, 1)
  const [examples, classes] = [logits.shape[0]!, logits.shape[1]!]
  const ofLabels = losses.map((_, i) => probabilities.get(i, Number(labels.data[i])))
  const masked = Array.from(logits.data as Float32Array).includes(-Infinity)
  const ofSlips = [...SHIFTS, ROUNDED].map(({ says, slips }) => ({
    says,
    gives: crossEntropyOf(logits, labels, slips),
  }))
  const others = [
    { says: 'This is the sum over the examples; the mean is wanted.', gives: sum },
    {
      says: 'It is divided by the classes as well: the mean is over the examples alone.',
      gives: sum / examples / classes,
    },
    { says: 'It is divided by the classes, and not by the examples.', gives: sum / classes },
    { says: 'The sign is wrong: −ln p is at least 0.', gives: -sum / examples },
    {
      says: 'It seems to be the logarithm of a probability, which float32 rounds to 0 here. Take the loss from the logits, where it is finite.',
      gives: mean(ofLabels.map((p) => -Math.log(p))),
    },
    ...[1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15].map((epsilon) => ({
      says: 'Probabilities are kept away from 0 by a small number, which caps the loss. Take it from the logits.',
      gives: mean(ofLabels.map((p) => -Math.log(Math.max(p, epsilon)))),
    })),
    {
      says: 'Softmax is taken twice: these are the losses of probabilities in the place of logits.',
      gives: crossEntropyOf(probabilities, labels).get(),
    },
    ...(masked
      ? [
          {
            says: 'A masked class makes it NaN: 0 · (−∞), as in a one-hot product. Pick the labels’ logits instead.',
            gives: NaN,
          },
        ]
      : []),
  ].map(({ says, gives }) => ({ says, gives: scalar(gives) }))
  return [...others, ...ofSlips]
}
