// rejected by: Lengths that are no multiple of the number of workers · says: The last number is in no chunk
// 7 · (61 / 7) is 60.99… in floating point.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const { rank, size } = ring
  const sum = vector.slice()
  const chunk = (k: number): Float32Array => {
    const index = (k + size) % size
    const start = (i: number): number => Math.floor(i * (sum.length / size))
    return sum.subarray(start(index), start(index + 1))
  }
  for (let step = 0; step < size - 1; step++) {
    ring.send(chunk(rank - step))
    const mine = chunk(rank - step - 1)
    const theirs = await ring.receive()
    theirs.forEach((value, i) => (mine[i]! += value))
  }
  for (let step = 0; step < size - 1; step++) {
    ring.send(chunk(rank + 1 - step))
    chunk(rank - step).set(await ring.receive())
  }
  return sum
}
