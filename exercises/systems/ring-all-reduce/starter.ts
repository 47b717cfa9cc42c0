/** What one worker sees of the ring. */
export interface Ring {
  /** This worker's number, 0 to size − 1. */
  rank: number
  /** How many workers there are. */
  size: number
  /** Sends a copy of these numbers to the next worker. The last one's next is worker 0. */
  send(numbers: Float32Array): void
  /** The next message from the worker before, in the order in which they were sent. It is yours to keep and to change. */
  receive(): Promise<Float32Array>
}

/**
 * What one worker does, so that in the end every worker has the sum of all their vectors.
 *
 * At most 2(n − 1) messages, of at most ⌈N / n⌉ numbers each.
 *
 * vector: this worker's N numbers; they stay as they are
 * returns the sum, N numbers, in an array of its own
 */
export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  throw new Error('ringAllReduce is not written yet.')
}
