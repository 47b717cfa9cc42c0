// A class that holds the chunk in hand: it is passed on, and what comes back is merged and held in its place.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

class Worker {
  readonly #sum: Float32Array
  #held: number

  constructor(
    vector: Float32Array,
    private readonly ring: Ring,
  ) {
    this.#sum = new Float32Array(vector)
    this.#held = ring.rank
  }

  get sum(): Float32Array {
    return this.#sum
  }

  /** Passes the chunk in hand on, and takes the one before it. */
  async turn(merge: (mine: Float32Array, theirs: Float32Array) => void): Promise<void> {
    this.ring.send(this.#chunk())
    this.#held = this.#held === 0 ? this.ring.size - 1 : this.#held - 1
    merge(this.#chunk(), await this.ring.receive())
  }

  #chunk(): Float32Array {
    const edge = (k: number): number => Math.round((k * this.#sum.length) / this.ring.size)
    return this.#sum.subarray(edge(this.#held), edge(this.#held + 1))
  }
}

function add(mine: Float32Array, theirs: Float32Array): void {
  for (let i = mine.length; i-- > 0;) mine[i] = theirs[i]! + mine[i]!
}

export async function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const worker = new Worker(vector, ring)
  for (let turns = ring.size; turns > 1; turns--) await worker.turn(add)
  for (let turns = ring.size; turns > 1; turns--) await worker.turn((mine, theirs) => mine.set(theirs))
  return worker.sum
}
