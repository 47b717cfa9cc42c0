// The index is the search itself; cells are objects that hold their centroid and their vectors.
type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number
type Hit = { vector: number; distance: number }
type Index = (query: number[], k: number, probes: number) => Hit[]
type Cell = { centre: number[]; members: { vector: number; point: number[] }[] }

export function build(
  vectors: number[][],
  initial: number[][],
  iterations: number,
  distance: Distance,
): Index {
  const all = vectors.map((point, vector) => ({ vector, point: point.slice() }))

  const filled = (centres: number[][]): Cell[] => {
    const cells = centres.map((centre): Cell => ({ centre, members: [] }))
    for (const entry of all) {
      const distances = cells.map(({ centre }) => distance(entry.point, centre))
      const own = distances.reduce((best, far, cell) => (far < distances[best]! ? cell : best), 0)
      cells[own]!.members.push(entry)
    }
    return cells
  }
  const middle = ({ centre, members }: Cell): number[] =>
    members.length === 0
      ? centre
      : centre.map((_, j) => members.reduce((sum, { point }) => sum + point[j]! / members.length, 0))

  const cells = Array.from({ length: iterations }).reduce<Cell[]>(
    (before) => filled(before.map(middle)),
    filled(initial.map((centre) => centre.slice())),
  )

  return (query, k, probes) =>
    cells
      .map((cell) => ({ cell, far: distance(query, cell.centre) }))
      .sort((a, b) => a.far - b.far)
      .slice(0, probes)
      .flatMap(({ cell }) => cell.members)
      .map(({ vector, point }) => ({ vector, distance: distance(query, point) }))
      .sort((a, b) => a.distance - b.distance || a.vector - b.vector)
      .slice(0, k)
}

export const search = (index: Index, query: number[], k: number, probes: number) => index(query, k, probes)
