// Boxes in plain numbers, pair by pair, and what comes out when one step is taken otherwise.

import { NdArray } from '@tensorkata/kit'

export type Box = readonly [number, number, number, number]

/** How the IoU is often made otherwise. */
export interface IouSlips {
  /** Corners taken for pixels, both counted. */
  readonly plusOne?: boolean
  /** Sides of the overlap may be negative. */
  readonly unclamped?: boolean
  /** Corners taken for a corner and a size. */
  readonly sizes?: boolean
  /** What the overlap is divided by. */
  readonly by?: (a: number, b: number, overlap: number) => number
}

/** The nearest float32, which is what the learner gets. */
const rounded = (box: Box): number[] => box.map(Math.fround)

export function iouOfPair(first: Box, second: Box, slips: IouSlips = {}): number {
  const { plusOne, unclamped, sizes, by = (a, b, overlap) => a + b - overlap } = slips
  const more = plusOne ? 1 : 0
  const [a, b] = [rounded(first), rounded(second)].map((box) =>
    sizes ? [box[0]!, box[1]!, box[0]! + box[2]!, box[1]! + box[3]!] : box,
  ) as [number[], number[]]
  const area = (box: number[]): number => (box[2]! - box[0]! + more) * (box[3]! - box[1]! + more)
  const side = (axis: 0 | 1): number => {
    const length = Math.min(a[axis + 2]!, b[axis + 2]!) - Math.max(a[axis]!, b[axis]!) + more
    return unclamped ? length : Math.max(0, length)
  }
  const overlap = side(0) * side(1)
  const whole = by(area(a), area(b), overlap)
  return whole === 0 ? 0 : overlap / whole
}

export const iouOf = (a: readonly Box[], b: readonly Box[], slips: IouSlips = {}): NdArray =>
  new NdArray(
    [a.length, b.length],
    'float32',
    Float32Array.from(a.flatMap((first) => b.map((second) => iouOfPair(first, second, slips)))),
  )

export interface Detections {
  readonly boxes: readonly Box[]
  readonly scores: readonly number[]
  readonly classes: readonly number[]
  readonly options: {
    readonly iouThreshold: number
    readonly scoreThreshold?: number
    readonly limit?: number
  }
}

/** How boxes are often suppressed otherwise. */
export interface Slips {
  readonly order?: 'as given' | 'worst first' | 'ties backwards' | 'class by class'
  readonly classBlind?: boolean
  /** Boxes that are gone suppress as well. */
  readonly chain?: boolean
  /** An IoU that equals the threshold suppresses. */
  readonly inclusive?: boolean
  /** Only the box that was kept last is looked at. */
  readonly lastOnly?: boolean
  readonly limit?: 'before' | 'for each class' | 'none' | 'none at 0'
  readonly scores?: 'equal is dropped' | 'none is dropped' | 'dropped below 0'
  readonly returns?: 'places in the order' | 'sorted'
  /** Which threshold is compared as float64. */
  readonly float64?: 'IoUs' | 'scores'
}

export function keptOf({ boxes, scores, classes, options }: Detections, slips: Slips = {}): number[] {
  const { iouThreshold, scoreThreshold = slips.scores === 'dropped below 0' ? 0 : -Infinity } = options
  const limit =
    slips.limit === 'none' || (slips.limit === 'none at 0' && options.limit === 0)
      ? Infinity
      : (options.limit ?? Infinity)
  const most = slips.float64 === 'IoUs' ? iouThreshold : Math.fround(iouThreshold)
  const least = slips.float64 === 'scores' ? scoreThreshold : Math.fround(scoreThreshold)
  const takesPart = (score: number): boolean =>
    slips.scores === 'none is dropped' ||
    (slips.scores === 'equal is dropped' ? Math.fround(score) > least : Math.fround(score) >= least)
  const sorted = scores.map((_, i) => i).sort(before(scores, classes, slips.order))
  const ranked = sorted.filter((i) => takesPart(scores[i]!))
  const kept: number[] = []
  const seen: number[] = []
  for (const i of slips.limit === 'before' ? ranked.slice(0, limit) : ranked) {
    const rivals = slips.chain ? seen : slips.lastOnly ? kept.slice(-1) : kept
    const out = rivals.some((j) => {
      const overlap = Math.fround(iouOfPair(boxes[i]!, boxes[j]!))
      return (
        (slips.classBlind || classes[i] === classes[j]) &&
        (overlap > most || (Boolean(slips.inclusive) && overlap === most))
      )
    })
    seen.push(i)
    if (!out) kept.push(i)
  }
  const within = kept.filter(
    (i, place) =>
      (slips.limit === 'for each class'
        ? kept.slice(0, place).filter((j) => classes[j] === classes[i]).length
        : place) < limit,
  )
  if (slips.returns === 'places in the order') return within.map((i) => sorted.indexOf(i))
  return slips.returns === 'sorted' ? within.sort((i, j) => i - j) : within
}

function before(
  scores: readonly number[],
  classes: readonly number[],
  order?: Slips['order'],
): (i: number, j: number) => number {
  const byScore = (i: number, j: number): number => scores[j]! - scores[i]!
  if (order === 'as given') return () => 0
  if (order === 'worst first') return (i, j) => -byScore(i, j)
  if (order === 'ties backwards') return (i, j) => byScore(i, j) || j - i
  if (order === 'class by class') return (i, j) => classes[i]! - classes[j]! || byScore(i, j)
  return byScore
}

export const IOU_SLIPS: readonly { readonly says: string; readonly slips: IouSlips }[] = [
  {
    says: 'The corners seem to be taken for pixels that count: coordinates are real numbers, so x2 − x1 is the width.',
    slips: { plusOne: true },
  },
  {
    says: 'The sides of an overlap seem to become negative: two negative ones make a positive area. Clamp each at 0.',
    slips: { unclamped: true },
  },
  {
    says: 'Boxes seem to be read as corner and size. They are two corners: x1, y1, x2, y2.',
    slips: { sizes: true },
  },
  {
    says: 'The overlap seems to be counted twice in the union. What both boxes cover, counts once.',
    slips: { by: (a, b) => a + b },
  },
  {
    says: 'It seems to be divided by the smaller box. IoU divides by what both cover together.',
    slips: { by: (a, b) => Math.min(a, b) },
  },
  {
    says: 'It seems to be divided by the larger box. IoU divides by what both cover together.',
    slips: { by: (a, b) => Math.max(a, b) },
  },
  {
    says: 'It seems to be divided by the area of the first box alone. IoU divides by what both cover together.',
    slips: { by: (a) => a },
  },
  {
    says: 'It seems to be divided by the area of the second box alone. IoU divides by what both cover together.',
    slips: { by: (_, b) => b },
  },
  {
    says: 'There seems to be an ε in the union. Beside the area of a small box it is large.',
    slips: { by: (a, b, overlap) => a + b - overlap + 1e-6 },
  },
]

export const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'A suppressed box seems to suppress others. Only those that are kept have a say.',
    slips: { chain: true },
  },
  {
    says: 'Boxes of different classes seem to suppress each other.',
    slips: { classBlind: true },
  },
  {
    says: 'These seem to be places in the sorted order. Indices into boxes, as they were given, are wanted.',
    slips: { returns: 'places in the order' },
  },
  {
    says: 'The boxes seem to be taken as they stand. The one with the highest score comes first.',
    slips: { order: 'as given' },
  },
  {
    says: 'The boxes seem to be taken from the lowest score up.',
    slips: { order: 'worst first' },
  },
  // These two before what they may be mistaken for: they differ only where a threshold is no float32.
  {
    says: 'A box is out whose IoU equals the threshold in float32. As float64, 0.6 is less than that IoU of 0.60000002: round the threshold too.',
    slips: { float64: 'IoUs' },
  },
  {
    says: 'A box is out whose score equals the threshold in float32. As float64, 0.7 is more than that score of 0.69999999: round the threshold too.',
    slips: { float64: 'scores' },
  },
  {
    says: 'An IoU that equals the threshold seems to suppress. It must be greater.',
    slips: { inclusive: true },
  },
  {
    says: 'A box seems to be compared with the last kept one alone. Every kept one may suppress it.',
    slips: { lastOnly: true },
  },
  {
    says: 'Equal scores seem to be taken with the higher index first.',
    slips: { order: 'ties backwards' },
  },
  {
    says: 'The right boxes, but not in the order of their scores.',
    slips: { returns: 'sorted' },
  },
  {
    says: 'The result seems to go class by class. The best score comes first, whatever its class.',
    slips: { order: 'class by class' },
  },
  {
    says: 'The limit seems to be set before anything is suppressed. It is on what is kept.',
    slips: { limit: 'before' },
  },
  {
    says: 'The limit seems to be for each class. It is on all classes together.',
    slips: { limit: 'for each class' },
  },
  { says: 'A limit of 0 seems to be taken for none.', slips: { limit: 'none at 0' } },
  { says: 'The limit seems to be ignored.', slips: { limit: 'none' } },
  {
    says: 'A score that equals the threshold seems to be dropped. It takes part.',
    slips: { scores: 'equal is dropped' },
  },
  {
    says: 'Boxes below the score threshold seem to take part.',
    slips: { scores: 'none is dropped' },
  },
  {
    says: 'Negative scores seem to be dropped though there is no scoreThreshold.',
    slips: { scores: 'dropped below 0' },
  },
]
