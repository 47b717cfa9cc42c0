// Grouped attention in plain numbers, one query at a time, and what it comes to when one step is taken wrong.

import { type Mistake, NdArray } from '@tensorkata/kit'

export interface Problem {
  /** [heads, n, d] */
  readonly q: NdArray
  /** [groups, m, d] */
  readonly k: NdArray
  /** [groups, m, e] */
  readonly v: NdArray
  readonly window?: number | undefined
}

interface Sizes {
  readonly heads: number
  readonly groups: number
  readonly n: number
  readonly m: number
  readonly d: number
}

/** A step that is often taken otherwise. */
interface Slips {
  /** Which head of keys and values a head of queries uses. */
  readonly sharing?: (head: number, sizes: Sizes) => number
  /** What the products are divided by. */
  readonly scale?: (sizes: Sizes) => number
  /** Whether a query may see a key. */
  readonly sees?: (query: number, key: number, window: number, sizes: Sizes, head: number) => boolean
  /** Masked after softmax, so that a row no longer sums to 1. */
  readonly maskLate?: boolean
  /** What is hidden has the score 0. */
  readonly maskZero?: boolean
  /** Sums to 1 over the queries. */
  readonly overQueries?: boolean
}

const behind = (query: number, key: number, { n, m }: Sizes): number => query + m - n - key

export function outputOf({ q, k, v, window = Infinity }: Problem, slips: Slips = {}): NdArray {
  const {
    sharing = (head, { heads, groups }) => Math.floor(head / (heads / groups)),
    scale = ({ d }) => Math.sqrt(d),
    sees = (i, j, w, sizes) => behind(i, j, sizes) >= 0 && behind(i, j, sizes) < w,
    maskLate = false,
    maskZero = false,
    overQueries = false,
  } = slips
  const [heads, n, d] = q.shape as [number, number, number]
  const [groups, m, e] = v.shape as [number, number, number]
  const sizes = { heads, groups, n, m, d }
  const output = new Float32Array(heads * n * e)
  for (let head = 0; head < heads; head++) {
    const group = sharing(head, sizes)
    const allowed = (i: number, j: number): boolean => sees(i, j, window, sizes, head)
    const scores = Array.from({ length: n * m }, (_, place) => {
      const [i, j] = [Math.floor(place / m), place % m]
      if (maskZero && !allowed(i, j)) return 0
      let dot = 0
      for (let c = 0; c < d; c++) dot += q.get(head, i, c) * k.get(group, j, c)
      return dot / scale(sizes)
    })
    const score = (i: number, j: number): number => scores[i * m + j]!
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) {
        if (!maskZero && !allowed(i, j)) continue
        const rivals = overQueries
          ? Array.from({ length: n }, (_, other): [number, number] => [other, j])
          : Array.from({ length: m }, (_, other): [number, number] => [i, other])
        const counted = rivals.filter(([a, b]) => maskLate || maskZero || allowed(a, b))
        const total = counted.reduce((sum, [a, b]) => sum + Math.exp(score(a, b) - score(i, j)), 0)
        for (let c = 0; c < e; c++)
          output[(head * n + i) * e + c] = output[(head * n + i) * e + c]! + v.get(group, j, c) / total
      }
  }
  return new NdArray([heads, n, e], 'float32', output)
}

/** Where what is hidden scores higher than all that is seen, and is not lowered enough: there it takes all of the row. */
export const hiddenWins = (problem: Problem): Mistake => ({
  says: 'What is hidden wins: what you put in its place, or add to it, is not low enough beside scores of −100,000.',
  gives: () => outputOf(problem, { sees: () => true }),
})

export const mistakesOf = (problem: Problem): Mistake[] =>
  SLIPS.map(({ says, slips }) => ({ says, gives: () => outputOf(problem, slips) }))

/** Slips that have words of their own, most telling first. */
const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'The heads of keys are dealt out in turn (0, 1, 0, 1, …), as matMul repeats a batch. Neighbours share: 0, 0, …, 1, 1, ….',
    slips: { sharing: (head, { groups }) => head % groups },
  },
  {
    says: 'All heads of queries use the first head of keys and values: each group has its own.',
    slips: { sharing: () => 0 },
  },
  { says: 'The products are not divided by anything: see the root under them.', slips: { scale: () => 1 } },
  { says: 'The products are divided by the width, not by its root.', slips: { scale: ({ d }) => d } },
  {
    says: 'The products are divided by the root of the number of keys: k’s second axis has the positions here, its last the width.',
    slips: { scale: ({ m }) => Math.sqrt(m) },
  },
  {
    says: 'The width under the root is divided by the number of heads: the last axis is that of one head already.',
    slips: { scale: ({ d, heads }) => Math.sqrt(d / heads) },
  },
  {
    says: 'The window is not heeded here: a query sees everything before it.',
    slips: { sees: (i, j, _, sizes) => behind(i, j, sizes) >= 0 },
  },
  {
    says: 'The window lets one position too many be seen: its own is one of them.',
    slips: { sees: (i, j, w, sizes) => behind(i, j, sizes) >= 0 && behind(i, j, sizes) <= w },
  },
  {
    says: 'The window reaches ahead as well as back: a query sees nothing after its own position.',
    slips: { sees: (i, j, w, sizes) => Math.abs(behind(i, j, sizes)) < w },
  },
  {
    says: 'Nothing is causal here: a query sees what comes after it.',
    slips: { sees: (i, j, w, sizes) => behind(i, j, sizes) < w },
  },
  {
    says: 'The mask lines up the first query with the first key. The queries are the last positions.',
    slips: { sees: (i, j, w) => i - j >= 0 && i - j < w },
  },
  {
    says: 'A query does not see its own position: it should.',
    slips: { sees: (i, j, w, sizes) => behind(i, j, sizes) > 0 && behind(i, j, sizes) < w },
  },
  {
    says: 'The mask’s rows are each repeated for the heads of a group; the rows are ordered by head first, then by query.',
    slips: {
      sees: (i, j, w, sizes, head) => {
        const sharers = sizes.heads / sizes.groups
        const row = Math.floor(((head % sharers) * sizes.n + i) / sharers)
        return behind(row, j, sizes) >= 0 && behind(row, j, sizes) < w
      },
    },
  },
  {
    says: 'It seems to be masked after softmax: what is hidden still takes its share of the row.',
    slips: { maskLate: true },
  },
  {
    says: 'What is hidden has the score 0, which is a fine score: it must be out of the race.',
    slips: { maskZero: true },
  },
  { says: 'It sums to 1 over the queries; each query’s own row should.', slips: { overQueries: true } },
]
