// The decoder in plain numbers, all positions at once, and what it comes to when one step is taken wrong.

import { type Mistake, NdArray } from '@tensorkata/kit'

type Matrix = number[][]

export interface Model {
  readonly heads: number
  readonly embedding: NdArray
  readonly positions: NdArray
  readonly layers: { wq: NdArray; wk: NdArray; wv: NdArray; wo: NdArray }[]
}

/** A step that is often taken otherwise. n is the length of the prompt: what comes after it is decoded token by token. */
interface Slips {
  /** Where token i stands. */
  readonly place?: (i: number, n: number) => number
  /** Whether token i sees token j, of those up to itself. */
  readonly sees?: (i: number, j: number, n: number) => boolean
  /** What the products are divided by. */
  readonly scale?: (headWidth: number, width: number, keys: number) => number
  /** Keys and values of every layer are made of the embeddings. */
  readonly ofEmbeddings?: boolean
  /** In steps, which layer's keys and values stand for what came before. */
  readonly cacheOf?: (layer: number, layers: number) => number
  /** A layer's output takes the place of its input. */
  readonly noResidual?: boolean
  /** In the prompt the heads are joined without a transpose. */
  readonly joinedByReshape?: boolean
}

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, c) => row.reduce((sum, value, i) => sum + value * b[i]![c]!, 0)))
const plus = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((value, c) => value + b[i]![c]!))
const nested = (x: NdArray): Matrix => x.toNested() as Matrix

/** The logits after each token, of which the first n are the prompt: [tokens, V]. */
function rowsOf(model: Model, tokens: readonly number[], n: number, slips: Slips = {}): Matrix {
  const { heads, layers } = model
  const { place = (i) => i, sees = (i, j) => j <= i, scale = Math.sqrt, cacheOf = (layer) => layer } = slips
  const [embedding, positions] = [nested(model.embedding), nested(model.positions)]
  const first = tokens.map((token, i) =>
    embedding[token]!.map((value, c) => value + (positions[place(i, n)]?.[c] ?? 0)),
  )
  const made: { k: Matrix; v: Matrix }[] = []
  let x = first
  for (const [layer, { wq, wk, wv, wo }] of layers.entries()) {
    const source = slips.ofEmbeddings ? first : x
    made.push({ k: times(source, nested(wk)), v: times(source, nested(wv)) })
    const q = times(x, nested(wq))
    const width = q[0]!.length
    const headWidth = width / heads
    const averages = tokens.map((_, i) => {
      const row = new Array<number>(width).fill(0)
      for (let head = 0; head < heads; head++) {
        const columns = Array.from({ length: headWidth }, (_, c) => head * headWidth + c)
        const seen = tokens.map((_, j) => j).filter((j) => sees(i, j, n))
        const at = (j: number): { k: Matrix; v: Matrix } =>
          made[i >= n && j < i ? Math.min(cacheOf(layer, layers.length), layer) : layer]!
        const scores = seen.map(
          (j) =>
            columns.reduce((sum, c) => sum + q[i]![c]! * at(j).k[j]![c]!, 0) /
            scale(headWidth, width, Math.max(i + 1, n)),
        )
        const most = Math.max(...scores)
        const powers = scores.map((score) => Math.exp(score - most))
        const total = powers.reduce((sum, power) => sum + power, 0)
        for (const c of columns)
          row[c] = seen.reduce((sum, j, s) => sum + (powers[s]! / total) * at(j).v[j]![c]!, 0)
      }
      return row
    })
    const joined = slips.joinedByReshape ? withoutTranspose(averages, n, heads) : averages
    const output = times(joined, nested(wo))
    x = slips.noResidual ? output : plus(x, output)
  }
  return times(x, embedding[0]!.map((_, c) => embedding.map((row) => row[c]!))) // prettier-ignore
}

/** The prompt's rows as [heads, n, width of a head] read on as [n, width]. */
function withoutTranspose(rows: Matrix, n: number, heads: number): Matrix {
  const width = rows[0]!.length
  const headWidth = width / heads
  const flat: number[] = []
  for (let head = 0; head < heads; head++)
    for (let i = 0; i < n; i++) flat.push(...rows[i]!.slice(head * headWidth, (head + 1) * headWidth))
  return rows.map((row, i) => (i < n ? flat.slice(i * width, (i + 1) * width) : row))
}

const asTensor = (rows: Matrix): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'float32', Float32Array.from(rows.flat()))

export interface Logits {
  /** [n, V] */
  readonly prompt: NdArray
  /** [steps, V] */
  readonly steps: NdArray
}

/** A prompt of at least one token, and at least one token more. */
export function logitsOf(model: Model, prompt: readonly number[], more: readonly number[]): Logits {
  return parted(rowsOf(model, [...prompt, ...more], prompt.length), prompt.length)
}

const parted = (rows: Matrix, n: number): Logits => ({
  prompt: asTensor(rows.slice(0, n)),
  steps: asTensor(rows.slice(n)),
})

/** Wrong answers of one part, with words. */
export const mistakesOf = (
  part: keyof Logits,
  model: Model,
  prompt: readonly number[],
  more: readonly number[],
): Mistake[] =>
  SLIPS.map(({ says, slips }) => ({
    says,
    gives: () => parted(rowsOf(model, [...prompt, ...more], prompt.length, slips), prompt.length)[part],
  }))

const own = (i: number, j: number): boolean => j <= i

/** Slips that have words of their own, most telling first. */
const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'A step stands one position too far: after n tokens, the next has position n, counted from 0.',
    slips: { place: (i, n) => (i < n ? i : i + 1) },
  },
  {
    says: 'A step takes the position of the token before it: after n tokens, the next has position n, counted from 0.',
    slips: { place: (i, n) => (i < n ? i : i - 1) },
  },
  {
    says: 'Every step seems to stand at position 0: where it stands follows from what is in the cache.',
    slips: { place: (i, n) => (i < n ? i : 0) },
  },
  {
    says: 'Every step stands where the first one stood: the position does not move on with the cache.',
    slips: { place: (i, n) => Math.min(i, n) },
  },
  { says: 'No position is added: see the rows of positions.', slips: { place: () => Infinity } },
  {
    says: 'A step does not see its own position: its key and value belong to the cache before it looks.',
    slips: { sees: (i, j, n) => (i < n ? own(i, j) : j < i) },
  },
  {
    says: 'A step sees itself alone: what is in the cache is not used.',
    slips: { sees: (i, j, n) => (i < n ? own(i, j) : j === i) },
  },
  {
    says: 'A step sees the prompt and itself, and not the steps between: the cache does not grow.',
    slips: { sees: (i, j, n) => (i < n ? own(i, j) : j < n || j === i) },
  },
  {
    says: 'In the prompt a token sees what comes after it: prefill is causal too.',
    slips: { sees: (i, j, n) => (i < n ? j < n : own(i, j)) },
  },
  {
    says: 'Keys and values of every layer are made of the embeddings. Each layer makes them of its own input.',
    slips: { ofEmbeddings: true },
  },
  {
    says: 'All layers look into the cache of the first: each layer has keys and values of its own.',
    slips: { cacheOf: () => 0 },
  },
  { says: 'The products are not divided by anything: see the root under them.', slips: { scale: () => 1 } },
  { says: 'The products are divided by the width, not by its root.', slips: { scale: (width) => width } },
  {
    says: 'The products are divided by the root of the whole width; that of one head is meant.',
    slips: { scale: (_, width) => Math.sqrt(width) },
  },
  {
    says: 'The products are divided by the root of the number of keys; that of a head’s width is meant.',
    slips: { scale: (_, __, keys) => Math.sqrt(keys) },
  },
  {
    says: 'A layer’s output takes the place of its input: it is added to it.',
    slips: { noResidual: true },
  },
  {
    says: 'The heads of the prompt are joined by reshape alone, which mixes positions: transpose first.',
    slips: { joinedByReshape: true },
  },
]
