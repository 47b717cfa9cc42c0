// The probabilities, the loss and its gradients in plain numbers, and what they come to when one step is taken wrong.

import { type Mistake, type NdArray, shaped } from '@tensorkata/kit'

export interface Batch {
  readonly users: NdArray
  readonly items: NdArray
  readonly itemIds?: NdArray | undefined
  readonly logQ?: NdArray | undefined
  readonly temperature?: number | undefined
}

/** A step that is often taken otherwise. */
export interface Slips {
  /** The logit of a product, where ln q and the temperature are known, for the own item or another. */
  readonly logit?: (product: number, logQ: number, temperature: number, own: boolean) => number
  /** What is done with another row's item that is the same as one's own. */
  readonly hits?: 'stay' | 'zero' | 'own too' | 'right too' | 'first of all'
  /** Users are asked for by items. */
  readonly overUsers?: boolean
  /** Rows have length 1. */
  readonly cosines?: boolean
  /** From the means of both directions, and n, to the loss. */
  readonly together?: (amongItems: number, amongUsers: number, n: number) => number
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const dot = (a: readonly number[], b: readonly number[]): number => sum(a.map((value, i) => value * b[i]!))
const nested = (x: NdArray): number[][] => x.toNested() as number[][]
const turned = (rows: readonly (readonly number[])[]): number[][] =>
  rows.map((_, c) => rows.map((row) => row[c]!))

/** Of each row: the logits, −∞ where hidden. */
function logitRows({ users, items, itemIds, logQ, temperature = 1 }: Batch, slips: Slips): number[][] {
  const { logit = (product, q, t) => product / t - q, hits } = slips
  const unit = (row: number[]): number[] =>
    slips.cosines ? row.map((value) => value / (Math.hypot(...row) || 1)) : row
  const [rows, columns] = [nested(users).map(unit), nested(items).map(unit)]
  const id = (i: number): number => (itemIds ? Number(itemIds.data[i]) : -1 - i)
  const isFirst = (j: number): boolean => rows.every((_, other) => other >= j || id(other) !== id(j))
  return rows.map((row, i) =>
    columns.map((column, j) => {
      const value = logit(dot(row, column), logQ ? Number(logQ.data[j]) : 0, temperature, i === j)
      const hit = id(i) === id(j) && (i !== j || hits === 'own too')
      if (hits === 'first of all') return i === j || isFirst(j) ? value : -Infinity
      if (!hit || hits === 'stay' || hits === 'right too') return value
      return hits === 'zero' ? 0 : -Infinity
    }),
  )
}

function softmax(row: readonly number[]): number[] {
  const most = Math.max(...row)
  const powers = row.map((value) => Math.exp(value - most))
  const total = sum(powers)
  return powers.map((power) => power / total)
}

/** −ln of what the right ones get. */
function entropy(row: readonly number[], right: readonly number[]): number {
  const most = Math.max(...right.map((i) => row[i]!))
  const below = Math.max(...row)
  const logOf = (values: readonly number[], shift: number): number =>
    shift + Math.log(sum(values.map((value) => Math.exp(value - shift))))
  return logOf(row, below) - logOf(right.map((i) => row[i]!), most) // prettier-ignore
}

/** [n, n] */
export function probabilitiesOf(batch: Batch, slips: Slips = {}): NdArray {
  const rows = logitRows(batch, slips)
  const shares = slips.overUsers ? turned(turned(rows).map(softmax)) : rows.map(softmax)
  return shaped([rows.length, rows.length], shares.flat())
}

/** [] */
export function lossOf(batch: Batch, slips: Slips = {}): NdArray {
  const rows = logitRows(batch, slips)
  const { together = (amongItems) => amongItems } = slips
  const same = (i: number): number[] =>
    slips.hits === 'right too' && batch.itemIds
      ? rows.map((_, j) => j).filter((j) => batch.itemIds!.data[j] === batch.itemIds!.data[i])
      : [i]
  const mean = (lines: readonly (readonly number[])[]): number =>
    sum(lines.map((line, i) => entropy(line, same(i)))) / lines.length
  const [amongItems, amongUsers] = [mean(rows), mean(turned(rows))]
  return shaped([], [slips.overUsers ? amongUsers : together(amongItems, amongUsers, rows.length)])
}

/** Of `factor` times the loss: (P − 1) / n reaches the logits, and the temperature divides on the way to the rows. */
export function gradientsOf(batch: Batch, factor = 1): { users: NdArray; items: NdArray } {
  const { users, items, temperature = 1 } = batch
  const shares = logitRows(batch, {}).map(softmax)
  const n = shares.length
  const back = shares.map((row, i) =>
    row.map((share, j) => (factor * (share - Number(i === j))) / n / temperature),
  )
  const through = (toRows: readonly (readonly number[])[], others: number[][]): number[][] =>
    toRows.map((row) => others[0]!.map((_, c) => sum(row.map((value, j) => value * others[j]![c]!))))
  return {
    users: shaped(users.shape, through(back, nested(items)).flat()),
    items: shaped(items.shape, through(turned(back), nested(users)).flat()),
  }
}

export const probabilityMistakes = (batch: Batch): Mistake[] =>
  SLIPS.map(({ says, slips }) => ({ says, gives: () => probabilitiesOf(batch, slips) }))

export const lossMistakes = (batch: Batch): Mistake[] =>
  [...LOSS_SLIPS, ...SLIPS].map(({ says, slips }) => ({ says, gives: () => lossOf(batch, slips) }))

interface Slip {
  readonly says: string
  readonly slips: Slips
}

/** Slips that show in the probabilities already. */
const SLIPS: readonly Slip[] = [
  {
    says: 'The correction has no effect: either it is missing, or ln q of the row’s own item is taken off its whole row, where it cancels.',
    slips: { logit: (product, _, t) => product / t },
  },
  {
    says: 'The correction has the wrong sign: popular items come into a batch more often, and are to be lowered for it.',
    slips: { logit: (product, q, t) => product / t + q },
  },
  {
    says: 'The temperature divides the correction too: it belongs to the scores alone.',
    slips: { logit: (product, q, t) => (product - q) / t },
  },
  {
    says: 'Only the other rows’ items are corrected: the user’s own is to be corrected as well.',
    slips: { logit: (product, q, t, own) => product / t - (own ? 0 : q) },
  },
  {
    says: 'Only the user’s own item is corrected: all items of the batch are to be.',
    slips: { logit: (product, q, t, own) => product / t - (own ? q : 0) },
  },
  {
    says: 'It seems that q itself is taken off: the logarithm is given, and is what is taken off.',
    slips: { logit: (product, q, t) => product / t - Math.exp(q) },
  },
  { says: 'The temperature divides twice.', slips: { logit: (product, q, t) => product / t / t - q } },
  {
    says: 'The temperature multiplies here: it divides.',
    slips: { logit: (product, q, t) => product * t - q },
  },
  { says: 'The temperature is not heeded.', slips: { logit: (product, q) => product - q } },
  {
    says: 'Accidental hits stay in the race: another row’s item that is the same as the user’s own is not wrong.',
    slips: { hits: 'stay' },
  },
  {
    says: 'Accidental hits get the logit 0, which is a fine logit: they must be out of the race.',
    slips: { hits: 'zero' },
  },
  {
    says: 'Items that come twice are taken out for all users: only those who took the same item should not see it again.',
    slips: { hits: 'first of all' },
  },
  {
    says: 'Each column sums to 1 here: it is the users who choose among items, row by row.',
    slips: { overUsers: true },
  },
  {
    says: 'Rows are divided by their lengths: the scores are plain products here.',
    slips: { cosines: true },
  },
]

/** Slips of the loss alone. */
const LOSS_SLIPS: readonly Slip[] = [
  {
    says: 'It is added up over the batch: the mean is wanted.',
    slips: { together: (loss, _, n) => loss * n },
  },
  {
    says: 'It is divided by the number of all n · n logits: there are n users.',
    slips: { together: (loss, _, n) => loss / n },
  },
  {
    says: 'It is the mean of both directions: here only users choose, among items.',
    slips: { together: (one, other) => (one + other) / 2 },
  },
  {
    says: 'Accidental hits count as right answers too: they are to be left out.',
    slips: { hits: 'right too' },
  },
]
