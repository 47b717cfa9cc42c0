// rejected by: All workers return the same bits · says: worked out once, in one order
// Every worker adds up by itself, beginning with its own vector.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const all = [vector]
  for (let step = 0; step < ring.size - 1; step++) {
    ring.send(all[step]!)
    all.push(await ring.receive())
  }
  return vector.map((_, i) => all.reduce((sum, other) => Math.fround(sum + other[i]!), 0))
}
