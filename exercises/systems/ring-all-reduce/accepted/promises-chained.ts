// Neither async nor await; chunks of ⌈N / n⌉ of which the last may be short or empty, and empty ones are not sent.
export interface Ring {
  rank: number
  size: number
  send(numbers: Float32Array): void
  receive(): Promise<Float32Array>
}

type Merge = (mine: number, theirs: number) => number

export function ringAllReduce(vector: Float32Array, ring: Ring): Promise<Float32Array> {
  const { rank, size } = ring
  const numbers = Array.from(vector)
  const width = Math.ceil(vector.length / size)
  const range = (k: number): [number, number] => {
    const turn = ((k % size) + size) % size
    return [Math.min(turn * width, numbers.length), Math.min((turn + 1) * width, numbers.length)]
  }

  const step = (out: number, merge: Merge): Promise<void> => {
    const [from, to] = range(out)
    if (to > from) ring.send(Float32Array.from(numbers.slice(from, to)))
    const [start, end] = range(out - 1)
    if (end === start) return Promise.resolve()
    return ring.receive().then((theirs) => {
      for (let i = start; i < end; i++) numbers[i] = Math.fround(merge(numbers[i]!, theirs[i - start]!))
    })
  }

  const steps = [...Array(size - 1).keys()]
  const reduced = steps.reduce(
    (before, s) => before.then(() => step(rank - s, (mine, theirs) => mine + theirs)),
    Promise.resolve(),
  )
  const gathered = steps.reduce(
    (before, s) => before.then(() => step(rank + 1 - s, (_, theirs) => theirs)),
    reduced,
  )
  return gathered.then(() => Float32Array.from(numbers))
}
