// What people make of the candidates, each with the words that name it. Tried in this order.

import {
  agreed,
  bandsOf,
  isEmpty,
  type Pair,
  type PairSlips,
  pairsOf,
  same,
  type Signatures,
  sumOf,
  upTo,
} from './expected'

type Match = NonNullable<PairSlips['match']>

/** Two signatures are candidates if this makes the same of both, for one band at least. */
const byBands =
  (made: (band: readonly number[]) => string): Match =>
  (one, other, bands, rows) => {
    const others = bandsOf(other, bands, rows).map(made)
    return bandsOf(one, bands, rows).some((band, i) => made(band) === others[i])
  }
const strided = (signature: readonly number[], bands: number): number[][] =>
  upTo(bands).map((band) => signature.filter((_, i) => i % bands === band))

/** The pairs of each band by itself, made of the posts in each of its buckets. */
function bucketed(
  signatures: Signatures,
  bands: number,
  rows: number,
  pair: (bucket: number[]) => Pair[],
): Pair[] {
  return upTo(bands).flatMap((band) => {
    const buckets = new Map<string, number[]>()
    signatures.forEach((signature, post) => {
      if (isEmpty(signature)) return
      const key = bandsOf(signature, bands, rows)[band]!.join()
      buckets.set(key, [...(buckets.get(key) ?? []), post])
    })
    return [...buckets.values()].flatMap(pair)
  })
}
const allOf = (bucket: number[]): Pair[] =>
  bucket.flatMap((j, at) => bucket.slice(0, at).map((i): Pair => [i, j]))
/** As each band, and in it each post, finds them. */
const discovered = (signatures: Signatures, bands: number, rows: number): Pair[] =>
  upTo(bands).flatMap((band) => {
    const found = bucketed(
      signatures.map((one) => bandsOf(one, bands, rows)[band]!),
      1,
      rows,
      allOf,
    )
    return found.sort((a, b) => a[1] - b[1] || a[0] - b[0])
  })
const unique = (pairs: Pair[]): Pair[] => [...new Map(pairs.map((pair) => [pair.join(), pair])).values()]
const inOrder = (pairs: Pair[]): Pair[] => [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1])

/** Pairs that were one number for a while, of 16 bits for each of the two: by | with a sign and without one, and by +. */
export const packedIn16Bits = (pairs: readonly Pair[]): Pair[][] =>
  [
    ([i, j]: Pair) => (i << 16) | j,
    ([i, j]: Pair) => ((i << 16) | j) >>> 0,
    ([i, j]: Pair) => i * 2 ** 16 + j,
  ].flatMap((pack) => {
    const packed = pairs.map(pack).sort((a, b) => a - b)
    return [
      packed.map((one): Pair => [one >>> 16, one & 0xffff]),
      packed.map((one): Pair => [one >> 16, one & 0xffff]),
    ]
  })

type Gives = (signatures: Signatures, bands: number, rows: number) => Pair[]
const slipped =
  (slips: PairSlips): Gives =>
  (signatures, bands, rows) =>
    pairsOf(signatures, bands, rows, slips)

export const PAIR_MISTAKES: readonly { readonly says: string; readonly gives: Gives }[] = [
  {
    says: 'Posts without shingles seem to be candidates of each other. They are in no pair.',
    gives: slipped({ empties: true }),
  },
  { says: 'All bands seem to have to agree. One is enough.', gives: slipped({ match: same }) },
  {
    says: 'One number seems to be enough. All rows of a band have to agree.',
    gives: slipped({ match: (one, other) => agreed(one, other) > 0 }),
  },
  {
    says: 'Bands and rows seem to be exchanged.',
    gives: slipped({
      match: (one, other, bands, rows) =>
        bandsOf(one, rows, bands).some((band, i) => same(band, bandsOf(other, rows, bands)[i]!)),
    }),
  },
  {
    says: 'The numbers of a band seem to be taken from all over the signature. They are consecutive.',
    gives: slipped({
      match: (one, other, bands) =>
        strided(one, bands).some((band, i) => same(band, strided(other, bands)[i]!)),
    }),
  },
  {
    says: 'A band of one post seems to be compared with other bands of the other. Each band has buckets of its own.',
    gives: slipped({
      match: (one, other, bands, rows) =>
        bandsOf(one, bands, rows).some((band) =>
          bandsOf(other, bands, rows).some((another) => same(band, another)),
        ),
    }),
  },
  {
    says: 'Numbers seem to run together in the key of a band: 1, 23 is not 12, 3.',
    gives: slipped({ match: byBands((band) => band.join('')) }),
  },
  {
    says: 'The key of a band seems to be the sum of its numbers, which others have too.',
    gives: slipped({ match: byBands((band) => String(sumOf(band))) }),
  },
  {
    says: 'The order of the numbers in a band seems to be lost.',
    gives: slipped({ match: byBands((band) => [...band].sort((a, b) => a - b).join()) }),
  },
  {
    says: 'Only the first number of a band seems to count.',
    gives: slipped({ match: byBands(([first]) => String(first)) }),
  },
  {
    says: 'Only the first band seems to be looked at.',
    gives: (signatures, bands, rows) =>
      pairsOf(
        signatures.map((one) => one.slice(0, rows)),
        Math.min(1, bands),
        rows,
      ),
  },
  {
    says: 'The last band seems to be left out.',
    gives: (signatures, bands, rows) => pairsOf(signatures, bands - 1, rows),
  },
  {
    says: 'The numbers seem to be rounded to float32, which has 24 bits. They have 32.',
    gives: slipped({ match: byBands((band) => band.map(Math.fround).join()) }),
  },
  {
    says: 'Of the posts in a bucket, only neighbours seem to be paired. Every two of them are a pair.',
    gives: (signatures, bands, rows) =>
      inOrder(
        unique(
          bucketed(signatures, bands, rows, (bucket) =>
            bucket.slice(1).map((j, at): Pair => [bucket[at]!, j]),
          ),
        ),
      ),
  },
  {
    says: 'Of the posts in a bucket, only the first seems to be paired with the others. Every two of them are a pair.',
    gives: (signatures, bands, rows) =>
      inOrder(unique(bucketed(signatures, bands, rows, ([i, ...rest]) => rest.map((j): Pair => [i!, j])))),
  },
  {
    says: 'The pairs are in the order in which the bands find them. They should go by i, and then by j.',
    gives: (signatures, bands, rows) => unique(bucketed(signatures, bands, rows, allOf)),
  },
  {
    says: 'The pairs are in the order in which the bands find them. They should go by i, and then by j.',
    gives: (signatures, bands, rows) => unique(discovered(signatures, bands, rows)),
  },
  {
    says: 'A pair is listed once for each band in which it meets. Once is enough.',
    gives: (signatures, bands, rows) => inOrder(bucketed(signatures, bands, rows, allOf)),
  },
  {
    says: 'A pair is listed once for each band in which it meets. Once is enough.',
    gives: (signatures, bands, rows) => bucketed(signatures, bands, rows, allOf),
  },
  {
    says: 'A pair is listed once for each band in which it meets. Once is enough.',
    gives: (signatures, bands, rows) => discovered(signatures, bands, rows),
  },
  {
    says: 'The pairs are sorted as text: there "10" comes before "2".',
    gives: slipped({ then: (pairs) => pairs.sort() }),
  },
  {
    says: 'The pairs go by j first. They should go by i.',
    gives: slipped({ then: (pairs) => pairs.sort((a, b) => a[1] - b[1] || a[0] - b[0]) }),
  },
  {
    says: 'The larger number stands first in a pair. The smaller is wanted there.',
    gives: slipped({ then: (pairs) => pairs.map(([i, j]) => [j, i]) }),
  },
  {
    says: 'Each pair is listed both ways round. Once is enough, the smaller number first.',
    gives: slipped({
      then: (pairs) =>
        inOrder(
          pairs.flatMap(([i, j]): Pair[] => [
            [i, j],
            [j, i],
          ]),
        ),
    }),
  },
  {
    says: 'A post seems to be paired with itself.',
    gives: (signatures, bands, rows) =>
      inOrder([...pairsOf(signatures, bands, rows), ...signatures.map((_, i): Pair => [i, i])]),
  },
]
