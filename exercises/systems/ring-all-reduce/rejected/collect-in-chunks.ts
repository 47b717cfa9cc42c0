// rejected by: The case by hand: four messages of one number from each worker · says: are enough
// Collected at the last worker and handed out from there, in chunks: one more for each phase than it takes.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const { rank, size } = ring
  const sum = vector.slice()
  if (size === 1) return sum
  const chunks = Array.from({ length: size }, (_, k) =>
    sum.subarray(Math.floor((k * sum.length) / size), Math.floor(((k + 1) * sum.length) / size)),
  )
  for (const chunk of chunks) {
    if (rank > 0) (await ring.receive()).forEach((value, i) => (chunk[i]! += value))
    ring.send(chunk)
  }
  for (const chunk of chunks) {
    if (rank === size - 1) continue
    chunk.set(await ring.receive())
    if (rank < size - 2) ring.send(chunk)
  }
  return sum
}
