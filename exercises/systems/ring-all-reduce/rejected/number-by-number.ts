// rejected by: Twelve workers send no more than two · says: are enough
// Every number in a message of its own: as many bytes, and a hundred times the latency.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const { rank, size } = ring
  const sum = vector.slice()
  const exchange = async (k: number, merge: (mine: number, theirs: number) => number): Promise<void> => {
    const start = (i: number): number => Math.floor((((i % size) + size) % size) * (sum.length / size))
    const end = (i: number): number => Math.floor(((((i % size) + size) % size) + 1) * (sum.length / size))
    for (let i = start(k); i < end(k); i++) ring.send(sum.slice(i, i + 1))
    for (let i = start(k - 1); i < end(k - 1); i++) sum[i] = merge(sum[i]!, (await ring.receive())[0]!)
  }
  for (let step = 0; step < size - 1; step++) await exchange(rank - step, (mine, theirs) => mine + theirs)
  for (let step = 0; step < size - 1; step++) await exchange(rank + 1 - step, (_, theirs) => theirs)
  return sum
}
