// Zeros at the end make all chunks equally long; one loop takes both phases.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

export const ringAllReduce = async (
  vector: Float32Array,
  { rank, size: n, send, receive }: Ring,
): Promise<Float32Array> => {
  const width = Math.ceil(vector.length / n)
  const padded = new Float32Array(width * n)
  padded.set(vector)
  let at = rank
  for (let step = 1; step <= 2 * (n - 1); step++) {
    send(padded.subarray(at * width, (at + 1) * width))
    at = (at + n - 1) % n
    const message = await receive()
    for (let i = 0; i < width; i++) {
      const place = at * width + i
      padded[place] = step < n ? padded[place]! + message[i]! : message[i]!
    }
  }
  return padded.slice(0, vector.length)
}
