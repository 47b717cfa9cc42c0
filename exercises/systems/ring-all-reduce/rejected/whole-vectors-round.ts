// rejected by: The case by hand: four messages of one number from each worker · says: Whole vectors travel
// Every vector visits every worker.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const sum = vector.slice()
  let passing = vector
  for (let step = 0; step < ring.size - 1; step++) {
    ring.send(passing)
    passing = await ring.receive()
    passing.forEach((value, i) => (sum[i]! += value))
  }
  return sum
}
