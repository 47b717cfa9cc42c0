// One slot for every document, impacts computed when the index is built, and a table without a prototype.
type Index = { impacts: Record<string, [number, number][]>; n: number }

export function buildIndex(documents: string[][], options?: { k1?: number; b?: number }): Index {
  const k1 = options?.k1 ?? 1.2
  const b = options?.b ?? 0.75
  const n = documents.length
  let total = 0
  for (const document of documents) total += document.length
  const impacts: Record<string, [number, number][]> = Object.create(null)
  for (let i = 0; i < n; i++) {
    for (const word of documents[i]!) {
      const list = (impacts[word] ??= [])
      const last = list[list.length - 1]
      if (last && last[0] === i) last[1]++
      else list.push([i, 1])
    }
  }
  for (const word in impacts) {
    const list = impacts[word]!
    const idf = Math.log1p((n - list.length + 0.5) / (list.length + 0.5))
    for (const entry of list) {
      const length = documents[entry[0]]!.length
      const k = k1 * (1 - b + (b * length * n) / total)
      entry[1] = (idf * entry[1] * (k1 + 1)) / (entry[1] + k)
    }
  }
  return { impacts, n }
}

export function search(index: Index, query: string[], k: number) {
  const scores = new Float64Array(index.n)
  const done = new Set<string>()
  for (const word of query) {
    if (done.has(word)) continue
    done.add(word)
    for (const [document, impact] of index.impacts[word] ?? []) scores[document]! += impact
  }
  const found: number[] = []
  for (let i = 0; i < index.n; i++) if (scores[i]! > 0) found.push(i)
  // The sort is stable, and the documents come in the order of their numbers.
  found.sort((x, y) => scores[y]! - scores[x]!)
  return found.slice(0, k).map((document) => ({ document, score: scores[document]! }))
}
