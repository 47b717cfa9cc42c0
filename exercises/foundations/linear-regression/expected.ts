// Both fits in plain numbers, and what they come to when one step is taken otherwise.

import { NdArray } from '@tensorkata/kit'

export interface Options {
  readonly learningRate: number
  readonly epochs: number
  readonly l2: number
}

export interface Fit {
  readonly weights: NdArray
  readonly bias: number
}

type Rows = readonly (readonly number[])[]
type Vector = readonly number[]

export const rowsOf = (x: NdArray): number[][] => x.toNested() as number[][]
export const listOf = (y: NdArray): number[] => Array.from(y.data as Float32Array)
export const vector = (values: Vector): NdArray =>
  new NdArray([values.length], 'float32', Float32Array.from(values))

const sum = (values: Vector): number => values.reduce((total, value) => total + value, 0)
const mean = (values: Vector): number => sum(values) / values.length
const dot = (a: Vector, b: Vector): number => sum(a.map((value, i) => value * b[i]!))
const squares = (values: Vector): number => dot(values, values)
const column = (rows: Rows, j: number): number[] => rows.map((row) => row[j]!)

// ---- descent ----

/** A step of the descent that is often taken otherwise. */
export interface DescentSlips {
  /** What the mean of the errors' slopes is multiplied by; 2 is right. */
  readonly factor?: (n: number, d: number) => number
  /** The same, of the bias alone. */
  readonly biasFactor?: (n: number, d: number) => number
  /** What of a weight the penalty adds to its slope; 2 λ w is right. */
  readonly decay?: (weight: number, l2: number, n: number) => number
  readonly biasDecays?: boolean
  readonly noBias?: boolean
  /** The bias is moved by the errors that the new weights make. */
  readonly biasAfterWeights?: boolean
  readonly weightsAfterBias?: boolean
  /** y as a row beside the predictions as a column: errors of all pairs. */
  readonly allPairs?: boolean
  readonly rowByRow?: boolean
  readonly start?: number
  readonly extraEpochs?: number
  readonly standardised?: boolean
  readonly rateOf?: (rate: number, epoch: number) => number
}

/** A loss that is often meant otherwise. */
export interface LossSlips {
  readonly after?: boolean
  readonly penalty?: (weights: Vector, bias: number, l2: number, n: number) => number
  readonly of?: (errors: Vector) => number
}

export function descentOf(
  x: NdArray,
  y: NdArray,
  { learningRate, epochs, l2 }: Options,
  slips: DescentSlips = {},
  lossSlips: LossSlips = {},
): Fit & { readonly losses: number[] } {
  const { factor = () => 2, biasFactor = factor, decay = (weight) => 2 * l2 * weight } = slips
  const { of: meanOf = (errors) => squares(errors) / errors.length } = lossSlips
  const { after = false, penalty = (weights) => l2 * squares(weights) } = lossSlips
  const rows = slips.standardised ? standardised(rowsOf(x)) : rowsOf(x)
  const [labels, n, d] = [listOf(y), rows.length, rows[0]!.length]
  let weights = new Array<number>(d).fill(slips.start ?? 0)
  let bias = slips.noBias ? 0 : (slips.start ?? 0)
  const errorsOf = (): number[] =>
    rows.map((row, i) => dot(row, weights) + bias - (slips.allPairs ? mean(labels) : labels[i]!))
  const lossOf = (): number => {
    const all = slips.allPairs
      ? rows.flatMap((row) => labels.map((label) => dot(row, weights) + bias - label))
      : errorsOf()
    return meanOf(all) + penalty(weights, bias, l2, n)
  }
  const step = (chosen: readonly number[], rate: number): void => {
    const of = (values: Vector): number[] => chosen.map((i) => values[i]!)
    const move = (errors: Vector): void => {
      weights = weights.map((weight, j) => {
        const slope = factor(n, d) * mean(of(column(rows, j).map((value, i) => value * errors[i]!)))
        return weight - rate * (slope + decay(weight, l2, n))
      })
    }
    const moveBias = (errors: Vector): void => {
      if (slips.noBias) return
      bias -= rate * (biasFactor(n, d) * mean(of(errors)) + (slips.biasDecays ? decay(bias, l2, n) : 0))
    }
    const errors = errorsOf()
    if (slips.weightsAfterBias) {
      moveBias(errors)
      move(errorsOf())
    } else {
      move(errors)
      moveBias(slips.biasAfterWeights ? errorsOf() : errors)
    }
  }
  const everything = rows.map((_, i) => i)
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs + (slips.extraEpochs ?? 0); epoch++) {
    if (!after) losses.push(lossOf())
    const rate = slips.rateOf?.(learningRate, epoch) ?? learningRate
    for (const chosen of slips.rowByRow ? everything.map((i) => [i]) : [everything]) step(chosen, rate)
    if (after) losses.push(lossOf())
  }
  return { weights: vector(weights), bias, losses }
}

function standardised(rows: Rows): number[][] {
  const means = rows[0]!.map((_, j) => mean(column(rows, j)))
  const deviations = means.map((m, j) => Math.sqrt(mean(column(rows, j).map((v) => (v - m) ** 2))))
  return rows.map((row) => row.map((value, j) => (value - means[j]!) / (deviations[j]! || 1)))
}

// ---- the normal equation ----

/** How the equation is often set up otherwise. */
export interface NormalSlips {
  /** What is added to the diagonal of XᵀX / n. */
  readonly ridge?: (l2: number, n: number) => number
  readonly biasPenalised?: boolean
  readonly noBias?: boolean
  readonly biasIsMean?: boolean
  readonly biasAtOrigin?: boolean
}

export function bottomOf(x: NdArray, y: NdArray, l2: number, slips: NormalSlips = {}): Fit {
  const { ridge = (penalty) => penalty } = slips
  const [rows, labels] = [rowsOf(x), listOf(y)]
  const [n, d] = [rows.length, rows[0]!.length]
  // Centred, so that large features keep their digits; with the bias inside the equation, they cannot be.
  const inside = slips.biasPenalised
  const raw = inside || slips.noBias
  const means = rows[0]!.map((_, j) => (raw ? 0 : mean(column(rows, j))))
  const yMean = raw ? 0 : mean(labels)
  const centred = rows.map((row) => [...row.map((value, j) => value - means[j]!), ...(inside ? [1] : [])])
  const targets = labels.map((label) => label - yMean)
  const size = d + (inside ? 1 : 0)
  const a = Array.from({ length: size }, (_, i) =>
    Array.from(
      { length: size },
      (_, j) => dot(column(centred, i), column(centred, j)) / n + (i === j ? ridge(l2, n) : 0),
    ),
  )
  const b = Array.from({ length: size }, (_, i) => dot(column(centred, i), targets) / n)
  const solution = solved(a, b)
  const weights = solution.slice(0, d)
  if (inside) return { weights: vector(weights), bias: solution[d]! }
  const bias = slips.biasIsMean ? yMean : slips.noBias || slips.biasAtOrigin ? 0 : yMean - dot(means, weights)
  return { weights: vector(weights), bias }
}

/** By elimination with the greatest pivot of each column. */
function solved(a: Rows, b: Vector): number[] {
  const rows = a.map((row, i) => [...row, b[i]!])
  const size = rows.length
  for (let p = 0; p < size; p++) {
    const best = rows.slice(p).reduce((most, row, i) => {
      return Math.abs(row[p]!) > Math.abs(rows[most]![p]!) ? p + i : most
    }, p)
    ;[rows[p], rows[best]] = [rows[best]!, rows[p]!]
    for (let i = p + 1; i < size; i++) {
      const factor = rows[i]![p]! / rows[p]![p]!
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[p]![j]!)
    }
  }
  const solution = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i--)
    solution[i] = (rows[i]![size]! - dot(rows[i]!.slice(0, size), solution)) / rows[i]![i]!
  return solution
}

/** The slopes of the loss in all weights and in the bias, in plain numbers. */
export function slopesAt(x: NdArray, y: NdArray, l2: number, { weights, bias }: Fit): number[] {
  const [rows, labels, w] = [rowsOf(x), listOf(y), listOf(weights)]
  const errors = rows.map((row, i) => dot(row, w) + bias - labels[i]!)
  return [
    ...w.map((weight, j) => 2 * mean(errors.map((e, i) => e * rows[i]![j]!)) + 2 * l2 * weight),
    2 * mean(errors),
  ]
}

export const predictionsOf = (x: NdArray, { weights, bias }: Fit): NdArray =>
  vector(rowsOf(x).map((row) => dot(row, listOf(weights)) + bias))

/** Of the feature that is told best by those before it: the share of its variance that they do not tell. */
export function independence(x: NdArray): number {
  const rows = rowsOf(x)
  const basis: number[][] = []
  const shares = rows[0]!.map((_, j) => {
    const values = column(rows, j)
    const centred = values.map((value) => value - mean(values))
    const rest = basis.reduce((left, axis) => {
      const along = dot(left, axis) / squares(axis)
      return left.map((value, i) => value - along * axis[i]!)
    }, centred)
    basis.push(rest)
    return squares(rest) / squares(centred)
  })
  return shares.every((share) => share >= 0) ? Math.min(...shares) : 0
}

/** Whether an answer is a certain wrong one, in all of its numbers. */
export const isAlike = (got: unknown, wanted: NdArray | number | Vector): boolean => {
  const numbersOf = (value: unknown): number[] =>
    value instanceof NdArray
      ? listOf(value)
      : typeof value === 'number'
        ? [value]
        : Array.from((value ?? []) as number[])
  const [a, b] = [numbersOf(got), numbersOf(wanted)]
  return (
    a.length === b.length && a.every((value, i) => Math.abs(value - b[i]!) <= 1e-4 + 1e-3 * Math.abs(b[i]!))
  )
}
