/** What a search needs to know about a collection. It is yours to design: nobody else looks inside. */
export interface Index {
  /** How many documents there are. */
  size: number
}

/** A document that was found. */
export interface Hit {
  /** Its number, from 0 on. */
  document: number
  score: number
}

/**
 * Whatever a search needs to know about the collection, computed once.
 *
 * @param documents the words of each document; any of them may be empty, and so may the collection
 * @param options.k1 how slowly repeated words saturate, 0 or more; 1.2 when absent
 * @param options.b how much a document's length matters, 0 to 1; 0.75 when absent
 */
export function buildIndex(documents: string[][], options: { k1?: number; b?: number } = {}): Index {
  throw new Error('buildIndex is not written yet.')
}

/**
 * The k documents that score highest for the query by BM25, the best first; of equal ones, the lower number first.
 *
 * @param query words, perhaps repeated, perhaps none
 * @param k how many to return; fewer where fewer documents hold a word of the query
 */
export function search(index: Index, query: string[], k: number): Hit[] {
  throw new Error('search is not written yet.')
}
