// Mean, covariance and its eigenvalues in plain numbers, and what makes vectors its eigenvectors, whatever their signs.

import { NdArray, type Random } from '@tensorkata/kit'

type Vector = readonly number[]
type Rows = readonly Vector[]

export const rowsOf = (matrix: NdArray): number[][] => matrix.toNested() as number[][]
export const packed = (rows: Rows): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'float32', Float32Array.from(rows.flat()))
export const vector = (values: Vector): NdArray =>
  new NdArray([values.length], 'float32', Float32Array.from(values))

const sum = (values: Vector): number => values.reduce((total, value) => total + value, 0)
export const dot = (a: Vector, b: Vector): number => sum(a.map((value, i) => value * b[i]!))
const lengthOf = (v: Vector): number => Math.sqrt(dot(v, v))
export const times = (a: Rows, v: Vector): number[] => a.map((row) => dot(row, v))

export const meanOf = (rows: Rows): number[] =>
  rows[0]!.map((_, j) => sum(rows.map((row) => row[j]!)) / rows.length)

export const less = (rows: Rows, shift: Vector): number[][] =>
  rows.map((row) => row.map((value, j) => value - shift[j]!))

/** XᵀX / by */
const moments = (rows: Rows, by: number): number[][] =>
  rows[0]!.map((_, i) => rows[0]!.map((_, j) => sum(rows.map((row) => row[i]! * row[j]!)) / by))

export const covarianceOf = (rows: Rows): number[][] => moments(less(rows, meanOf(rows)), rows.length - 1)
/** Of points that were not centred. */
export const rawMomentsOf = (rows: Rows): number[][] => moments(rows, rows.length - 1)

/** Of points whose features were divided by their deviations, unless that is 0. */
export function correlationOf(rows: Rows): number[][] {
  const covariance = covarianceOf(rows)
  const deviation = (i: number): number => Math.sqrt(covariance[i]![i]!) || 1
  return covariance.map((row, i) => row.map((value, j) => value / deviation(i) / deviation(j)))
}

/** The eigenvalues of a symmetric matrix, greatest first, by Jacobi's rotations. */
export function eigenvaluesOf(matrix: Rows): number[] {
  const a = matrix.map((row) => [...row])
  const size = a.length
  for (let sweep = 0; sweep < 30; sweep++)
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        if (a[p]![q] === 0) continue
        const angle = Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!) / 2
        const [c, s] = [Math.cos(angle), Math.sin(angle)]
        for (const row of a) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!]
        const [up, down] = [a[p]!, a[q]!]
        a[p] = up.map((value, i) => c * value - s * down[i]!)
        a[q] = up.map((value, i) => s * value + c * down[i]!)
      }
  return a.map((row, i) => row[i]!).sort((one, other) => other - one)
}

/** Whether neighbouring eigenvalues are as far apart as the statement promises. None is 0. */
export const isClear = (eigenvalues: Vector): boolean =>
  eigenvalues.at(-1)! > 0.01 * eigenvalues[0]! &&
  eigenvalues.slice(1).every((value, i) => value <= 0.8 * eigenvalues[i]!)

// ---- data with known components ----

/** Unit vectors by chance, orthogonal to each other: [count, d]. */
export function directions(random: Random, count: number, d: number): number[][] {
  const found: number[][] = []
  while (found.length < count) {
    const drawn = Array.from({ length: d }, () => random.normal())
    const rest = found.reduce((left, axis) => {
      const along = dot(left, axis)
      return left.map((value, i) => value - along * axis[i]!)
    }, drawn)
    // What is nearly made of the others would be made of rounding.
    if (lengthOf(rest) > 0.1) found.push(rest.map((value) => value / lengthOf(rest)))
  }
  return found
}

/**
 * Two points on each axis, as far on one side of the origin as on the other: the variance along axis i is variances[i], and
 * the mean is 0.
 */
export function onAxes(axes: Rows, variances: Vector): number[][] {
  const n = 2 * axes.length
  return axes.flatMap((axis, i) => {
    const reach = Math.sqrt((variances[i]! * (n - 1)) / 2)
    return [axis.map((value) => reach * value), axis.map((value) => -reach * value)]
  })
}

// ---- what is wrong with components ----

const CLOSE = 1e-3

/** What keeps rows from being eigenvectors for the greatest eigenvalues in turn, or null. Signs play no part. */
export function faultOf(
  components: NdArray,
  points: Rows,
): { readonly message: string; readonly diagnosis?: string } | null {
  const rows = rowsOf(components)
  const covariance = covarianceOf(points)
  const eigenvalues = eigenvaluesOf(covariance)
  const scale = eigenvalues[0]!
  const name = (i: number): string => `component ${i} (from 0)`
  if (rows.flat().some((value) => !Number.isFinite(value)))
    return {
      message: 'In the components: there are numbers that are not finite.',
      diagnosis: 'Where no variance is left, Σv is 0: a unit vector cannot be made of it.',
    }
  const isEigen = (matrix: Rows, v: Vector, value: number, largest: number): boolean =>
    lengthOf(times(matrix, v).map((entry, i) => entry - value * v[i]!)) <= CLOSE * largest + 1e-9
  const columns = rows.length === rows[0]!.length ? rows.map((_, j) => rows.map((row) => row[j]!)) : rows
  const areColumns =
    columns !== rows && columns.every((v, i) => isEigen(covariance, v, eigenvalues[i]!, scale))
  for (const [i, v] of rows.entries()) {
    const length = lengthOf(v)
    if (Math.abs(length - 1) > CLOSE)
      return {
        message: `In the components: ${name(i)} has a length other than 1.`,
        ...(Math.abs(length - Math.sqrt(eigenvalues[i]!)) < CLOSE
          ? {
              diagnosis:
                'It is as long as its standard deviation: these are loadings. Unit vectors are wanted.',
            }
          : {}),
      }
  }
  for (const [i, v] of rows.entries()) {
    if (isEigen(covariance, v, eigenvalues[i]!, scale)) continue
    const raw = rawMomentsOf(points)
    const correlation = correlationOf(points)
    const fits = (matrix: Rows): boolean => {
      const values = eigenvaluesOf(matrix)
      return rows.every((row, j) => isEigen(matrix, row, values[j]!, values[0]!))
    }
    const diagnosis = areColumns
      ? 'The components are in the columns; a row for each is wanted.'
      : eigenvalues.some((value) => isEigen(covariance, v, value, scale))
        ? 'It is an eigenvector, but of another eigenvalue: the components are not in the order of their variances.'
        : fits(raw)
          ? 'It belongs to points that were not centred.'
          : fits(correlation)
            ? 'It belongs to features that were standardised.'
            : 'Has the iteration converged? It may need more steps, or a stop that is relative to the variances.'
    return { message: `In the components: ${name(i)} is not an eigenvector for its variance.`, diagnosis }
  }
  for (const [i, v] of rows.entries())
    for (const [j, other] of rows.slice(0, i).entries())
      if (Math.abs(dot(v, other)) > CLOSE)
        return {
          message: `In the components: ${name(j)} and ${name(i)} are not orthogonal.`,
          diagnosis:
            'Take away what lies along the components already found, in every step and from the start.',
        }
  return null
}

// ---- wrong variances ----

/** Wrong variances, most telling first. */
export function wrongVariances(points: Rows, k: number): { says: string; gives: NdArray }[] {
  const right = eigenvaluesOf(covarianceOf(points))
  const n = points.length
  const first = (values: Vector): NdArray => vector(values.slice(0, k))
  const of = (change: (value: number) => number): NdArray => first(right.map(change))
  return [
    {
      says: 'The points seem not to be centred: these are second moments about 0.',
      gives: first(eigenvaluesOf(rawMomentsOf(points))),
    },
    { says: 'It seems to be divided by n; n − 1 is wanted.', gives: of((value) => (value * (n - 1)) / n) },
    { says: 'It seems not to be divided by n − 1 at all.', gives: of((value) => value * (n - 1)) },
    {
      says: 'These seem to be standard deviations; their squares are wanted.',
      gives: of((value) => Math.sqrt(Math.max(value, 0))),
    },
    {
      says: 'These seem to be singular values of the centred points. Square them, and divide by n − 1.',
      gives: of((value) => Math.sqrt(Math.max(value * (n - 1), 0))),
    },
    {
      says: 'The features seem to be standardised first. They keep their units here.',
      gives: first(eigenvaluesOf(correlationOf(points))),
    },
    {
      says: 'The least variances seem to come first; the greatest should.',
      gives: first([...right].reverse()),
    },
    {
      says: 'The greatest variances are there, in ascending order; the greatest should come first.',
      gives: vector(right.slice(0, k).reverse()),
    },
    {
      says: 'The first component seems to be found again and again: what is found has to be taken away before the next.',
      gives: vector(new Array<number>(k).fill(right[0]!)),
    },
    {
      says: 'The greatest variance is missed at first. Is your start orthogonal to its component? Then no step leads there.',
      gives: first([...right.slice(1, 2), right[0]!, ...right.slice(2)]),
    },
    {
      says: 'They seem to be shares of the whole. The variances themselves are wanted.',
      gives: of((v) => v / sum(right)),
    },
  ]
}
