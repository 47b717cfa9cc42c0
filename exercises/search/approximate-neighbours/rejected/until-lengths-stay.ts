// rejected by: The iterations go on for as long as vectors change places · says: when the lists keep their lengths
// Stops when no list has changed its length, though vectors may have changed places.

export type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number

export interface Hit {
  vector: number
  distance: number
}

export interface Index {
  vectors: number[][]
  centroids: number[][]
  /** For each centroid, the numbers of the vectors that it is nearest to. */
  cells: number[][]
  distance: Distance
}

/** An inverted file: Lloyd's iterations from the initial centroids, and a list of vectors for each cell at the end. */
export function build(
  vectors: readonly (readonly number[])[],
  initial: readonly (readonly number[])[],
  iterations: number,
  distance: Distance,
): Index {
  const copies = vectors.map((vector) => [...vector])
  let centroids = initial.map((centroid) => [...centroid])
  let cells = cellsOf(copies, centroids, distance)
  for (let iteration = 0; iteration < iterations; iteration++) {
    centroids = centroids.map((centroid, cell) => {
      const members = cells[cell]!.map((vector) => copies[vector]!)
      return members.length > 0 ? meanOf(members) : centroid
    })
    const next = cellsOf(copies, centroids, distance)
    const isSettled = next.every((cell, i) => cell.length === cells[i]!.length)
    cells = next
    if (isSettled) break
  }
  return { vectors: copies, centroids, cells, distance }
}

/** The k nearest of the vectors in the cells of the nearest centroids. */
export function search(
  { vectors, centroids, cells, distance }: Index,
  query: readonly number[],
  k: number,
  probes: number,
): Hit[] {
  const distanceTo = (point: number[]): number => distance(query, point)
  const probed = nearest([...centroids.keys()], probes, (cell) => distanceTo(centroids[cell]!))
  const candidates = probed.flatMap(({ vector: cell }) => cells[cell]!)
  return nearest(candidates, k, (vector) => distanceTo(vectors[vector]!))
}

function cellsOf(
  vectors: readonly number[][],
  centroids: readonly number[][],
  distance: Distance,
): number[][] {
  const cells = centroids.map((): number[] => [])
  const all = [...centroids.keys()]
  for (const [i, vector] of vectors.entries()) {
    const [own] = nearest(all, 1, (cell) => distance(vector, centroids[cell]!))
    cells[own!.vector]!.push(i)
  }
  return cells
}

/** Those of least distance, in order; of equal ones, the lower number first. */
function nearest(numbers: readonly number[], most: number, distanceTo: (number: number) => number): Hit[] {
  return numbers
    .map((number) => ({ vector: number, distance: distanceTo(number) }))
    .sort((one, other) => one.distance - other.distance || one.vector - other.vector)
    .slice(0, most)
}

const meanOf = (members: readonly number[][]): number[] =>
  members[0]!.map((_, j) => members.reduce((sum, member) => sum + member[j]!, 0) / members.length)
