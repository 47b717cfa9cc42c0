// rejected by: The caller overwrites the answer that it got · says: also kept somewhere
// Answers are kept for the next time, and the caller gets the very list that is kept.

export interface Index {
  /** For each word, how often it stands in each document that holds it. */
  postings: Map<string, Map<number, number>>
  lengths: number[]
  averageLength: number
  answers: Map<string, Hit[]>
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
  return { postings, lengths, averageLength, answers: new Map(), k1, b }
}

/** The k documents that score highest by BM25, the best first; of equal ones, the lower number first. */
export function search(
  { postings, lengths, averageLength, answers, k1, b }: Index,
  query: readonly string[],
  k: number,
): Hit[] {
  const key = JSON.stringify([query, k])
  const known = answers.get(key)
  if (known) return known
  const scores = new Map<number, number>()
  for (const word of new Set(query)) {
    const counts = postings.get(word)
    if (!counts) continue
    const idf = Math.log(1 + (lengths.length - counts.size + 0.5) / (counts.size + 0.5))
    for (const [document, count] of counts) {
      const norm = k1 * (1 - b + (b * lengths[document]!) / averageLength)
      const gain = (count * (k1 + 1)) / (count + norm)
      scores.set(document, (scores.get(document) ?? 0) + idf * gain)
    }
  }
  const hits = Array.from(scores, ([document, score]) => ({ document, score }))
    .sort((one, other) => other.score - one.score || one.document - other.document)
    .slice(0, k)
  answers.set(key, hits)
  return hits
}
