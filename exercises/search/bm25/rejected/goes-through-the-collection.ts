// rejected by: Twenty thousand documents, ten thousand queries · says: still computing
// Every search looks at every document.

interface Index {
  counts: Map<string, number>[]
  lengths: number[]
  average: number
  k1: number
  b: number
}

export function buildIndex(documents: string[][], { k1 = 1.2, b = 0.75 } = {}): Index {
  const counts = documents.map((words) => {
    const count = new Map<string, number>()
    for (const word of words) count.set(word, (count.get(word) ?? 0) + 1)
    return count
  })
  const lengths = documents.map((words) => words.length)
  const average = lengths.reduce((sum, length) => sum + length, 0) / documents.length
  return { counts, lengths, average, k1, b }
}

export function search({ counts, lengths, average, k1, b }: Index, query: string[], k: number) {
  const words = [...new Set(query)]
  const weights = words.map((word) => {
    const holding = counts.filter((count) => count.has(word)).length
    return Math.log(1 + (counts.length - holding + 0.5) / (holding + 0.5))
  })
  return counts
    .map((count, document) => {
      const score = words.reduce((sum, word, i) => {
        const f = count.get(word) ?? 0
        return (
          sum + (weights[i]! * f * (k1 + 1)) / (f + k1 * (1 - b + (b * lengths[document]!) / average) || 1)
        )
      }, 0)
      return { document, score }
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.document - other.document)
    .slice(0, k)
}
