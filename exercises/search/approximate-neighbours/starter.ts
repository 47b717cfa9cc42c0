/** How far apart two points are, and it counts its calls. Symmetric, never negative; not always Euclidean. */
export type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number

/** What a search needs to know about the vectors. It is yours to design: nobody else looks inside. */
export interface Index {
  distance: Distance
}

/** A vector that was found. */
export interface Hit {
  /** Its number, from 0 on. */
  vector: number
  distance: number
}

/**
 * An inverted file: cells around centroids, and a list of the vectors in each.
 *
 * @param vectors [n][d]; there may be none
 * @param initial [c][d]: where the centroids begin, at least one
 * @param iterations how often to move them and assign anew
 */
export function build(
  vectors: number[][],
  initial: number[][],
  iterations: number,
  distance: Distance,
): Index {
  throw new Error('build is not written yet.')
}

/**
 * The k nearest of those vectors that are in the cells of the `probes` nearest centroids, the nearest first.
 *
 * @param query [d]
 * @param k how many to return; fewer where these cells hold fewer
 */
export function search(index: Index, query: number[], k: number, probes: number): Hit[] {
  throw new Error('search is not written yet.')
}
