// A ring of workers that all run your function at the same time, and a count of what goes over its links.

/** What one worker sees of the ring. */
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

/** Your module. */
export interface Candidate {
  ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array>
}

/** What went over the link that leads away from a worker. */
export interface Traffic {
  messages: number
  numbers: number
  /** The numbers in the longest message. */
  longest: number
}

export interface Outcome {
  /** What each worker returned, call by call: [calls][workers]. */
  sums: Float32Array[][]
  traffic: Traffic[]
  /** Messages that nobody received. */
  unread: number
  /** Workers whose own vector is no longer what it was. */
  changed: number[]
  /** Workers that returned the memory of their own vector. */
  shared: number[]
}

/** Hears of each message as it is sent: who sent it, and how many this worker had sent before. */
export type Listener = (worker: number, message: number, numbers: Float32Array) => void

/**
 * Runs a ring. `calls` has the workers' vectors for each call, [calls][workers]: a worker that is through with one call begins
 * the next at once, over the same ring.
 */
export async function run(
  { ringAllReduce }: Candidate,
  calls: readonly (readonly Float32Array[])[],
  listen?: Listener,
): Promise<Outcome> {
  const size = calls[0]!.length
  // Link r leads from worker r to the next.
  const links = Array.from(
    { length: size },
    (_, rank) => new Link((message, numbers) => listen?.(rank, message, numbers)),
  )
  const before = calls.map((vectors) => vectors.map((vector) => vector.slice()))
  const outcome: Outcome = { sums: calls.map(() => []), traffic: [], unread: 0, changed: [], shared: [] }
  let working = size

  const work = async (rank: number): Promise<void> => {
    const [out, into] = [links[rank]!, links[(rank + size - 1) % size]!]
    const ring: Ring = {
      ...{ rank, size },
      send: (numbers) => out.send(numbers),
      receive: () => into.receive(),
    }
    try {
      for (const [call, vectors] of calls.entries()) {
        const sum: unknown = await ringAllReduce(vectors[rank]!, ring)
        if (!(sum instanceof Float32Array))
          throw new Error('ringAllReduce must return a promise of a Float32Array.')
        if (sum.buffer === vectors[rank]!.buffer) outcome.shared.push(rank)
        outcome.sums[call]![rank] = sum
      }
    } finally {
      working--
    }
  }
  const workers = Promise.all(Array.from({ length: size }, (_, rank) => work(rank)))
  await Promise.race([workers, standstill(links, () => working)])

  outcome.traffic = links.map(({ traffic }) => traffic)
  outcome.unread = links.reduce((sum, link) => sum + link.waiting, 0)
  outcome.changed = links.flatMap((_, rank) =>
    calls.some((vectors, call) =>
      vectors[rank]!.some((value, i) => !Object.is(value, before[call]![rank]![i])),
    )
      ? [rank]
      : [],
  )
  return outcome
}

/** A ring whose vectors are parts of larger arrays, from one place to another, in the memory of those. */
export const runOnParts = (
  candidate: Candidate,
  arrays: readonly Float32Array[],
  from: number,
  to: number,
): Promise<Outcome> => run(candidate, [arrays.map((array) => array.subarray(from, to))])

/** Two rings at the same time. */
export const together = (
  candidate: Candidate,
  one: readonly Float32Array[],
  other: readonly Float32Array[],
): Promise<Outcome[]> => Promise.all([run(candidate, [one]), run(candidate, [other])])

/** From one worker to the next: messages wait in the order in which they were sent. */
class Link {
  readonly traffic: Traffic = { messages: 0, numbers: 0, longest: 0 }
  readonly #messages: Float32Array[] = []
  readonly #receivers: ((message: Float32Array) => void)[] = []

  constructor(private readonly listen: (message: number, numbers: Float32Array) => void) {}

  /** Messages that nobody has received yet. */
  get waiting(): number {
    return this.#messages.length
  }

  get isAwaited(): boolean {
    return this.#receivers.length > 0
  }

  send(numbers: unknown): void {
    if (!(numbers instanceof Float32Array)) throw new Error('send takes a Float32Array.')
    this.listen(this.traffic.messages, numbers)
    this.traffic.messages++
    this.traffic.numbers += numbers.length
    this.traffic.longest = Math.max(this.traffic.longest, numbers.length)
    this.#messages.push(numbers.slice())
    this.#deliver()
  }

  receive(): Promise<Float32Array> {
    return new Promise((resolve) => {
      this.#receivers.push(resolve)
      this.#deliver()
    })
  }

  #deliver(): void {
    while (this.#messages.length > 0 && this.#receivers.length > 0)
      this.#receivers.shift()!(this.#messages.shift()!)
  }
}

const LOOK_EVERY = 20 // milliseconds

/** Rejects when every worker that is still at work waits for a message, and stays so: nobody will ever send one. */
async function standstill(links: readonly Link[], working: () => number): Promise<void> {
  const sent = (): number => links.reduce((sum, { traffic }) => sum + traffic.messages, 0)
  for (let last = -1, quiet = 0; working() > 0;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
    const allWait = working() > 0 && links.filter(({ isAwaited }) => isAwaited).length === working()
    quiet = allWait && sent() === last ? quiet + 1 : 0
    last = sent()
    if (quiet === 2)
      throw new Error(
        'Every worker waits for a message, and none is on its way: who sends first, and who sends last?',
      )
  }
}
