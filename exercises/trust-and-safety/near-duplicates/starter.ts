/** A function of a shingle, to whole numbers from 0 to 2³² − 1. */
export type Hash = (shingle: string) => number

/**
 * The distinct runs of k characters of a text, whatever its capitals and its spaces.
 *
 * returns each once, in any order; the whole text if it is shorter, and none if it is empty
 */
export function shingles(text: string, k: number): string[] {
  throw new Error('shingles is not written yet.')
}

/**
 * For each hash function, the least hash of a shingle.
 *
 * returns as many numbers as there are functions, all of them Infinity where there is no shingle
 */
export function signature(shingles: string[], hashes: Hash[]): number[] {
  throw new Error('signature is not written yet.')
}

/** An estimate of the Jaccard similarity of two posts from their signatures, which are of the same length. */
export function similarity(one: number[], other: number[]): number {
  throw new Error('similarity is not written yet.')
}

/**
 * The pairs of posts whose signatures agree in all rows of at least one band.
 *
 * signatures: each of bands · rows numbers; otherwise an error is thrown
 * returns [i, j] with i < j, each pair once, in order
 */
export function candidatePairs(signatures: number[][], bands: number, rows: number): [number, number][] {
  throw new Error('candidatePairs is not written yet.')
}
