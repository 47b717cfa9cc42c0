import { type CaseTools, type Random, suite } from '@tensorkata/kit'
import { neighboursOf, searchesOf } from './expected'
import * as harness from './harness'
import { type Collection, type Hit, longLine, type Metric, type Query, world } from './harness'
import { MISTAKES } from './mistakes'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const line = (...places: readonly number[]): number[][] => places.map((place) => [place])

/** The case of the statement. */
const BY_HAND: Collection = {
  vectors: line(0, 1, 2, 9, 10, 14),
  initial: line(0, 2),
  iterations: 1,
  metric: 'squared Euclidean',
}

const points = (random: Random, count: number, d: number): number[][] =>
  Array.from({ length: count }, () => Array.from({ length: d }, () => random.uniform(-2, 2)))

/** Vectors anywhere, and centroids that begin at some of them. */
function drawn(
  random: Random,
  sizes: { n: number; c: number; d: number },
  { iterations = 2, metric = 'squared Euclidean' as Metric } = {},
): Collection {
  const vectors = points(random, sizes.n, sizes.d)
  const initial = random.shuffled(vectors).slice(0, sizes.c).map((vector) => [...vector]) // prettier-ignore
  return { vectors, initial, iterations, metric }
}

/** Every query with every number of probes. */
const asked = (queries: readonly number[][], k: number, ...probes: readonly number[]): Query[] =>
  queries.flatMap((query) => probes.map((most) => ({ query, k, probes: most })))

const plain = (found: readonly (readonly Hit[])[]) => found.map((hits) => hits.map((hit) => ({ ...hit })))

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeFound = (
    { expect }: Tools,
    found: readonly (readonly Hit[])[],
    collection: Collection,
    queries: readonly Query[],
    name = 'what the searches find',
  ): Promise<void> =>
    expect(found, name).toBeCloseTo(plain(searchesOf(collection, queries).found), {
      mistakes: MISTAKES.map(({ says, slips }) => ({
        says,
        gives: () => plain(searchesOf(collection, queries, slips).found),
      })),
    })

  const judgeCalls = (
    { expect }: Tools,
    { built, searched }: { built: number; searched: readonly number[] },
    collection: Collection,
    queries: readonly Query[],
  ): void => {
    const [n, c] = [collection.vectors.length, collection.initial.length]
    const enough = (collection.iterations + 1) * n * c
    expect.that(built <= enough, `build calls distance ${built} times; ${enough} are enough.`, {
      diagnosis: 'Each vector and each centroid meet once at the beginning, and once in every iteration.',
    })
    const { calls } = searchesOf(collection, queries)
    const over = searched.findIndex((count, i) => count > calls[i]!)
    expect.that(
      over < 0,
      `A search calls distance ${searched[over]} times; ${calls[over]} are enough: ${c} for the centroids, the others for the vectors of the probed cells.`,
      {
        diagnosis:
          searched[over]! >= n + c
            ? 'Are all vectors compared with the query, or some of them twice?'
            : 'Is distance called again, to sort or to fill in the answer?',
      },
    )
  }

  const judge = async (tools: Tools, collection: Collection, queries: Query[]): Promise<void> => {
    const outcome = await tools.harness.run(collection, queries)
    await judgeFound(tools, outcome.found, collection, queries)
    judgeCalls(tools, outcome, collection, queries)
  }

  example(
    'The case by hand: the three nearest to 5, 1 and 40, in one cell',
    {
      hint: 'Where are the centroids after one iteration, and which of them is nearest to each vector then?',
    },
    (tools) => judge(tools, BY_HAND, asked(line(5, 1, 40), 3, 1)),
  )
  example('The same in both cells', (tools) => judge(tools, BY_HAND, asked(line(5, 1, 40), 3, 2)))
  example('City blocks: another distance, given by the caller', (tools) => {
    const vectors = [[0, 0], [3, 3], [5, 0], [9, 9], [4, 4.5], [9, 6]] // prettier-ignore
    const initial = [[0, 0], [9, 9]] // prettier-ignore
    const collection: Collection = { vectors, initial, iterations: 1, metric: 'city block' }
    return judge(tools, collection, asked([[1, 1], [6, 6]], 2, 1, 2)) // prettier-ignore
  })

  property(
    'Right for all vectors, centroids and queries',
    {
      hint: 'Draw the smallest failing case. Where do the centroids end, which vectors are in which cell, and which cells are probed?',
      runs: 50,
      given: ({ int, oneOf, random }) => {
        const metric = oneOf<Metric>(['squared Euclidean', 'city block', 'stretched'])
        const [stream, n, d] = [random(), int(1, 14), int(1, 3)]
        const collection = drawn(
          stream,
          { n, c: int(1, Math.min(n, 5)), d },
          { iterations: int(0, 3), metric },
        )
        return { collection, queries: asked(points(stream, 2, d), int(0, 6), int(1, 3), int(1, 5)) }
      },
    },
    ({ collection, queries }, tools) => judge(tools, collection, queries),
  )

  // ---- the cells ----

  hidden(
    'Lists and centroids belong together after the last move',
    { hint: 'The centroids have moved. Who is nearest to whom now?' },
    async (tools) => {
      const vectors = Array.from({ length: 24 }, (_, i) => [i + Math.sin(i * i) / 4])
      for (const iterations of [3, 2, 1]) {
        const collection: Collection = { ...BY_HAND, vectors, initial: line(0, 1, 2.25), iterations }
        await judge(tools, collection, asked(line(2.6, 6.3, 12.1, 22, 33), 24, 1, 2))
      }
    },
  )

  hidden(
    'No iterations: the cells of the initial centroids',
    { category: 'edge', hint: 'How often are vectors assigned when nothing moves?' },
    (tools) => judge(tools, { ...BY_HAND, iterations: 0 }, asked(line(5, 1.4, 0.9), 6, 1, 2)),
  )

  hidden(
    'A centroid without vectors stays where it is, and its cell counts as a probe',
    {
      category: 'edge',
      hint: 'What is the mean of no vectors? And what does a query find that ends up there?',
    },
    async (tools) => {
      const collection: Collection = { ...BY_HAND, initial: line(0, 100, 9, -50), iterations: 2 }
      await judge(tools, collection, asked(line(99, 50, -40, 4, 12), 6, 1, 2, 3, 4))
      const far: Collection = {
        ...BY_HAND,
        vectors: line(60, 61, 65),
        initial: line(50, 62, 90, 300),
        iterations: 3,
      }
      await judge(tools, far, asked(line(0, 64, 200), 3, 1, 2, 3))
      // The second centroid gathers 2 and 6, moves to 4, and loses both.
      const emptied: Collection = {
        ...BY_HAND,
        vectors: line(6, 2, 7, 1, 8),
        initial: line(1, 2, 11),
        iterations: 3,
      }
      await judge(tools, emptied, asked(line(4, 2, 6), 5, 1, 2))
    },
  )

  hidden(
    'The iterations go on for as long as vectors change places',
    { hint: 'What has to stay as it is before the rest may be left out? Compare the lists themselves.' },
    async (tools) => {
      // In the first iteration each list gets one vector for another; in the second, they change lengths.
      for (const scale of [1, 2 ** -20]) {
        const scaled = (...rows: number[][]): number[][] => rows.map((row) => row.map((x) => x * scale))
        const collection: Collection = {
          vectors: scaled([4, 7], [8, 4], [6, 3], [2, 8], [6, 4]),
          initial: scaled([2, 3], [8, 8]),
          iterations: 4,
          metric: 'squared Euclidean',
        }
        await judge(tools, collection, asked(scaled([3, 7], [7, 3], [0, 9]), 5, 1))
      }
    },
  )

  hidden(
    'More cells than vectors, one cell, and two centroids in one place',
    { category: 'edge', hint: 'If two centroids coincide, which of them gets the vectors?' },
    async (tools) => {
      const queries = asked(line(3, -1, 8), 4, 1, 2, 9)
      await judge(tools, { ...BY_HAND, vectors: line(4, 7), initial: line(0, 3, 5, 8, 9) }, queries)
      await judge(tools, { ...BY_HAND, initial: line(5) }, queries)
      await judge(tools, { ...BY_HAND, initial: line(2, 2, 8, 8), iterations: 2 }, queries)
      await judge(tools, { ...BY_HAND, vectors: line(3), initial: line(1), iterations: 3 }, queries)
    },
  )

  hidden('No vectors', { category: 'edge', hint: 'What is found where nothing is?' }, (tools) =>
    judge(tools, { ...BY_HAND, vectors: [] }, asked(line(3), 4, 1, 2)),
  )

  // ---- the probes ----

  hidden(
    'Probes go to the nearest cells, wherever they stand in the list',
    { hint: 'By what do you choose the cells? Does the query take part?' },
    async (tools) => {
      const collection = drawn(tools.random, { n: 60, c: 9, d: 2 })
      await judge(tools, collection, asked(points(tools.random, 5, 2), 10, 1, 2, 4))
    },
  )

  hidden(
    'As many probes as there are cells, or more, find the true neighbours',
    { hint: 'If every cell is looked into, can anything be missed?' },
    async (tools) => {
      const collection = drawn(tools.random, { n: 40, c: 6, d: 3 })
      const queries = asked(points(tools.random, 4, 3), 7, 6, 7, 1_000)
      await judge(tools, collection, queries)
      const { found } = await tools.harness.run(collection, queries)
      const nearest = queries.map(({ query, k }) => neighboursOf(collection, query, k))
      await tools
        .expect(
          found.map((hits) => hits.map(({ vector }) => vector)),
          'the neighbours',
        )
        .toEqual(nearest)
    },
  )

  hidden(
    'A search that finds fewer than k ends all the same',
    { category: 'edge', hint: 'How many vectors are in the probed cells? Who asked you to look further?' },
    async (tools) => {
      const collection: Collection = { ...BY_HAND, initial: line(1, 9, 14), iterations: 1 }
      await judge(tools, collection, asked(line(13, 8, 0), 3, 1, 2, 3))
    },
  )

  hidden(
    'The nearest may all be in one cell',
    { hint: 'Is k divided among the cells before all candidates have been compared?' },
    async (tools) => {
      const collection: Collection = {
        ...BY_HAND,
        vectors: line(0, 1, 2, 3, 4, 90, 95),
        initial: line(0, 90),
      }
      await judge(tools, collection, asked(line(5, 3), 4, 2))
    },
  )

  // ---- the answer ----

  hidden(
    'k is 0, 1, and more than there are',
    { category: 'edge', hint: 'When is the list cut: before or after it is sorted?' },
    async (tools) => {
      const collection = drawn(tools.random, { n: 12, c: 3, d: 2 })
      for (const k of [0, 1, 2, 11, 12, 13, 100])
        await judge(tools, collection, asked(points(tools.random, 2, 2), k, 1, 3))
    },
  )

  hidden(
    'Of equally near vectors the lower number comes first, and of equally near centroids too',
    {
      category: 'edge',
      hint: 'In which order do candidates of two cells come? Does your comparison say anything about equals?',
    },
    async (tools) => {
      // Numbers and cells disagree: the cell of the higher place has the lower numbers.
      const vectors = line(8, 10, 2, 0, 8, 2, 10, 0, 8, 2, 10, 0, 2)
      const collection: Collection = { ...BY_HAND, vectors, initial: line(1, 9), iterations: 0 }
      for (const k of [1, 3, 5, 13]) await judge(tools, collection, asked(line(5, 9, 1), k, 1, 2))
      // 5 is as far from 1 as from 9, and belongs to the first.
      await judge(tools, { ...collection, vectors: line(5, 6, 5, 4) }, asked(line(5, 8, 2), 4, 1))
      // Moved to 2 and 6, the centroids are equally far from 4, which was in the cell of the one at 6.
      for (const initial of [line(1, 6), line(6, 1)]) {
        const moved: Collection = { ...BY_HAND, vectors: line(8, 3, 4, 1), initial }
        await judge(tools, moved, asked(line(7, 0), 4, 1))
      }
    },
  )

  hidden(
    'Numbers are kept as they are given, large ones too',
    {
      category: 'stability',
      hint: 'In how many bits do you keep vectors and centroids? Float32 has some seven digits.',
    },
    (tools) => {
      const large = (...places: readonly number[]): number[][] => line(...places.map((x) => 200_000_000 + x))
      const vectors = large(0, 1, 2, 9, 10, 14)
      const collection: Collection = { ...BY_HAND, vectors, initial: large(0, 2) }
      return judge(tools, collection, asked(large(5, 1, 40), 3, 1, 2))
    },
  )

  hidden(
    'Distances below and above 10, sorted as numbers',
    { category: 'edge', hint: 'How does sort() compare when nothing tells it how?' },
    (tools) => {
      const vectors = line(0, 1, 2, 3, 9, 10, 11, 12, 99, 100, 101)
      const collection: Collection = { ...BY_HAND, vectors, initial: line(0), metric: 'city block' }
      return judge(tools, collection, asked(line(0.5, 200), 11, 1))
    },
  )

  hidden(
    'A query that is one of the vectors finds it, at a distance of 0',
    { category: 'edge', hint: 'Is anything left out for being too near, or for being number 0?' },
    (tools) => judge(tools, BY_HAND, asked(line(0, 9, 14), 3, 1, 2)),
  )

  hidden(
    'Only the given distance says what is near',
    { hint: 'Which distance decides on the cell of a vector, on the probed cells, and on the answer?' },
    async (tools) => {
      for (const metric of ['stretched', 'city block'] as const) {
        const collection = drawn(tools.random, { n: 40, c: 5, d: 3 }, { metric })
        await judge(tools, collection, asked(points(tools.random, 4, 3), 8, 1, 2, 5))
      }
    },
  )

  hidden(
    'More than 65,535 vectors, and more than 255 cells',
    { category: 'edge', hint: 'In how many bits do you keep the number of a vector, or of a cell?' },
    async (tools) => {
      const queries = asked([65_535, 65_599].map((i) => [...longLine(65_600, 2).vectors[i]!]), 4, 1) // prettier-ignore
      const many = await tools.harness.searchLongLine(65_600, 2, queries)
      const wanted = queries.map(({ query, k }) => neighboursOf(longLine(65_600, 2), query, k))
      await tools
        .expect(
          many.found.map((hits) => hits.map(({ vector }) => vector)),
          'the vectors that are found among 65,600',
        )
        .toEqual(wanted)
      const few = asked(line(3.25, 222.25, 277.25), 4, 2)
      const cells = await tools.harness.searchLongLine(280, 270, few)
      await judgeFound(tools, cells.found, longLine(280, 270), few, 'what is found in 270 cells')
    },
  )

  // ---- an index is a thing of its own ----

  hidden(
    'Two indexes are held at once, each with its own vectors and its own distance',
    {
      category: 'memory',
      hint: 'Where do lists, centroids and the distance live: in the index, or in the module?',
    },
    async (tools) => {
      const { random, harness } = tools
      const first = drawn(random, { n: 20, c: 4, d: 2 }, { metric: 'stretched' })
      const second = drawn(random, { n: 15, c: 3, d: 2 }, { iterations: 1 })
      const queries = asked(points(random, 3, 2), 5, 1, 2)
      const found = await harness.runBoth(first, second, queries)
      await judgeFound(tools, found.first, first, queries, 'what is found in the first index')
      await judgeFound(tools, found.second, second, queries, 'what is found in the second index')
    },
  )

  hidden(
    'The caller overwrites the vectors, the centroids and the answers',
    {
      category: 'memory',
      hint: 'Does the index hold on to arrays that are not its own, or that it gave away?',
    },
    async (tools) => {
      const collection = drawn(tools.random, { n: 20, c: 4, d: 2 }, { iterations: 1 })
      for (const iterations of [0, 2]) {
        const queries = asked(points(tools.random, 3, 2), 5, 1, 2)
        const found = await tools.harness.runAfterwards({ ...collection, iterations }, queries)
        await judgeFound(tools, found, { ...collection, iterations }, queries)
      }
    },
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'In whose array do your centroids move?' },
    async (tools) => {
      const collection = drawn(tools.random, { n: 9, c: 3, d: 2 })
      const query: Query = { query: [0.5, -0.25], k: 3, probes: 2 }
      const after = await tools.harness.afterwards(collection, query)
      await tools.expect({ ...after.collection }, 'the arguments of build').toEqual({ ...collection })
      await tools.expect({ ...after.query }, 'the arguments of search').toEqual({ ...query })
    },
  )

  // ---- what it is for ----

  hidden(
    'Recall at 10 against distances computed, on 1,200 vectors in 36 cells',
    {
      category: 'efficiency',
      hint: 'How many of the true ten are in the cells that you look into, and how many vectors do you compare for it?',
    },
    async (tools) => {
      const { expect, harness } = tools
      const { collection, queries } = world()
      const bounds = [
        { probes: 1, recall: 0.3, distances: 90 },
        { probes: 4, recall: 0.7, distances: 220 },
        { probes: 8, recall: 0.9, distances: 380 },
        { probes: 36, recall: 1, distances: 1_236 },
      ]
      const probes = bounds.map((bound) => bound.probes)
      const outcome = await harness.searchWorld(10, probes)
      const nearest = queries.map((query) => new Set(neighboursOf(collection, query, 10)))
      for (const [i, bound] of bounds.entries()) {
        const part = { from: i * queries.length, to: (i + 1) * queries.length }
        const hits = outcome.found.slice(part.from, part.to)
        const right = hits.map((found, j) => found.filter(({ vector }) => nearest[j]!.has(vector)).length)
        const recall = right.reduce((sum, count) => sum + count, 0) / (10 * queries.length)
        const calls = outcome.searched.slice(part.from, part.to)
        const distances = calls.reduce((sum, count) => sum + count, 0) / queries.length
        const times = bound.probes === 1 ? '1 probe' : `${bound.probes} probes`
        expect(distances, `the number of distances that a search computes with ${times}`).toBeAtMost(bound.distances) // prettier-ignore
        expect(recall, `the recall at 10 with ${times}`).toBeAtLeast(bound.recall)
      }
      // Three assignments of 1,200 vectors to 36 centroids.
      expect(outcome.built, 'the number of distances that build computes').toBeAtMost(129_600)
    },
  )
})
