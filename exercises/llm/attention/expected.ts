// Attention in plain numbers, one query at a time, and what it comes to when one step is taken wrong.

import { NdArray } from '@tensorkata/kit'

/** Options as the tests write them. */
export interface Options {
  readonly heads?: number
  readonly causal?: boolean
  readonly mask?: NdArray
}

/** A step that is often taken otherwise. */
export interface Slips {
  /** What the products are divided by, for a head of this width and so many keys. */
  readonly scale?: (headWidth: number, width: number, keys: number) => number
  /** Which of the positions a causal query may see. */
  readonly mayLook?: (query: number, key: number, queries: number, keys: number) => boolean
  /** Masked after softmax, so that a row no longer sums to 1. */
  readonly maskLate?: boolean
  /** Sums to 1 over the queries. */
  readonly overQueries?: boolean
  /** Head h takes every heads-th column from the h-th on. */
  readonly interleaved?: boolean
}

const sees = (query: number, key: number, queries: number, keys: number): boolean =>
  key <= query + keys - queries

/** [heads, n, m] */
export function weightsOf(
  q: NdArray,
  k: NdArray,
  { heads = 1, causal = false, mask }: Options = {},
  {
    scale = Math.sqrt,
    mayLook = sees,
    maskLate = false,
    overQueries = false,
    interleaved = false,
  }: Slips = {},
): NdArray {
  const [n, m, d] = [q.shape[0]!, k.shape[0]!, q.shape[1]!]
  const width = d / heads
  const column = (head: number, i: number): number => (interleaved ? i * heads + head : head * width + i)
  const allowed = (i: number, j: number): boolean =>
    (!causal || mayLook(i, j, n, m)) && (!mask || mask.get(i, j) !== 0)
  const weights = new Float32Array(heads * n * m)
  for (let head = 0; head < heads; head++) {
    const score = (i: number, j: number): number => {
      let dot = 0
      for (let c = 0; c < width; c++) dot += q.get(i, column(head, c)) * k.get(j, column(head, c))
      return dot / scale(width, d, m)
    }
    const put = (i: number, j: number, weight: number): void => {
      weights[(head * n + i) * m + j] = allowed(i, j) ? weight : 0
    }
    const rows = overQueries ? m : n
    const columns = overQueries ? n : m
    for (let row = 0; row < rows; row++) {
      const cells = Array.from(
        { length: columns },
        (_, c) => (overQueries ? [c, row] : [row, c]) as [number, number],
      )
      const seen = cells.filter(([i, j]) => maskLate || allowed(i, j))
      const best = seen.reduce((most, [i, j]) => Math.max(most, score(i, j)), -Infinity)
      const exps = seen.map(([i, j]) => Math.exp(score(i, j) - best))
      const total = exps.reduce((sum, value) => sum + value, 0)
      seen.forEach(([i, j], index) => put(i, j, exps[index]! / total))
    }
  }
  return new NdArray([heads, n, m], 'float32', weights)
}

/** [n, e] */
export function outputOf(
  q: NdArray,
  k: NdArray,
  v: NdArray,
  options: Options = {},
  slips: Slips = {},
): NdArray {
  const weights = weightsOf(q, k, options, slips)
  const heads = options.heads ?? 1
  const [n, m, e] = [q.shape[0]!, k.shape[0]!, v.shape[1]!]
  const width = e / heads
  const output = new Float32Array(n * e)
  for (let i = 0; i < n; i++)
    for (let c = 0; c < e; c++) {
      const head = slips.interleaved ? c % heads : Math.floor(c / width)
      for (let j = 0; j < m; j++)
        output[i * e + c] = output[i * e + c]! + weights.get(head, i, j) * v.get(j, c)
    }
  return new NdArray([n, e], 'float32', output)
}

/** Slips that have words of their own. */
export const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  { says: 'The products are not divided by anything: see the root under them.', slips: { scale: () => 1 } },
  { says: 'The products are divided by the width, not by its root.', slips: { scale: (width) => width } },
  {
    says: 'The products are divided by the root of the whole width; that of one head is meant.',
    slips: { scale: (_, width) => Math.sqrt(width) },
  },
  {
    says: 'The products are divided by the root of the number of keys; that of the width is meant.',
    slips: { scale: (_, __, keys) => Math.sqrt(keys) },
  },
  {
    says: 'It seems to be masked after softmax: what is hidden still takes its share of the row.',
    slips: { maskLate: true },
  },
  {
    says: 'It sums to 1 over the queries; each query’s own row should.',
    slips: { overQueries: true },
  },
  {
    says: 'The causal mask lines up the first query with the first key. The queries are the last positions.',
    slips: { mayLook: (query, key) => key <= query },
  },
  {
    says: 'A causal query does not see its own position here; it should.',
    slips: { mayLook: (query, key, queries, keys) => key < query + keys - queries },
  },
  {
    says: 'The causal mask is turned around: it lets through what comes after.',
    slips: { mayLook: (query, key, queries, keys) => key >= query + keys - queries },
  },
  {
    says: 'A head should have columns that lie side by side; these are dealt out in turn.',
    slips: { interleaved: true },
  },
]
