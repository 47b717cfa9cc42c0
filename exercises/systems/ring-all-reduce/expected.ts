// The sum of all vectors, and what workers end up with when one step of the ring is taken wrong.

type Vectors = readonly Float32Array[]

/** Element by element, in double precision. */
export const sumOf = (vectors: Vectors): Float32Array =>
  vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0))

/** A step that is often taken otherwise. */
export interface Slips {
  /** How many steps are left out of the first phase. */
  readonly fewerReduces?: number
  /** How many steps are left out of the second phase; Infinity for all. */
  readonly fewerGathers?: number
  /** What arrives in the first phase replaces. */
  readonly replaceInReduce?: boolean
  /** What arrives in the second phase is added. */
  readonly addInGather?: boolean
  /** The chunk, beside the worker's rank, that the second phase begins with. 1 is right. */
  readonly gatherFrom?: number
  /** Chunks of ⌊N / n⌋, and what is left over is in none. */
  readonly restForgotten?: boolean
  /** Bounds are k times the rounded N / n, so that the last one may lie below N. */
  readonly quotientFirst?: boolean
  readonly mean?: boolean
}

/** What each worker returns. All of them take each step at the same time. */
export function ringWith(vectors: Vectors, slips: Slips): Float32Array[] {
  const n = vectors.length
  const held = vectors.map((vector) => vector.slice())
  const length = held[0]!.length
  const start = (k: number): number => {
    if (slips.restForgotten) return k * Math.floor(length / n)
    return Math.floor(slips.quotientFirst ? k * (length / n) : (k * length) / n)
  }
  const chunk = (worker: number, k: number): Float32Array => {
    const index = ((k % n) + n) % n
    return held[worker]!.subarray(start(index), start(index + 1))
  }
  const step = (sends: (worker: number) => number, add: boolean): void => {
    const messages = held.map((_, worker) => chunk(worker, sends(worker)).slice())
    for (let worker = 0; worker < n; worker++) {
      const before = (worker + n - 1) % n
      const mine = chunk(worker, sends(before))
      messages[before]!.forEach((value, i) => (mine[i] = add ? mine[i]! + value : value))
    }
  }
  const { fewerReduces = 0, fewerGathers = 0, gatherFrom = 1 } = slips
  for (let s = 0; s < n - 1 - fewerReduces; s++) step((worker) => worker - s, !slips.replaceInReduce)
  for (let s = 0; s < n - 1 - fewerGathers; s++)
    step((worker) => worker + gatherFrom - s, slips.addInGather ?? false)
  return slips.mean ? held.map((vector) => vector.map((value) => value / n)) : held
}

/** Slips that have words of their own. */
export const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  { says: 'This is the mean. The sum is wanted.', slips: { mean: true } },
  {
    says: 'Only one chunk is complete on each worker: the complete ones must go round as well.',
    slips: { fewerGathers: Infinity },
  },
  {
    says: 'Complete sums seem to be added to what is there. In the second phase what arrives takes the old one’s place.',
    slips: { addInGather: true },
  },
  {
    // The same numbers as with `gatherFrom: 0`.
    says: 'No sum arrives, but one worker’s own numbers: the first phase does not add, or the second begins with a chunk that is not complete.',
    slips: { replaceInReduce: true },
  },
  {
    says: 'What is left over when N is divided by n is in no chunk, and is not summed.',
    slips: { restForgotten: true },
  },
  {
    says: 'The last number is in no chunk: N / n is rounded, so k · (N / n) may end just below N. Multiply first: k · N / n.',
    slips: { quotientFirst: true },
  },
  {
    says: 'The first phase seems to be a step short: it takes n − 1 for a chunk to meet all workers.',
    slips: { fewerReduces: 1, gatherFrom: 2 },
  },
  {
    says: 'The first phase seems to be a step short: it takes n − 1 for a chunk to meet all workers.',
    slips: { fewerReduces: 1 },
  },
  {
    says: 'The second phase seems to be a step short: it takes n − 1 for a chunk to reach all workers.',
    slips: { fewerGathers: 1 },
  },
]
