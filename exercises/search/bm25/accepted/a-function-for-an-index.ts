// The index is the search itself, closed over what it needs.
type Hit = { document: number; score: number }
type Index = (query: string[], k: number) => Hit[]

export function buildIndex(documents: string[][], { k1 = 1.2, b = 0.75 } = {}): Index {
  const n = documents.length
  const lengths = documents.map(({ length }) => length)
  const total = lengths.reduce((x, y) => x + y, 0)
  const relative = lengths.map((length) => (length * n) / total)
  const weights = new Map<string, Map<number, number>>()
  documents.forEach((document, i) => {
    for (const word of new Set(document)) {
      if (!weights.has(word)) weights.set(word, new Map())
      const count = document.filter((other) => other === word).length
      weights.get(word)!.set(i, (count * (k1 + 1)) / (count + k1 * (1 - b) + k1 * b * relative[i]!))
    }
  })

  return (query, k) => {
    const known = [...new Set(query)].filter((word) => weights.has(word))
    const candidates = new Set(known.flatMap((word) => [...weights.get(word)!.keys()]))
    const idf = (word: string) => {
      const holding = weights.get(word)!.size
      return Math.log(1 + (n - holding + 0.5) / (holding + 0.5))
    }
    const scoreOf = (document: number) =>
      known.reduce((sum, word) => sum + idf(word) * (weights.get(word)!.get(document) ?? 0), 0)
    return [...candidates]
      .map((document) => ({ document, score: scoreOf(document) }))
      .sort((x, y) => (x.score === y.score ? x.document - y.document : y.score - x.score))
      .slice(0, k)
  }
}

export const search = (index: Index, query: string[], k: number): Hit[] => index(query, k)
