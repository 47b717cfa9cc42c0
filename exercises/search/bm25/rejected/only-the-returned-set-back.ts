// rejected by: The same search gives the same answer again · says: leave anything behind
// Only the scores of what is returned are set back: those that k cuts off are left for the next search.

export interface Index {
  /** For each word, how often it stands in each document that holds it. */
  postings: Map<string, Map<number, number>>
  lengths: number[]
  averageLength: number
  scores: Map<number, number>
  k1: number
  b: number
}

export interface Hit {
  document: number
  score: number
}

/** An inverted index: by word, the documents that hold it. */
export function buildIndex(
  documents: readonly (readonly string[])[],
  { k1 = 1.2, b = 0.75 }: { k1?: number; b?: number } = {},
): Index {
  const postings = new Map<string, Map<number, number>>()
  documents.forEach((words, document) => {
    for (const word of words) {
      const counts = postings.get(word) ?? new Map<number, number>()
      counts.set(document, (counts.get(document) ?? 0) + 1)
      postings.set(word, counts)
    }
  })
  const lengths = documents.map((words) => words.length)
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  return { postings, lengths, averageLength, scores: new Map(), k1, b }
}

/** The k documents that score highest by BM25, the best first; of equal ones, the lower number first. */
export function search(
  { postings, lengths, averageLength, scores, k1, b }: Index,
  query: readonly string[],
  k: number,
): Hit[] {
  const found = new Set<number>()
  for (const word of new Set(query)) {
    const counts = postings.get(word)
    if (!counts) continue
    const idf = Math.log(1 + (lengths.length - counts.size + 0.5) / (counts.size + 0.5))
    for (const [document, count] of counts) {
      const norm = k1 * (1 - b + (b * lengths[document]!) / averageLength)
      const gain = (count * (k1 + 1)) / (count + norm)
      found.add(document)
      scores.set(document, (scores.get(document) ?? 0) + idf * gain)
    }
  }
  const hits = Array.from(found, (document) => ({ document, score: scores.get(document)! }))
    .sort((one, other) => other.score - one.score || one.document - other.document)
    .slice(0, k)
  for (const { document } of hits) scores.delete(document)
  return hits
}
