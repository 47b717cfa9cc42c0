// rejected by: The case by hand: four messages of one number from each worker · says: Whole vectors travel
// The sum grows on its way to the last worker, and comes back the same way round.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const { rank, size } = ring
  if (size === 1) return vector.slice()
  const before = rank === 0 ? new Float32Array(vector.length) : await ring.receive()
  let sum = vector.map((value, i) => value + before[i]!)
  ring.send(sum)
  if (rank < size - 1) sum = (await ring.receive()).slice()
  if (rank < size - 2) ring.send(sum)
  return sum
}
