// rejected by: Seventy thousand signatures · says: packed into 16 bits each
// A pair becomes one number by << and |, which have 32 bits and a sign.

/** A function of a shingle, to whole numbers from 0 to 2³² − 1. */
export type Hash = (shingle: string) => number

/** The distinct runs of k characters of a text, whatever its capitals and its spaces. */
export function shingles(text: string, k: number): string[] {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim()
  if (plain === '') return []
  // By code points: a string’s own units cut an emoji in half.
  const characters = Array.from(plain)
  // A text that is shorter than k is a run by itself.
  const places = Math.max(1, characters.length - k + 1)
  const runs = Array.from({ length: places }, (_, i) => characters.slice(i, i + k).join(''))
  return [...new Set(runs)]
}

/** For each hash function, the least hash of a shingle; Infinity where there is none. */
export function signature(shingles: readonly string[], hashes: readonly Hash[]): number[] {
  return hashes.map((hash) => shingles.reduce((least, shingle) => Math.min(least, hash(shingle)), Infinity))
}

/** An estimate of the Jaccard similarity of two sets of shingles: the share of places where their signatures agree. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  return one.filter((least, i) => least === other[i] && !isEmpty(one)).length / one.length
}

/** The pairs of signatures that agree in all rows of at least one band. */
export function candidatePairs(
  signatures: readonly (readonly number[])[],
  bands: number,
  rows: number,
): [number, number][] {
  if (signatures.some(({ length }) => length !== bands * rows))
    throw new RangeError(`${bands} bands of ${rows} rows need signatures of ${bands * rows} numbers.`)
  const pairs = new Set<number>()
  for (let band = 0; band < bands; band++) {
    const buckets = new Map<string, number[]>()
    for (const [post, signature] of signatures.entries()) {
      if (isEmpty(signature)) continue
      const key = signature.slice(band * rows, (band + 1) * rows).join()
      const bucket = buckets.get(key) ?? []
      for (const earlier of bucket) pairs.add((earlier << 16) | post)
      bucket.push(post)
      buckets.set(key, bucket)
    }
  }
  return [...pairs].sort((a, b) => a - b).map((pair) => [pair >>> 16, pair & 0xffff])
}

/** Whether it is the signature of no shingles. */
const isEmpty = ([first]: readonly number[]): boolean => first === Infinity
