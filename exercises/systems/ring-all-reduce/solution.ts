/** What one worker sees of the ring: it sends to the next worker, and receives from the one before. */
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

/** The sum of all workers' vectors, on each of them. */
export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const { rank, size } = ring
  const sum = vector.slice()
  /** A view of chunk k, counted round the ring. */
  const chunk = (k: number): Float32Array => {
    const index = (k + size) % size
    const start = (i: number): number => Math.floor((i * sum.length) / size)
    return sum.subarray(start(index), start(index + 1))
  }

  // Reduce-scatter: what was added to in one step travels on in the next, and has been everywhere after the last.
  for (let step = 0; step < size - 1; step++) {
    ring.send(chunk(rank - step))
    const mine = chunk(rank - step - 1)
    const theirs = await ring.receive()
    theirs.forEach((value, i) => (mine[i]! += value))
  }

  // All-gather: the chunk after this worker's number is complete here, and goes round.
  for (let step = 0; step < size - 1; step++) {
    ring.send(chunk(rank + 1 - step))
    chunk(rank - step).set(await ring.receive())
  }
  return sum
}
