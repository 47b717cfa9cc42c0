// A class; the best k are kept in order as candidates come by, and training stops when no label changes.
type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number
type Hit = { vector: number; distance: number }

/** The best so far, in order, at most `room` of them. */
class Best {
  readonly hits: Hit[] = []
  constructor(private readonly room: number) {}

  offer(vector: number, distance: number): void {
    let place = this.hits.length
    while (place > 0 && this.#isBehind(this.hits[place - 1]!, vector, distance)) place--
    if (place < this.room) this.hits.splice(place, 0, { vector, distance })
    if (this.hits.length > this.room) this.hits.pop()
  }

  #isBehind(hit: Hit, vector: number, distance: number): boolean {
    return hit.distance > distance || (hit.distance === distance && hit.vector > vector)
  }
}

class InvertedFile {
  #labels: number[] = []
  readonly #vectors: readonly number[][]
  readonly #centroids: number[][]
  readonly #lists: number[][]

  constructor(
    vectors: number[][],
    initial: number[][],
    iterations: number,
    private readonly distance: Distance,
  ) {
    this.#vectors = structuredClone(vectors)
    this.#centroids = structuredClone(initial)
    this.#assign()
    for (let i = 0; i < iterations; i++) {
      this.#move()
      if (!this.#assign()) break
    }
    this.#lists = this.#centroids.map((_, cell) =>
      this.#labels.flatMap((label, vector) => (label === cell ? [vector] : [])),
    )
  }

  #assign(): boolean {
    const before = this.#labels
    this.#labels = this.#vectors.map((vector) => this.#nearestCells(vector, 1)[0]!)
    return this.#labels.some((label, i) => label !== before[i])
  }

  #move(): void {
    for (const cell of this.#centroids.keys()) {
      const members = this.#vectors.filter((_, i) => this.#labels[i] === cell)
      if (members.length === 0) continue
      // The running mean: no sum is ever large.
      const mean = members[0]!.map(() => 0)
      members.forEach((member, i) => member.forEach((x, j) => (mean[j]! += (x - mean[j]!) / (i + 1))))
      this.#centroids[cell] = mean
    }
  }

  #nearestCells(point: number[], most: number): number[] {
    const best = new Best(most)
    this.#centroids.forEach((centroid, cell) => best.offer(cell, this.distance(point, centroid)))
    return best.hits.map(({ vector }) => vector)
  }

  search(query: number[], k: number, probes: number): Hit[] {
    const best = new Best(k)
    for (const cell of this.#nearestCells(query, probes))
      for (const vector of this.#lists[cell]!)
        best.offer(vector, this.distance(query, this.#vectors[vector]!))
    return best.hits
  }
}

export const build = async (...of: ConstructorParameters<typeof InvertedFile>) => new InvertedFile(...of)

export const search = async (index: InvertedFile, query: number[], k: number, probes: number) =>
  index.search(query, k, probes)
