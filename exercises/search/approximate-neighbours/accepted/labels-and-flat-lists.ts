// Typed arrays throughout: labels first, then all lists in one array, cell after cell, with where each begins.
type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number

export function build(vectors: number[][], initial: number[][], iterations: number, distance: Distance) {
  const [n, c, d] = [vectors.length, initial.length, initial[0]!.length]
  const data = Float64Array.from(vectors.flat())
  const centres = Float64Array.from(initial.flat())
  const labels = new Uint32Array(n)
  const row = (table: Float64Array, i: number) => table.subarray(i * d, i * d + d)
  const assign = () => {
    for (let i = 0; i < n; i++) {
      let least = Infinity
      for (let cell = 0; cell < c; cell++) {
        const far = distance(row(centres, cell), row(data, i))
        if (far < least) {
          least = far
          labels[i] = cell
        }
      }
    }
  }
  assign()
  for (let left = iterations; left > 0; left--) {
    const sums = new Float64Array(c * d)
    const counts = new Uint32Array(c)
    labels.forEach((cell, i) => {
      counts[cell]!++
      for (let j = 0; j < d; j++) sums[cell * d + j]! += data[i * d + j]!
    })
    counts.forEach((count, cell) => {
      if (count > 0) for (let j = 0; j < d; j++) centres[cell * d + j] = sums[cell * d + j]! / count
    })
    assign()
  }
  const begins = new Uint32Array(c + 1)
  for (const cell of labels) begins[cell + 1]!++
  for (let cell = 0; cell < c; cell++) begins[cell + 1]! += begins[cell]!
  const next = begins.slice()
  const lists = new Uint32Array(n)
  labels.forEach((cell, i) => (lists[next[cell]!++] = i))
  return { c, row, data, centres, lists, begins, distance }
}

export function search(
  { c, row, data, centres, lists, begins, distance }: ReturnType<typeof build>,
  query: number[],
  k: number,
  probes: number,
) {
  const far = Float64Array.from({ length: c }, (_, cell) => distance(row(centres, cell), query))
  const cells = Array.from(far.keys()).sort((a, b) => far[a]! - far[b]! || a - b)
  const hits: { vector: number; distance: number }[] = []
  for (const cell of cells.slice(0, probes))
    for (const vector of lists.subarray(begins[cell], begins[cell + 1]))
      hits.push({ vector, distance: distance(row(data, vector), query) })
  hits.sort((a, b) => (a.distance === b.distance ? a.vector - b.vector : a.distance - b.distance))
  hits.length = Math.min(hits.length, k)
  return hits
}
