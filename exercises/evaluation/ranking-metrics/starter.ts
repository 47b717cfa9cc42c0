export interface Query {
  /** Numbers of documents, best first. */
  retrieved: Int32Array
  /** The grade of every document of the collection, 0 to 5; above 0 is relevant. */
  grades: Int32Array
}

/** The gain of the first k results, discounted by rank, as a share of the best that was possible: 0 to 1. */
export function ndcg(retrieved: Int32Array, grades: Int32Array, k: number): number {
  throw new Error('ndcg is not written yet.')
}

/** Precision at the rank of each relevant result, averaged over all that are relevant: 0 to 1. */
export function averagePrecision(retrieved: Int32Array, grades: Int32Array): number {
  throw new Error('averagePrecision is not written yet.')
}

/** One over the rank of the first relevant result, or 0. */
export function reciprocalRank(retrieved: Int32Array, grades: Int32Array): number {
  throw new Error('reciprocalRank is not written yet.')
}

/** The means of the three over the queries that have something to find. */
export function evaluate(queries: readonly Query[], k: number): { ndcg: number; map: number; mrr: number } {
  throw new Error('evaluate is not written yet.')
}
