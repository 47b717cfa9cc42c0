// The cases of candidatePairs, and of all four functions together.

import type { suite } from '@tensorkata/kit'
import { type Pair, shinglesOf, signatureOf } from './expected'
import type * as harness from './harness'
import { MANY } from './harness'
import { comparePairs, judgePairs, sent } from './judge'
import { packedIn16Bits } from './pair-mistakes'
import { drawnSignature, empty, POSTS } from './posts'
import type * as reference from './solution'

type Define = Parameters<Parameters<typeof suite<typeof reference, typeof harness>>[2]>[0]

export function candidateCases({ hidden, property }: Define): void {
  property(
    'Candidates are right for all signatures',
    {
      hint: 'Write the signatures of the smallest failing case below each other, and draw lines between the bands.',
      runs: 60,
      given: ({ int, random }) => {
        const [source, bands, rows] = [random(), int(1, 4), int(1, 3)]
        const posts = Array.from({ length: int(0, 7) }, () =>
          source.int(0, 6) === 0 ? empty(bands * rows) : drawnSignature(source, bands * rows, rows + 1),
        )
        return { posts, bands, rows }
      },
    },
    ({ posts, bands, rows }, tools) => judgePairs(tools, posts, bands, rows),
  )

  hidden(
    'One band is enough, but all of its rows',
    { hint: 'Where in your code is "at least one", and where is "all"?' },
    async (tools) => {
      // Each agrees with the first at these places, and nowhere else.
      const agreeing = [
        [0, 1, 2, 3, 4, 5],
        [0, 1],
        [4, 5],
        [0, 2, 4],
        [1, 3, 5],
        [0, 1, 2],
        [0, 3],
        [2, 3],
        [3, 4, 5],
      ]
      const posts = [...agreeing, agreeing[0]!].map((places, post) =>
        Array.from({ length: 6 }, (_, place) => (places.includes(place) ? place : 10 * (post + 1) + place)),
      )
      await judgePairs(tools, posts, 3, 2)
      await judgePairs(tools, posts, 2, 3)
      await judgePairs(tools, posts, 6, 1)
      await judgePairs(tools, posts, 1, 6)
    },
  )

  hidden('Each band is compared with the same band only', { hint: 'Do two bands share a table?' }, (tools) =>
    judgePairs(
      tools,
      [
        [1, 2, 3, 4],
        [3, 4, 1, 2],
        [5, 6, 1, 2],
        [1, 2, 5, 6],
      ],
      2,
      2,
    ),
  )

  hidden(
    'Different bands have different keys',
    { category: 'edge', hint: 'Which key has 1, 23, and which 12, 3? What else has the same sum?' },
    async (tools) => {
      const bands = [
        [1, 23],
        [12, 3],
        [3, 12],
        [11, 4],
        [0, 123],
        [1231, 1],
        [0, 54],
        [123, 11],
        [4294967295, 0],
        [4294967294, 0],
      ]
      await judgePairs(tools, bands, 1, 2)
      await judgePairs(
        tools,
        bands.map((band) => [...band, ...band]),
        2,
        2,
      )
    },
  )

  hidden(
    'Every two posts of a bucket are a pair, and are one once',
    { hint: 'How many pairs are there among four posts that are all the same?' },
    async (tools) => {
      const [same, half] = [
        [1, 2, 3, 4],
        [1, 2, 7, 8],
      ]
      await judgePairs(tools, [same, same, [9, 9, 9, 9], same, half, same], 2, 2)
    },
  )

  hidden(
    'Pairs come in order, and by number',
    { hint: 'Does "10" come before "2"? In which order do the bands find the pairs?' },
    async (tools) => {
      // Post i agrees with i + 9 in the second band, and with i + 5 in the first.
      const posts = Array.from({ length: 24 }, (_, i) => [i % 5, 100 + (i % 9)])
      await judgePairs(tools, posts, 2, 1)
    },
  )

  hidden(
    'Posts without text are in no pair',
    { category: 'edge', hint: 'A thousand posts are a picture without a word. How many pairs are those?' },
    async (tools) => {
      await judgePairs(tools, [empty(4), [1, 2, 3, 4], empty(4), [1, 2, 9, 9], empty(4)], 2, 2)
      await judgePairs(tools, [empty(1), empty(1)], 1, 1)
    },
  )

  hidden(
    'None, one, and two signatures; zeros',
    { category: 'edge', hint: 'Is a signature of zeros empty?' },
    async (tools) => {
      await judgePairs(tools, [], 2, 2)
      await judgePairs(tools, [[1, 2]], 1, 2)
      await judgePairs(tools, [[0], [0]], 1, 1)
      await judgePairs(
        tools,
        [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 1, 1],
        ],
        2,
        2,
      )
    },
  )

  hidden(
    'Signatures that do not fit the bands and rows are refused',
    { category: 'edge', hint: 'What becomes of the last two of ten numbers in four bands of two rows?' },
    async ({ learner, expect }) => {
      const of = (...lengths: number[]): number[][] =>
        lengths.map((length) => Array.from({ length }, (_, i) => i))
      for (const [signatures, bands, rows] of [
        [of(10, 10), 4, 2],
        [of(6, 6), 4, 2],
        [of(8, 8, 9), 4, 2],
        [of(7, 8), 4, 2],
        [of(4), 4, 2],
        [[...of(8), empty(6)], 4, 2],
      ] as const)
        await expect(
          learner.candidatePairs(sent(signatures), bands, rows),
          `${signatures.at(-1)!.length} numbers in ${bands} bands of ${rows} rows`,
        ).toThrow()
    },
  )

  hidden(
    'The copies of an offer among other posts',
    {
      hint: 'Look at the signature of each post. Which function is the first whose result you do not expect?',
    },
    async ({ harness, expect }) => {
      const [k, bands, rows] = [4, 10, 3]
      const signatures = POSTS.map((text) => signatureOf(shinglesOf(text, k), bands * rows))
      await comparePairs(
        expect,
        await harness.candidatesAmong(POSTS, k, bands, rows),
        signatures,
        bands,
        rows,
      )
    },
  )

  hidden(
    'Seventy thousand signatures',
    {
      category: 'efficiency',
      hint: 'How many pairs do seventy thousand posts make, and how many of them share a bucket? How many bits has a place among so many?',
    },
    async ({ harness, expect }) => {
      const { found, some } = await harness.candidatesAmongMany(1_000)
      const half = MANY.signatures / 2
      const pairs = Array.from({ length: half }, (_, i): Pair => [i, i + half])
      const every = (of: readonly Pair[]): Pair[] => of.filter((_, at) => at % 1_000 === 0)
      await expect(found, 'the number of pairs').toEqual(half)
      await expect(some, 'every 1,000th pair').toEqual(every(pairs), {
        mistakes: packedIn16Bits(pairs).map((gives) => ({
          says: 'The two numbers of a pair seem to be packed into 16 bits each. Places go beyond 65,535, and << makes numbers of 32 bits with a sign.',
          gives: () => every(gives),
        })),
      })
    },
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'Whose array does sort() sort, and whose does splice() cut?' },
    async ({ harness, expect }) => {
      const [shingles, signatures] = [
        ['now', 'buy', 'all'],
        [
          [4, 3, 2, 1],
          [4, 3, 9, 9],
          [5, 3, 2, 1],
        ],
      ]
      const after = await harness.afterwards([...shingles], sent(signatures))
      await expect(after.shingles, 'the shingles afterwards').toEqual(shingles)
      await expect(after.signatures, 'the signatures afterwards').toEqual(signatures)
    },
  )
}
