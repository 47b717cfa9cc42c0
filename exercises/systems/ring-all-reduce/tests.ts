import { type CaseTools, type Random, suite } from '@tensorkata/kit'
import { ringWith, SLIPS, sumOf } from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>
type Vectors = Float32Array[]

const vectorsOf = (...rows: readonly (readonly number[])[]): Vectors =>
  rows.map((row) => Float32Array.from(row))

/** Multiples of ¼ whose sums are exact in float32, whatever the order. */
const drawn = (random: Random, workers: number, length: number): Vectors =>
  Array.from({ length: workers }, () => Float32Array.from({ length }, () => random.int(-4000, 4000) / 4))

/** Workers 0 and 1 cancel out, but what is added to one of them before the other comes is lost: every order shows. */
const cancelling = (random: Random, workers: number, length: number): Vectors =>
  Array.from({ length: workers }, (_, rank) =>
    Float32Array.from({ length }, () => [1e9, -1e9][rank] ?? random.int(1, 20) / 4),
  )

const sameBits = (got: Float32Array, other: Float32Array): boolean =>
  got.length === other.length && got.every((value, i) => Object.is(value, other[i]))

/** The case worked by hand in the statement. */
const BY_HAND = vectorsOf([1, 2, 3], [10, 20, 30], [100, 200, 300])

export default suite(reference, harness, ({ example, hidden, property }) => {
  /** Every worker's result, in every call. */
  const judgeSums = async ({ harness, expect }: Tools, ...calls: Vectors[]): Promise<void> => {
    const { sums } = await harness.run(calls)
    for (const [call, vectors] of calls.entries())
      for (const [rank, got] of sums[call]!.entries())
        await expect(got, `what worker ${rank} of ${vectors.length} returns`).toBeCloseTo(sumOf(vectors), {
          mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => ringWith(vectors, slips)[rank]! })),
        })
  }

  /** What goes over the links. */
  const judgeTraffic = async ({ harness, expect }: Tools, vectors: Vectors): Promise<void> => {
    const { traffic, unread } = await harness.run([vectors])
    const [n, length] = [vectors.length, vectors[0]!.length]
    const [mostMessages, mostNumbers] = [2 * (n - 1), Math.ceil(length / n)]
    for (const [rank, { messages, longest }] of traffic.entries()) {
      const worker = `Worker ${rank} of ${n}`
      expect.that(
        longest <= mostNumbers,
        `${worker} sends a message of ${longest} numbers. ${length} numbers make chunks of at most ${mostNumbers}.`,
        {
          diagnosis:
            longest >= length
              ? 'Whole vectors travel: cut them into as many chunks as there are workers.'
              : 'The chunks are uneven: each step takes as long as its longest message.',
        },
      )
      expect.that(
        messages <= mostMessages,
        `${worker} sends ${messages} messages; ${mostMessages} are enough.`,
        {
          diagnosis:
            n === 1
              ? 'A ring of one has nobody to send to.'
              : 'It takes n − 1 steps to add up all chunks, and n − 1 to pass them round.',
        },
      )
    }
    for (const rank of vectors.keys()) {
      const { numbers } = traffic[(rank + n - 1) % n]!
      expect.that(
        n === 1 || numbers >= length,
        `Worker ${rank} of ${n} receives ${numbers} numbers, too few to know ${length} sums of all workers.`,
        {
          diagnosis:
            'Something reaches it beside the ring. Workers are different machines: they share no variable of the module.',
        },
      )
    }
    expect.that(unread === 0, `${unread} messages are sent and never received.`, {
      diagnosis: 'They would be taken for those of the next call.',
    })
  }

  example('The case by hand: three workers, three numbers', (tools) => judgeSums(tools, BY_HAND))

  example(
    'The case by hand: four messages of one number from each worker',
    {
      hint: 'How many chunks must a worker send until all are complete, and how many more until all have them?',
    },
    (tools) => judgeTraffic(tools, BY_HAND),
  )

  example(
    'Two workers, three numbers: chunks of 1 and 2',
    { hint: 'Where does chunk k begin when N is not a multiple of n? Is every number in a chunk?' },
    (tools) => judgeSums(tools, vectorsOf([1, 2, 3], [10, 20, 30])),
  )

  property(
    'The sum, for all rings and lengths',
    {
      hint: 'Take the smallest that fails, and write down who has which chunk after each step.',
      runs: 40,
      given: ({ int, random }) => drawn(random(), int(1, 6), int(0, 14)),
    },
    (vectors, tools) => judgeSums(tools, vectors),
  )

  property(
    'Few and short messages, for all rings and lengths',
    {
      category: 'efficiency',
      hint: 'Is the longest chunk ⌈N / n⌉ long? What happens where a chunk is empty?',
      runs: 30,
      given: ({ int, random }) => drawn(random(), int(1, 6), int(0, 14)),
    },
    (vectors, tools) => judgeTraffic(tools, vectors),
  )

  // ---- traffic ----

  hidden(
    'Twelve workers send no more than two',
    {
      category: 'efficiency',
      hint: 'Does a worker’s traffic grow with their number? 2(n − 1) / n is below 2, always.',
    },
    async (tools) => {
      for (const n of [2, 4, 12]) await judgeTraffic(tools, drawn(tools.random, n, 240))
    },
  )

  hidden(
    'Chunks are as even as can be',
    {
      category: 'efficiency',
      hint: 'With 11 numbers and 4 workers, what does the last chunk get when the others have ⌊11 / 4⌋?',
    },
    async (tools) => {
      for (const length of [11, 13, 5, 8]) await judgeTraffic(tools, drawn(tools.random, 4, length))
      // ⌊(k / n) · N⌋ and ⌈(k / n) · N⌉ are one off in floating point.
      await judgeTraffic(tools, drawn(tools.random, 10, 90))
      await judgeTraffic(tools, drawn(tools.random, 11, 77))
    },
  )

  // ---- chunks ----

  hidden(
    'Lengths that are no multiple of the number of workers',
    { hint: 'Which numbers are in no chunk, or in two? Does the last chunk end at N, to the last bit?' },
    async (tools) => {
      for (const [n, length] of [
        [3, 10],
        [3, 11],
        [4, 9],
        [5, 27],
        // n · (N / n) is less than N in floating point: 60.999…, 14.999…
        [7, 61],
        [11, 15],
      ] as const)
        // prettier-ignore
        await judgeSums(tools, drawn(tools.random, n, length))
    },
  )

  hidden(
    'More workers than numbers',
    {
      category: 'edge',
      hint: 'Some chunks are empty. Does everybody still send when the next one receives?',
    },
    async (tools) => {
      for (const [n, length] of [
        [5, 2],
        [4, 1],
        [7, 6],
      ] as const) {
        await judgeSums(tools, drawn(tools.random, n, length))
        await judgeTraffic(tools, drawn(tools.random, n, length))
      }
    },
  )

  hidden(
    'No numbers at all',
    { category: 'edge', hint: 'What is the sum of empty vectors, and does anybody wait for it?' },
    async (tools) => {
      for (const n of [1, 3]) await judgeSums(tools, drawn(tools.random, n, 0))
    },
  )

  hidden(
    'A ring of one',
    { category: 'edge', hint: 'Who is the next worker? And what would come back from it?' },
    async (tools) => {
      await judgeSums(tools, vectorsOf([1.5, -2, 0]))
      await judgeTraffic(tools, vectorsOf([1.5, -2, 0]))
    },
  )

  hidden(
    'A ring of two',
    { category: 'edge', hint: 'The next worker is also the one before. Does anything go wrong with that?' },
    async (tools) => {
      await judgeSums(tools, drawn(tools.random, 2, 2))
      await judgeSums(tools, drawn(tools.random, 2, 7))
    },
  )

  hidden(
    'Nine workers, a thousand numbers',
    { hint: 'Are the numbers of chunks taken modulo n, below 0 too?' },
    async (tools) => {
      const vectors = drawn(tools.random, 9, 1000)
      await judgeSums(tools, vectors)
      await judgeTraffic(tools, vectors)
    },
  )

  // ---- numbers ----

  hidden(
    'NaN and infinities stay where they are',
    { category: 'stability', hint: 'Which elements may a NaN of one worker reach, and on which workers?' },
    async (tools) => {
      const vectors = vectorsOf(
        [1, NaN, 3, 4, 5, 0],
        [1, 2, Infinity, 4, 5, 0],
        [1, 2, 3, -Infinity, 3e38, 0],
        [1, 2, 3, Infinity, 3e37, 0],
      )
      await judgeSums(tools, vectors)
    },
  )

  hidden(
    'Large and small vectors add up',
    { category: 'stability', hint: 'Is anything lost on the way that is not lost in a plain sum?' },
    async (tools) => {
      await judgeSums(tools, vectorsOf([1e30, 1e-30, 0], [2e30, 2e-30, 0], [5e29, 5e-31, 0]))
    },
  )

  hidden(
    'All workers return the same bits',
    {
      category: 'stability',
      hint: 'a + (b + c) is not (a + b) + c in float32. How many workers work out one chunk’s sum, and in how many orders?',
    },
    async ({ harness, expect, random }) => {
      for (const n of [3, 4, 5]) {
        const lengths = [1, 2, 3, 4, 5, 8, 23]
        const { sums } = await harness.run(
          lengths.flatMap((length) => [
            Array.from({ length: n }, () => Float32Array.from({ length }, () => random.normal())),
            cancelling(random, n, length),
          ]),
        )
        for (const results of sums)
          for (const [rank, got] of results.entries())
            expect.that(
              sameBits(got, results[0]!),
              `Of ${n} workers with vectors of length ${results[0]!.length}, worker ${rank} returns other numbers than worker 0.`,
              {
                diagnosis:
                  'They do not agree to the last bit: each sum should be worked out once, in one order, and be copied by all others, however short the vectors are.',
              },
            )
      }
    },
  )

  // ---- a good citizen ----

  hidden(
    'Call after call over the same ring',
    {
      hint: 'A message that nobody took is the first of the next call. And a fast worker may begin the next call while others are still at this one.',
    },
    (tools) => judgeSums(tools, ...[7, 3, 8, 1].map((length) => drawn(tools.random, 4, length))),
  )

  hidden(
    'Two rings at the same time',
    { hint: 'Is there a variable outside of your function?' },
    async ({ harness, expect, random }) => {
      const rings = [drawn(random, 3, 7), drawn(random, 4, 10)] as const
      const outcomes = await harness.together(...rings)
      for (const [ring, { sums }] of outcomes.entries())
        for (const [rank, got] of sums[0]!.entries())
          await expect(got, `what worker ${rank} of ring ${ring} returns`).toBeCloseTo(sumOf(rings[ring]!))
    },
  )

  hidden(
    'A vector that is a part of a larger array',
    { category: 'edge', hint: 'Where in its buffer does a Float32Array begin, and where does it end?' },
    async ({ harness, expect, random }) => {
      const [from, to] = [3, 10]
      const arrays = drawn(random, 3, 12)
      const part = (start: number, end: number): Vectors => arrays.map((array) => array.slice(start, end))
      const { sums, changed, shared } = await harness.runOnParts(arrays, from, to)
      for (const [rank, got] of sums[0]!.entries())
        await expect(got, `what worker ${rank} returns`).toBeCloseTo(sumOf(part(from, to)), {
          mistakes: [
            [0, to - from],
            [0, 12],
            [from, 12],
          ].map(([start, end]) => ({
            says: 'The buffer is read without regard to where the vector begins and ends in it: a Float32Array may be a view of a part (byteOffset, length).',
            gives: () => sumOf(part(start!, end!)),
          })),
        })
      expect.that(changed.length + shared.length === 0, 'A vector is changed, or returned.', {
        diagnosis: 'It is a part of the caller’s array: add up in an array of your own.',
      })
    },
  )

  hidden(
    'Each worker’s own vector stays as it was',
    {
      category: 'memory',
      hint: 'Whose memory do you add to? Does subarray make a copy? Does a ring of one?',
    },
    async ({ harness, expect, random }) => {
      for (const n of [4, 2, 1]) {
        const { changed, shared } = await harness.run([drawn(random, n, 9)])
        expect.that(changed.length === 0, `The vector of worker ${changed[0]} of ${n} is changed.`, {
          diagnosis: 'It is the caller’s: add up in an array of your own.',
        })
        expect.that(shared.length === 0, `Worker ${shared[0]} of ${n} returns its own vector.`, {
          diagnosis: 'What is returned shares memory with what was given: return a new array.',
        })
      }
    },
  )
})
