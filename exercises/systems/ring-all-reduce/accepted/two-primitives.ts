// Reduce-scatter and all-gather as functions of their own, on a list of chunks; a receive is posted before each send.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

/** The first chunks get one number more where it does not come out even. */
function cut(vector: Float32Array, parts: number): Float32Array[] {
  const chunks: Float32Array[] = []
  let start = 0
  for (let k = 0; k < parts; k++) {
    const length = Math.floor(vector.length / parts) + (k < vector.length % parts ? 1 : 0)
    chunks.push(vector.slice(start, start + length))
    start += length
  }
  return chunks
}

function joined(chunks: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length)
  let start = 0
  for (const chunk of chunks) {
    whole.set(chunk, start)
    start += chunk.length
  }
  return whole
}

async function exchange(ring: Ring, numbers: Float32Array): Promise<Float32Array> {
  const pending = ring.receive()
  ring.send(numbers)
  return pending
}

/** Afterwards the chunk of this worker's own number is complete. */
async function reduceScatter(chunks: Float32Array[], ring: Ring): Promise<void> {
  const { rank, size } = ring
  for (let ahead = 1; ahead < size; ahead++) {
    const received = await exchange(ring, chunks[(rank - ahead + size) % size]!)
    const mine = (rank - ahead - 1 + 2 * size) % size
    chunks[mine] = chunks[mine]!.map((value, i) => value + received[i]!)
  }
}

async function allGather(chunks: Float32Array[], ring: Ring): Promise<void> {
  const { rank, size } = ring
  for (let behind = 0; behind < size - 1; behind++) {
    const received = await exchange(ring, chunks[(rank - behind + size) % size]!)
    chunks[(rank - behind - 1 + size) % size] = received
  }
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const chunks = cut(vector, ring.size)
  await reduceScatter(chunks, ring)
  await allGather(chunks, ring)
  return joined(chunks, vector.length)
}
