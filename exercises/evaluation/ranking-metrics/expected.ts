// The measures once more, each with the ways in which people take it otherwise.

export interface Query {
  readonly retrieved: Int32Array
  readonly grades: Int32Array
}

export interface Slips {
  readonly gain?: (grade: number) => number
  /** By the rank, from 1. */
  readonly discount?: (rank: number) => number
  /** Which grades the best possible list is made of. */
  readonly idealOf?: 'retrieved' | 'all ranks'
  readonly notNormalised?: boolean
  readonly countTwice?: boolean
  /** What average precision divides by. */
  readonly over?: 'found' | 'retrieved'
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function listed({ retrieved, grades }: Query, countTwice = false): number[] {
  const ranks = Array.from(retrieved)
  return ranks.map((document, i) => (countTwice || ranks.indexOf(document) === i ? grades[document]! : 0))
}

export function ndcgOf(query: Query, k: number, slips: Slips = {}): number {
  const { gain = (grade) => 2 ** grade - 1, discount = (rank) => Math.log2(rank + 1) } = slips
  const dcg = (grades: readonly number[], ranks: number): number =>
    sum(grades.slice(0, ranks).map((grade, i) => gain(grade) / discount(i + 1)))
  const got = listed(query, slips.countTwice)
  const pool = slips.idealOf === 'retrieved' ? got : Array.from(query.grades)
  const ideal = dcg(
    [...pool].sort((a, b) => b - a),
    slips.idealOf === 'all ranks' ? Infinity : k,
  )
  if (slips.notNormalised) return dcg(got, k)
  return ideal === 0 ? 0 : dcg(got, k) / ideal
}

export function averagePrecisionOf(query: Query, slips: Slips = {}): number {
  const got = listed(query, slips.countTwice)
  const hits = got.flatMap((grade, i) => (grade > 0 ? [i + 1] : []))
  const relevant = query.grades.filter((grade) => grade > 0).length
  const over = slips.over === 'found' ? hits.length : slips.over === 'retrieved' ? got.length : relevant
  return over === 0 ? 0 : sum(hits.map((rank, i) => (i + 1) / rank)) / over
}

export function reciprocalRankOf(query: Query, countTwice = false): number {
  const rank = listed(query, countTwice).findIndex((grade) => grade > 0) + 1
  return rank === 0 ? 0 : 1 / rank
}
