import { type CaseTools, type Random, suite, tensor } from '@tensorkata/kit'
import { averagePrecisionOf, ndcgOf, type Query, reciprocalRankOf } from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const query = (retrieved: readonly number[], grades: readonly number[]): Query => ({
  retrieved: Int32Array.from(retrieved),
  grades: Int32Array.from(grades),
})

/** The case worked by hand in the statement. */
const BY_HAND = query([3, 0, 5], [0, 3, 0, 2, 0, 1])

/** Some documents, some of them relevant, some of them retrieved. */
function drawn(random: Random, documents: number, repeats: boolean): Query {
  const grades = Array.from({ length: documents }, () => Math.max(0, random.int(-3, 5)))
  const order = grades.map((_, i) => [random.next(), i] as const).sort(([a], [b]) => a - b)
  const retrieved = order.slice(0, random.int(0, documents)).map(([, i]) => i)
  if (repeats && retrieved.length > 0) retrieved.splice(random.int(0, retrieved.length), 0, retrieved[0]!)
  return query(retrieved, grades)
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeNdcg = async ({ learner, expect }: Tools, given: Query, k: number): Promise<void> =>
    expect(await learner.ndcg(given.retrieved, given.grades, k), `NDCG at ${k}`).toBeCloseTo(
      ndcgOf(given, k),
      {
        mistakes: [
          {
            says: 'This is the DCG itself. As a share of what is it wanted?',
            gives: ndcgOf(given, k, { notNormalised: true }),
          },
          {
            says: 'The ideal list seems to be made of what was retrieved. What if the best documents are not among them?',
            gives: ndcgOf(given, k, { idealOf: 'retrieved' }),
          },
          {
            says: 'The ideal list seems to go on beyond k. Could any list get that gain in k ranks?',
            gives: ndcgOf(given, k, { idealOf: 'all ranks' }),
          },
          {
            says: 'The gain seems to be the grade itself, and not 2ᵍ − 1.',
            gives: ndcgOf(given, k, { gain: (grade) => grade }),
          },
          {
            says: 'The gain seems to be 1 for every relevant document, whatever its grade.',
            gives: ndcgOf(given, k, { gain: Math.sign }),
          },
          {
            says: 'The discount seems to be off by one rank: the first has log₂ 2.',
            gives: ndcgOf(given, k, { discount: (rank) => Math.log2(rank + 2) }),
          },
          {
            says: 'The discount seems to be off by one rank: the second has log₂ 3.',
            gives: ndcgOf(given, k, { discount: (rank) => Math.log2(Math.max(rank, 2)) }),
          },
          {
            says: 'The discount seems to be the rank, and not its logarithm.',
            gives: ndcgOf(given, k, { discount: (rank) => rank }),
          },
          {
            says: 'A document that is listed twice seems to count twice.',
            gives: ndcgOf(given, k, { countTwice: true }),
          },
        ],
      },
    )

  const judgePrecision = async ({ learner, expect }: Tools, given: Query): Promise<void> =>
    expect(
      await learner.averagePrecision(given.retrieved, given.grades),
      'the average precision',
    ).toBeCloseTo(averagePrecisionOf(given), {
      mistakes: [
        {
          says: 'A document that is listed twice seems to count twice.',
          gives: averagePrecisionOf(given, { countTwice: true }),
        },
        {
          says: 'It seems to be divided by how many were found. What of those that were missed?',
          gives: averagePrecisionOf(given, { over: 'found' }),
        },
        {
          says: 'It seems to be divided by how many were retrieved.',
          gives: averagePrecisionOf(given, { over: 'retrieved' }),
        },
      ],
    })

  const judgeRank = async ({ learner, expect }: Tools, given: Query): Promise<void> =>
    expect(await learner.reciprocalRank(given.retrieved, given.grades), 'the reciprocal rank').toBeCloseTo(
      reciprocalRankOf(given),
    )

  const judge = async (tools: Tools, given: Query, k: number): Promise<void> => {
    await judgeNdcg(tools, given, k)
    await judgePrecision(tools, given)
    await judgeRank(tools, given)
  }

  const judgeMeans = async ({ learner, expect }: Tools, queries: Query[], k: number): Promise<void> => {
    const asked = queries.filter(({ grades }) => grades.some((grade) => grade > 0))
    const mean = (measure: (one: Query) => number, of = asked): number =>
      of.reduce((sum, one) => sum + measure(one), 0) / Math.max(1, of.length)
    const got: Partial<Record<string, unknown>> | undefined = await learner.evaluate(queries, k)
    const measures: Record<'ndcg' | 'map' | 'mrr', (one: Query) => number> = {
      ndcg: (one) => ndcgOf(one, k),
      map: (one) => averagePrecisionOf(one),
      mrr: (one) => reciprocalRankOf(one),
    }
    for (const [name, measure] of Object.entries(measures))
      await expect(got?.[name], `the mean ${name}`).toBeCloseTo(mean(measure), {
        mistakes: [
          {
            says: 'Queries for which nothing is relevant seem to count as 0. They are to be left out.',
            gives: mean(measure, queries),
          },
          {
            says: 'Queries that found nothing seem to be left out. They count as 0.',
            gives: mean(
              measure,
              asked.filter((one) => measure(one) > 0),
            ),
          },
        ],
      })
  }

  example('The case by hand: NDCG at 3', (tools) => judgeNdcg(tools, BY_HAND, 3))
  example('The case by hand: average precision', (tools) => judgePrecision(tools, BY_HAND))
  example('The case by hand: reciprocal rank', (tools) => judgeRank(tools, BY_HAND))
  example('The means of two queries', (tools) =>
    judgeMeans(tools, [BY_HAND, query([0, 1, 2], [0, 2, 1, 0])], 2),
  )

  property(
    'Right for all lists and grades',
    {
      hint: 'Which of the three differs, and is it the sum or what it is divided by?',
      runs: 60,
      given: ({ int, random }) => ({ given: drawn(random(), int(1, 8), false), k: int(1, 9) }),
    },
    ({ given, k }, tools) => judge(tools, given, k),
  )

  // ---- what to divide by ----

  hidden(
    'The best documents were not retrieved',
    { hint: 'Which list is the best that was possible: of what was found, or of everything?' },
    async (tools) => {
      const given = query([4, 2, 0], [1, 5, 2, 5, 0, 4])
      for (const k of [1, 2, 3, 5]) await judgeNdcg(tools, given, k)
      await judgePrecision(tools, given)
    },
  )

  hidden(
    'A perfect list has 1 for all three, however short k is',
    { hint: 'With k = 2 and five relevant documents, can a list of two be perfect?' },
    async (tools) => {
      const given = query([1, 0, 4, 3, 2], [4, 5, 1, 2, 3])
      for (const k of [1, 2, 5, 50]) await judge(tools, given, k)
    },
  )

  hidden(
    'k goes beyond both lists',
    { category: 'edge', hint: 'Is anything read at a rank that no list has?' },
    async (tools) => {
      await judge(tools, query([2, 0], [0, 3, 1]), 10)
      await judge(tools, query([1], [2, 3]), 3)
    },
  )

  hidden(
    'k cuts relevant documents off: for NDCG alone',
    { hint: 'Which of the three knows k?' },
    async (tools) => {
      const given = query([0, 1, 2, 3, 4], [1, 0, 3, 1, 2])
      for (const k of [1, 2, 3, 4]) await judge(tools, given, k)
    },
  )

  // ---- grades and ranks ----

  hidden(
    'Grades weigh by 2ᵍ − 1, and relevant is whatever is above 0',
    { hint: 'What are two grades of 2 worth beside one of 4? And is grade 1 relevant?' },
    async (tools) => {
      await judge(tools, query([0, 1, 2], [2, 4, 2]), 3)
      await judge(tools, query([1, 0], [5, 1]), 2)
      await judge(tools, query([3, 2, 1, 0], [1, 1, 1, 1]), 4)
    },
  )

  hidden(
    'A long list: every rank has its own discount',
    { hint: 'Are ranks counted from 1, in the discount and in the precision?' },
    async (tools) => {
      const grades = Array.from({ length: 40 }, (_, i) => (i * 7) % 6)
      const retrieved = grades.map((_, i) => (i * 11 + 3) % 40)
      for (const k of [5, 20, 40]) await judge(tools, query(retrieved, grades), k)
    },
  )

  property(
    'A document that is listed twice counts once, where it stands first',
    {
      hint: 'Could a list get an NDCG above 1 by repeating its best document?',
      runs: 30,
      given: ({ int, random }) => ({ given: drawn(random(), int(2, 6), true), k: int(1, 7) }),
    },
    ({ given, k }, tools) => judge(tools, given, k),
  )

  hidden(
    'The best document, over and over',
    { category: 'edge', hint: 'Of what is listed again, what remains: its rank, its grade, both, nothing?' },
    async (tools) => {
      await judge(tools, query([1, 1, 1, 0, 2], [3, 5, 4]), 5)
      await judge(tools, query([0, 0, 1], [0, 2]), 3)
    },
  )

  // ---- nothing ----

  hidden(
    'Nothing relevant, nothing retrieved, nothing found: 0, and not NaN',
    { category: 'edge', hint: 'What does each of the three divide by, and can that be 0?' },
    async (tools) => {
      await judge(tools, query([0, 1], [0, 0, 0]), 2)
      await judge(tools, query([], [3, 0, 1]), 2)
      await judge(tools, query([1, 3], [3, 0, 1, 0]), 2)
      await judge(tools, query([], [0]), 1)
    },
  )

  hidden(
    'The smallest case: one document',
    { category: 'edge', hint: 'What is the discount of rank 1?' },
    async (tools) => {
      await judge(tools, query([0], [1]), 1)
      await judge(tools, query([0], [5]), 1)
    },
  )

  // ---- the means ----

  hidden(
    'Queries without relevant documents are left out; those that found none count as 0',
    { hint: 'Two queries score 0, for different reasons. Which of them says something about the engine?' },
    async (tools) => {
      const nothingRelevant = query([0, 1], [0, 0])
      const nothingFound = query([0], [0, 4])
      await judgeMeans(tools, [BY_HAND, nothingRelevant, nothingFound, query([1, 0], [1, 2])], 3)
      await judgeMeans(tools, [nothingFound, BY_HAND], 1)
    },
  )

  hidden(
    'Means of no query at all',
    { category: 'edge', hint: 'What is left when every query is left out?' },
    async (tools) => {
      await judgeMeans(tools, [], 3)
      await judgeMeans(tools, [query([0], [0])], 3)
    },
  )

  property(
    'Right for all sets of queries',
    {
      hint: 'Are the three means taken over the same queries?',
      runs: 15,
      given: ({ int, random }) => {
        const source = random()
        const queries = Array.from({ length: int(1, 5) }, () => drawn(source, source.int(1, 6), false))
        return { queries, k: int(1, 6) }
      },
    },
    ({ queries, k }, tools) => judgeMeans(tools, queries, k),
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'Whose array does sort() sort?' },
    async ({ harness, expect }) => {
      const { retrieved, grades } = await harness.afterwards(BY_HAND.retrieved, BY_HAND.grades)
      await expect(tensor([...retrieved]), 'what was retrieved').toEqual(tensor([...BY_HAND.retrieved]))
      await expect(tensor([...grades]), 'the grades').toEqual(tensor([...BY_HAND.grades]))
    },
  )
})
