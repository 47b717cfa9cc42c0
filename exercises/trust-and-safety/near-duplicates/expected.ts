// The definitions in their plainest form, all pairs and all, and what they come to when one step is taken otherwise.

import { hash } from './harness'

export type Pair = [number, number]
export type Signatures = readonly (readonly number[])[]

// ---- shingles ----

export interface TextSlips {
  readonly plain?: (text: string) => string
  /** How a text is cut into characters. */
  readonly cut?: (text: string) => string[]
  /** Where the runs begin, for that many pieces. */
  readonly starts?: (pieces: number, k: number) => number[]
  readonly joint?: string
  readonly short?: (plain: string) => string[]
  /** Something else altogether. */
  readonly instead?: (plain: string) => string[]
}

export const upTo = (n: number): number[] => Array.from({ length: Math.max(0, n) }, (_, i) => i)
export const spaced = (text: string): string =>
  text
    .split(/\s/)
    .filter((piece) => piece !== '')
    .join(' ')
export const plainOf = (text: string): string => spaced(text.toLowerCase())

/** In the order of the alphabet. */
export function shinglesOf(text: string, k: number, slips: TextSlips = {}): string[] {
  const plain = (slips.plain ?? plainOf)(text)
  if (slips.instead) return [...new Set(slips.instead(plain))].sort()
  const pieces = (slips.cut ?? ((one: string) => [...one]))(plain)
  const starts = slips.starts?.(pieces.length, k) ?? upTo(pieces.length - k + 1)
  const runs = starts.map((start) => pieces.slice(start, start + k).join(slips.joint ?? ''))
  const whole = slips.short?.(plain) ?? (plain === '' ? [] : [plain])
  return [...new Set(pieces.length < k || pieces.length === 0 ? whole : runs)].sort()
}

// ---- signatures ----

export interface HashSlips {
  /** Which function makes place i. */
  readonly seed?: (i: number) => number
  readonly of?: (hashes: readonly number[]) => number
  readonly then?: (signature: number[]) => number[]
}

export const leastOf = (values: readonly number[]): number =>
  values.reduce((least, value) => (value < least ? value : least), Infinity)

export function signatureOf(shingles: readonly string[], length: number, slips: HashSlips = {}): number[] {
  const { seed = (i) => i, of = leastOf, then = (signature) => signature } = slips
  return then(upTo(length).map((i) => of(shingles.map((shingle) => hash(shingle, seed(i))))))
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

// ---- similarity ----

export const isEmpty = (signature: readonly number[]): boolean => signature.every((one) => one === Infinity)
export const agreed = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((count, value, i) => count + Number(value === other[i]), 0)

export const similarityOf = (one: readonly number[], other: readonly number[]): number =>
  isEmpty(one) || isEmpty(other) ? 0 : agreed(one, other) / one.length

export const jaccardOf = (one: readonly string[], other: readonly string[]): number =>
  one.filter((shingle) => other.includes(shingle)).length / new Set([...one, ...other]).size

// ---- pairs ----

export interface PairSlips {
  /** Whether two signatures are candidates. */
  readonly match?: (one: readonly number[], other: readonly number[], bands: number, rows: number) => boolean
  readonly empties?: boolean
  readonly then?: (pairs: Pair[]) => Pair[]
}

export const bandsOf = (signature: readonly number[], bands: number, rows: number): number[][] =>
  upTo(bands).map((band) => signature.slice(band * rows, (band + 1) * rows))
export const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && agreed(one, other) === one.length

export function pairsOf(signatures: Signatures, bands: number, rows: number, slips: PairSlips = {}): Pair[] {
  const {
    match = (one, other) => {
      const others = bandsOf(other, bands, rows)
      return bandsOf(one, bands, rows).some((band, i) => same(band, others[i]!))
    },
    then = (pairs) => pairs,
  } = slips
  const pairs: Pair[] = []
  signatures.forEach((one, i) =>
    signatures.slice(i + 1).forEach((other, offset) => {
      if (!slips.empties && isEmpty(one)) return
      if (match(one, other, bands, rows)) pairs.push([i, i + 1 + offset])
    }),
  )
  return then(pairs)
}
