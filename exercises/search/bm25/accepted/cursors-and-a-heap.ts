// Document at a time: one cursor for each word, and the best k so far, the worst of them in front.
interface Hit {
  document: number
  score: number
}

class Cursor {
  #at = 0
  constructor(
    readonly documents: number[],
    readonly counts: number[],
  ) {}

  get document(): number {
    return this.documents[this.#at] ?? Infinity
  }

  get count(): number {
    return this.counts[this.#at]!
  }

  advance(): void {
    this.#at++
  }
}

class InvertedIndex {
  readonly #words = new Map<string, { documents: number[]; counts: number[] }>()
  readonly #lengths: Uint32Array
  readonly #average: number

  constructor(
    documents: string[][],
    readonly k1: number,
    readonly b: number,
  ) {
    this.#lengths = Uint32Array.from(documents, (words) => words.length)
    this.#average = this.#lengths.reduce((a, c) => a + c, 0) / Math.max(1, documents.length)
    documents.forEach((words, document) => {
      const counts = new Map<string, number>()
      words.forEach((word) => counts.set(word, 1 + (counts.get(word) ?? 0)))
      counts.forEach((count, word) => {
        if (!this.#words.has(word)) this.#words.set(word, { documents: [], counts: [] })
        const entry = this.#words.get(word)!
        entry.documents.push(document)
        entry.counts.push(count)
      })
    })
  }

  search(query: string[], k: number): Hit[] {
    const cursors = [...new Set(query)].flatMap((word) => {
      const entry = this.#words.get(word)
      return entry ? [new Cursor(entry.documents, entry.counts)] : []
    })
    const best: Hit[] = []
    const isWorse = (x: Hit, y: Hit): boolean =>
      x.score < y.score || (x.score === y.score && x.document > y.document)
    for (;;) {
      const document = Math.min(...cursors.map((cursor) => cursor.document))
      if (document === Infinity) break
      let score = 0
      for (const cursor of cursors)
        if (cursor.document === document) {
          score += this.#weigh(cursor, document)
          cursor.advance()
        }
      const hit = { document, score }
      let place = best.length
      while (place > 0 && isWorse(best[place - 1]!, hit)) place--
      if (place < k) best.splice(place, 0, hit)
      if (best.length > k) best.pop()
    }
    return best
  }

  #weigh({ documents, count }: Cursor, document: number): number {
    const [n, holding] = [this.#lengths.length, documents.length]
    const idf = Math.log((n + 1) / (holding + 0.5))
    const length = this.#lengths[document]! / this.#average
    return (idf * count * (this.k1 + 1)) / (count + this.k1 * (1 + this.b * (length - 1)))
  }
}

export const buildIndex = async (documents: string[][], { k1 = 1.2, b = 0.75 } = {}) =>
  new InvertedIndex(documents, k1, b)

export const search = async (index: InvertedIndex, query: string[], k: number) => index.search(query, k)
