// Lloyd's algorithm in plain numbers, and what it comes to when one step is taken wrong.

import { NdArray } from '@tensorkata/kit'

export interface Outcome {
  readonly centroids: NdArray
  readonly labels: NdArray
  readonly inertia: number
  readonly iterations: number
}

/** A step that is often taken otherwise. */
export interface Slips {
  /** Of equally near centroids the last one wins. */
  readonly lastOfEquals?: boolean
  /** Where a centroid without points goes, coordinate by coordinate. */
  readonly empty?: number
  /** A centroid without points goes back to where it was at the beginning. */
  readonly emptyGoesBack?: boolean
  /** Labels are not assigned once more after the last move. */
  readonly staleLabels?: boolean
  /** Distances are those to the centroids before the last move. */
  readonly staleInertia?: boolean
  /** The last move is not taken over. */
  readonly staleCentroids?: boolean
  readonly neverStops?: boolean
  readonly distance?: (a: readonly number[], b: readonly number[]) => number
  readonly inertiaOf?: (squared: readonly number[]) => number
}

type Rows = readonly (readonly number[])[]

export function rowsOf(matrix: NdArray): number[][] {
  const width = matrix.shape[1]!
  const data = Array.from(matrix.data as Float32Array)
  return Array.from({ length: matrix.shape[0]! }, (_, row) => data.slice(row * width, (row + 1) * width))
}

export const squared = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The index of the least, the first of equals. A NaN in the first place stays there, as it does in argMin. */
function nearest(distances: readonly number[], lastOfEquals = false): number {
  let best = 0
  for (const [i, distance] of distances.entries())
    if (distance < distances[best]! || (lastOfEquals && distance === distances[best])) best = i
  return best
}

export const meanOf = (rows: Rows, otherwise: readonly number[]): number[] =>
  otherwise.map((value, i) => (rows.length === 0 ? value : sum(rows.map((row) => row[i]!)) / rows.length))

/** The clustering, and the least difference by which one centroid was nearer to a point than another. */
export function clusteringOf(
  points: NdArray,
  initial: NdArray,
  maxIterations: number,
  slips: Slips = {},
): Outcome & { readonly margin: number } {
  const rows = rowsOf(points)
  const { distance = squared, inertiaOf = sum } = slips
  let margin = Infinity
  const assign = (to: Rows): number[] =>
    rows.map((row) => {
      const distances = to.map((centroid) => distance(row, centroid))
      const label = nearest(distances, slips.lastOfEquals)
      for (const [i, other] of distances.entries())
        if (i !== label) margin = Math.min(margin, other - distances[label]!)
      return label
    })
  const start = rowsOf(initial)
  let centroids: number[][] = start
  let before = centroids
  let labels = assign(centroids)
  let labelsBefore = labels
  let iterations = 0
  for (let changing = true; changing && iterations < maxIterations; iterations++) {
    before = centroids
    labelsBefore = labels
    centroids = centroids.map((centroid, j) =>
      meanOf(
        rows.filter((_, i) => labelsBefore[i] === j),
        (slips.emptyGoesBack ? start[j]! : centroid).map((value) => slips.empty ?? value),
      ),
    )
    labels = assign(centroids)
    changing = slips.neverStops === true || labels.some((label, i) => label !== labelsBefore[i])
  }
  const at = slips.staleInertia ? before : centroids
  const told = slips.staleCentroids ? before : centroids
  return {
    centroids: new NdArray(initial.shape, 'float32', Float32Array.from(told.flat())),
    labels: new NdArray([rows.length], 'int32', Int32Array.from(slips.staleLabels ? labelsBefore : labels)),
    inertia: inertiaOf(rows.map((row, i) => distance(row, at[labels[i]!]!))),
    ...{ iterations, margin },
  }
}

/** Slips that have words of their own. */
export const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'A centroid without points is NaN: the mean of nothing is 0/0. It should stay where it is.',
    slips: { empty: NaN },
  },
  {
    says: 'A centroid without points goes to the origin. It should stay where it is.',
    slips: { empty: 0 },
  },
  {
    says: 'A centroid without points goes back to where it was at the beginning. It should stay where it is now.',
    slips: { emptyGoesBack: true },
  },
  {
    says: 'Of equally near centroids the last one wins; the first one should.',
    slips: { lastOfEquals: true },
  },
  {
    says: 'The labels are one step behind: they are the nearest of the centroids before the last move.',
    slips: { staleLabels: true },
  },
  {
    says: 'The inertia is one step behind: it is measured to the centroids before the last move.',
    slips: { staleInertia: true },
  },
  {
    says: 'The last move of the centroids is lost: those of the step before it are returned.',
    slips: { staleCentroids: true },
  },
  {
    says: 'It goes on although no label changes any more.',
    slips: { neverStops: true },
  },
  {
    says: 'The inertia is a mean over the points; the sum is wanted.',
    slips: { inertiaOf: (distances) => sum(distances) / distances.length },
  },
  {
    says: 'The inertia adds up distances; their squares are wanted.',
    slips: { inertiaOf: (distances) => sum(distances.map(Math.sqrt)) },
  },
  {
    says: 'The distances seem to add up absolute differences; squared ones are wanted.',
    slips: { distance: (a, b) => sum(a.map((value, i) => Math.abs(value - b[i]!))) },
  },
]

// ---- seeding ----

/** Weights of all points from their squared distances to each of the chosen ones. */
type Weigh = (toChosen: Rows) => number[]

const byNearest: Weigh = (toChosen) => toChosen.map((distances) => Math.min(...distances))

/** How probable each ordered choice of k points is, by `codeOf`. */
export function seedingOf(points: NdArray, k: number, weigh = byNearest, first?: number): number[] {
  const rows = rowsOf(points)
  const n = rows.length
  const probabilities = new Array<number>(n ** k).fill(0)
  const go = (chosen: readonly number[], probability: number): void => {
    if (probability === 0) return
    if (chosen.length === k) {
      probabilities[codeOf(chosen, n)]! += probability
      return
    }
    const weights = weigh(rows.map((row) => chosen.map((other) => squared(row, rows[other]!))))
    rows.forEach((_, i) => go([...chosen, i], (probability * weights[i]!) / sum(weights)))
  }
  rows.forEach((_, i) => go([i], first === undefined ? 1 / n : Number(i === first)))
  return probabilities
}

export const codeOf = (chosen: readonly number[], n: number): number =>
  chosen.reduce((code, index) => code * n + index, 0)

/** Wrong ways to seed, most telling first. */
export const WRONG_SEEDINGS: readonly { readonly says: string; readonly gives: typeof seedingOf }[] = [
  {
    says: 'The probabilities seem to go with the distance; its square is wanted.',
    gives: (points, k) => seedingOf(points, k, (to) => byNearest(to).map(Math.sqrt)),
  },
  {
    says: 'The squared distances seem to be squared once more.',
    gives: (points, k) => seedingOf(points, k, (to) => byNearest(to).map((distance) => distance ** 2)),
  },
  {
    says: 'The farthest point seems to be taken each time, where it should only be more probable.',
    gives: (points, k) =>
      seedingOf(points, k, (to) => {
        const distances = byNearest(to)
        return distances.map((_, i) => Number(i === distances.indexOf(Math.max(...distances))))
      }),
  },
  {
    says: 'All points seem equally probable: the distances are of no account.',
    gives: (points, k) => seedingOf(points, k, (to) => to.map(() => 1)),
  },
  {
    says: 'All points that are not chosen yet seem equally probable: the distances are of no account.',
    gives: (points, k) => seedingOf(points, k, (to) => byNearest(to).map(Math.sign)),
  },
  {
    says: 'The distance seems to be that to the last one chosen; the nearest of all chosen ones is meant.',
    gives: (points, k) => seedingOf(points, k, (to) => to.map((distances) => distances.at(-1)!)),
  },
  {
    says: 'The distance seems to be that to the first one chosen; the nearest of all chosen ones is meant.',
    gives: (points, k) => seedingOf(points, k, (to) => to.map((distances) => distances[0]!)),
  },
  {
    says: 'The distances to all chosen ones seem to be added up; the nearest of them is meant.',
    gives: (points, k) => seedingOf(points, k, (to) => to.map((distances) => sum(distances))),
  },
  {
    says: 'The first point seems to be taken first, always. Any should be, equally probably.',
    gives: (points, k) => seedingOf(points, k, byNearest, 0),
  },
]
