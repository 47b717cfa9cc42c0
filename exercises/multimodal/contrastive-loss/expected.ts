// The logits, the loss and its gradients in plain numbers, and what they come to when one step is taken wrong.

import { type NdArray, shaped } from '@tensorkata/kit'

export interface Batch {
  readonly images: NdArray
  readonly texts: NdArray
  readonly t: number
}

/** A step that is often taken otherwise. */
export interface Slips {
  /** What a row is divided by, given the row and the matrix it is in. */
  readonly length?: (row: readonly number[], rows: readonly (readonly number[])[], column: number) => number
  readonly scale?: (t: number) => number
  /** How the two directions are put together. */
  readonly directions?: (amongTexts: number, amongImages: number, everything: number, n: number) => number
  /** The pair itself is missing below the fraction. */
  readonly withoutPair?: boolean
  /** One maximum of the whole matrix is taken off before the exponentials. */
  readonly sharedShift?: boolean
}

const MOST_SCALE = 100
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const dot = (a: readonly number[], b: readonly number[]): number => sum(a.map((value, i) => value * b[i]!))
const norm = (row: readonly number[]): number => Math.hypot(...row)
const scaleOf = (t: number): number => Math.min(Math.exp(t), MOST_SCALE)

/** ln Σ exp, however large. */
const logSumExp = (values: readonly number[]): number =>
  values.length === 0 ? -Infinity : shiftedBy(Math.max(...values), values)

/** The same with this taken off before the exponentials, which are float32's: below e⁻¹⁰³ there is 0. */
const shiftedBy = (most: number, values: readonly number[]): number =>
  most + Math.log(sum(values.map((value) => Math.fround(Math.exp(value - most)))))

function unitRows(matrix: NdArray, length: NonNullable<Slips['length']> = norm): number[][] {
  const rows = matrix.toNested() as number[][]
  return rows.map((row) => row.map((value, c) => (value === 0 ? 0 : value / length(row, rows, c))))
}

function logitRows({ images, texts, t }: Batch, { length, scale = scaleOf }: Slips = {}): number[][] {
  const columns = unitRows(texts, length)
  return unitRows(images, length).map((row) => columns.map((column) => scale(t) * dot(row, column)))
}

const columnsOf = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0]!.map((_, c) => rows.map((row) => row[c]!))

/** [m, n] */
export const logitsOf = (batch: Batch, slips?: Slips): NdArray =>
  shaped([batch.images.shape[0]!, batch.texts.shape[0]!], logitRows(batch, slips).flat())

/** [] */
export function lossOf(batch: Batch, slips: Slips = {}): NdArray {
  const { directions = (a, b) => (a + b) / 2, withoutPair = false, sharedShift = false } = slips
  const rows = logitRows(batch, slips)
  const n = rows.length
  const most = Math.max(...rows.flat())
  const below = (line: readonly number[]): number => (sharedShift ? shiftedBy(most, line) : logSumExp(line))
  const entropy = (lines: readonly (readonly number[])[]): number =>
    sum(lines.map((line, i) => below(withoutPair ? line.filter((_, j) => j !== i) : line) - line[i]!)) / n
  const diagonal = sum(rows.map((row, i) => row[i]!)) / n
  const everything = logSumExp(rows.flat()) - diagonal
  return shaped([], [directions(entropy(rows), entropy(columnsOf(rows)), everything, n)])
}

export interface Gradients {
  readonly images: NdArray
  readonly texts: NdArray
  readonly logScale: NdArray
}

/**
 * By the chain rule. With P and Q the softmax of the logits along rows and columns, ∂ℓ/∂L = (P + Q − 2·1) / 2n; a row of
 * length r with direction u receives (g − (g·u) u) / r when its direction receives g.
 * All of it is multiplied by what arrives at ℓ, the `factor`. `lengthConstant` leaves out what goes through the length.
 */
export function gradientsOf(
  { images, texts, t }: Batch,
  { factor = 1, lengthConstant = false }: { factor?: number; lengthConstant?: boolean } = {},
): Gradients {
  const logits = logitRows({ images, texts, t })
  const n = logits.length
  const [rows, columns] = [logits.map(logSumExp), columnsOf(logits).map(logSumExp)]
  const toLogits = logits.map((row, i) =>
    row.map(
      (logit, j) =>
        (factor * (Math.exp(logit - rows[i]!) + Math.exp(logit - columns[j]!) - (i === j ? 2 : 0))) / (2 * n),
    ),
  )
  const [imageUnits, textUnits] = [unitRows(images), unitRows(texts)]
  const through = (toRows: readonly (readonly number[])[], others: number[][], own: NdArray): NdArray => {
    const units = unitRows(own)
    const gradients = (own.toNested() as number[][]).map((row, i) => {
      const toUnit = row.map((_, c) => scaleOf(t) * sum(toRows[i]!.map((g, j) => g * others[j]![c]!)))
      const radial = lengthConstant ? 0 : dot(toUnit, units[i]!)
      return toUnit.map((g, c) => (norm(row) === 0 ? 0 : (g - radial * units[i]![c]!) / norm(row)))
    })
    return shaped(own.shape, gradients.flat())
  }
  const toScale = sum(toLogits.map((row, i) => dot(row, logits[i]!)))
  return {
    images: through(toLogits, textUnits, images),
    texts: through(columnsOf(toLogits), imageUnits, texts),
    logScale: shaped([], [Math.exp(t) < MOST_SCALE ? toScale : 0]),
  }
}

interface Slip {
  readonly says: string
  readonly slips: Slips
}

/** Slips that show in the logits already. */
export const LOGIT_SLIPS: readonly Slip[] = [
  { says: 'The rows are not divided by their lengths: these are no cosines.', slips: { length: () => 1 } },
  {
    says: 'It seems to be normalised along the batch. Each row should have length 1, by itself.',
    slips: { length: (_, rows, c) => norm(rows.map((row) => row[c]!)) },
  },
  {
    says: 'The rows seem to be divided by their squared lengths: the root is missing.',
    slips: { length: (row) => norm(row) ** 2 },
  },
  {
    says: 'The scale divides here. The temperature would divide; the scale is one over it, and multiplies.',
    slips: { scale: (t) => 1 / scaleOf(t) },
  },
  {
    says: 'The scale seems to be t itself: it is learned as a logarithm, so exp() is missing.',
    slips: { scale: (t) => t },
  },
  { says: 'The scale is missing: these are the bare cosines.', slips: { scale: () => 1 } },
  { says: 'The scale goes beyond its cap of 100.', slips: { scale: Math.exp } },
  { says: 'The scale seems to be applied twice.', slips: { scale: (t) => scaleOf(t) ** 2 } },
]

/** All that show in the loss. */
export const LOSS_SLIPS: readonly Slip[] = [
  {
    says: 'Only images look for their texts. Texts look for their images too: the other direction is missing.',
    slips: { directions: (amongTexts) => amongTexts },
  },
  {
    says: 'Only texts look for their images. Images look for their texts too: the other direction is missing.',
    slips: { directions: (_, amongImages) => amongImages },
  },
  {
    says: 'It is added up where a mean is wanted: over the two directions, or over the batch.',
    slips: { directions: (amongTexts, amongImages) => amongTexts + amongImages },
  },
  {
    says: 'It is added up where a mean is wanted: over the batch, or over the two directions.',
    slips: { directions: (amongTexts, amongImages, _, n) => (n * (amongTexts + amongImages)) / 2 },
  },
  {
    says: 'It is divided by the number of all n · n logits. There are only n classifications in each direction.',
    slips: { directions: (amongTexts, amongImages, _, n) => (amongTexts + amongImages) / 2 / n },
  },
  {
    says: 'One softmax seems to run over the whole matrix. Each row, and each column, is a classification by itself.',
    slips: { directions: (_, __, everything) => everything },
  },
  {
    says: 'The pair itself is missing below the fraction: the sum goes over all texts, the right one too.',
    slips: { withoutPair: true },
  },
  {
    says: 'One maximum seems to be taken off the whole matrix: a row or a column that lies far below it becomes ln 0. Each needs its own.',
    slips: { sharedShift: true },
  },
  ...LOGIT_SLIPS,
]
