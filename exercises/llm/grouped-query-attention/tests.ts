import { type CaseTools, type Mistake, type NdArray, suite, tensor } from '@tensorkata/kit'
import { hiddenWins, mistakesOf, outputOf, type Problem } from './expected'
import * as harness from './harness'
import { drawn, head, positions } from './inputs'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const ASKS = [2 * Math.log(3), 0, 0, 0]
const NOTHING = [0, 0, 0, 0]
const FITS = [1, 0, 0, 0]

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { learner, expect }: Tools,
    problem: Problem,
    name = 'the output',
    more: readonly Mistake[] = [],
  ): Promise<void> => {
    const { q, k, v, window } = problem
    // Without options where there are none: the argument may be absent.
    const given = window === undefined ? [] : [{ window }]
    await expect(await learner.groupedAttention(q, k, v, ...given), name).toBeCloseTo(outputOf(problem), {
      mistakes: [...more, ...mistakesOf(problem)],
    })
  }

  example(
    'Four heads of queries, two of keys',
    { hint: 'Which head of keys do the query heads 0, 1, 2 and 3 use?' },
    async ({ learner, expect }) => {
      const problem = {
        q: tensor([[ASKS], [NOTHING], [ASKS], [NOTHING]]),
        k: tensor([[FITS, NOTHING], [NOTHING, FITS]]), // prettier-ignore
        v: tensor([[[4], [8]], [[40], [80]]]), // prettier-ignore
      }
      await expect(await learner.groupedAttention(problem.q, problem.k, problem.v)).toBeCloseTo(
        tensor([[[5]], [[6]], [[70]], [[60]]]),
        { mistakes: mistakesOf(problem) },
      )
    },
  )

  example(
    'A window of two positions',
    { hint: 'Which two positions does the last query see? And the first query, which has none before it?' },
    async ({ learner, expect }) => {
      const [k, v, window] = [head(0, 0, 0), head(6, 2, 16), 2]
      for (const [q, output] of [
        [head(1, 1, 1), head(6, 4, 9)],
        [head(1, 1), head(4, 9)],
      ] as const)
        await expect(
          await learner.groupedAttention(q, k, v, { window }),
          `the output of ${q.shape[1]} queries`,
        ).toBeCloseTo(output, { mistakes: mistakesOf({ q, k, v, window }) })
    },
  )

  property(
    'Right for all shapes, groups and windows',
    {
      hint: 'Write the shape of every quantity of the smallest failing input beside your code.',
      runs: 14,
      given: ({ int, boolean, normalTensor }) => {
        const [groups, sharers, n, extra] = [int(1, 3), int(1, 3), int(1, 4), int(0, 3)]
        const [m, d, e] = [n + extra, int(1, 3), int(1, 3)]
        return {
          ...{ q: normalTensor([groups * sharers, n, d], 1.5), k: normalTensor([groups, m, d], 1.5) },
          ...{ v: normalTensor([groups, m, e]), window: boolean() ? int(1, 5) : undefined },
        }
      },
    },
    (problem, tools) => judge(tools, problem),
  )

  // ---- heads ----

  hidden(
    'Neighbours share a head of keys and of values',
    { hint: 'With 6 heads of queries and 2 of keys, which heads of queries use the second one?' },
    async (tools) => {
      await judge(tools, drawn(tools.random, [6, 2, 2, 3, 4, 2]))
      await judge(tools, drawn(tools.random, [6, 3, 3, 3, 4, 2]))
      await judge(tools, drawn(tools.random, [4, 1, 1, 4, 3, 5]), 'the output with G = 1')
      await judge(tools, drawn(tools.random, [3, 3, 2, 3, 3, 2]), 'the output with G = H')
    },
  )

  hidden(
    'Sharing is the same as repeating',
    { hint: 'What if the caller repeats every head of keys and values, for each to have its own?' },
    async ({ learner, expect, random }) => {
      const { q, k, v } = drawn(random, [4, 2, 2, 3, 2, 3])
      const repeated = (x: NdArray): NdArray => {
        const heads = x.toNested() as number[][][]
        return tensor(heads.flatMap((one) => [one, one]))
      }
      await expect(
        await learner.groupedAttention(q, k, v),
        'the output, beside that with repeated keys and values',
      ).toBeCloseTo(await learner.groupedAttention(q, repeated(k), repeated(v)))
    },
  )

  // ---- what may be seen ----

  hidden(
    'The queries are the last positions',
    { hint: 'Of five positions, two ask: which two? What may the first of them see?' },
    async (tools) => {
      // prettier-ignore
      for (const [n, m] of [[2, 5], [1, 4], [3, 4]] as const)
        await judge(tools, drawn(tools.random, [2, 1, n, m, 2, 2]))
    },
  )

  hidden(
    'A window with fewer queries than keys',
    {
      hint: 'The one query of five positions has a window of 2. How many keys lie before the window? Is a number in your mask negative then, and what does it mean there?',
    },
    async (tools) => {
      // prettier-ignore
      for (const [n, m, window] of [[1, 5, 2], [2, 6, 2], [2, 4, 3]] as const)
        await judge(tools, drawn(tools.random, [4, 2, n, m, 2, 2], window))
    },
  )

  hidden(
    'A window of 1 sees itself alone, and a wide one hides nothing',
    {
      category: 'edge',
      hint: 'What is softmax of one number? May a window reach beyond the first key?',
    },
    async (tools) => {
      for (const window of [1, 3, 4, 50]) await judge(tools, drawn(tools.random, [2, 1, 3, 4, 2, 3], window))
    },
  )

  hidden(
    'Query by query, with a cache of the window alone',
    { hint: 'What has left the window can be thrown away: does the output change when the caller does so?' },
    async ({ learner, expect, random }) => {
      const { q, k, v } = drawn(random, [4, 2, 3, 5, 2, 2])
      const whole = await learner.groupedAttention(q, k, v, { window: 3 })
      for (let i = 0; i < 3; i++) {
        const cached = (x: NdArray): NdArray => positions(x, i, i + 3)
        await expect(
          await learner.groupedAttention(positions(q, i, i + 1), cached(k), cached(v)),
          `the output of query ${i} with its window’s keys, beside that of all at once`,
        ).toBeCloseTo(positions(whole, i, i + 1))
      }
    },
  )

  // ---- numbers ----

  hidden(
    'Scores of 100,000 overflow nothing',
    { category: 'stability', hint: 'What may be taken away from a whole row without softmax noticing?' },
    (tools) => judge(tools, { q: head(100_000, -100_000), k: head(1, -1, 1), v: head(1, 2, 5) }),
  )

  hidden(
    'What is hidden stays hidden, however the scores are',
    {
      category: 'stability',
      hint: 'A hidden key scores 100,000, and all that are seen score −100,000. Is what you put in the place of the hidden one lower for certain?',
    },
    async (tools) => {
      await judge(tools, { q: head(1, 1), k: head(0.25, 90_000), v: head(1, 3) })
      await judge(tools, { q: head(1), k: head(90_000, 0.5, 0.25), v: head(7, 1, 3), window: 2 })
      // The widest that scores may lie apart, for the mask of what comes after and for the window.
      for (const problem of [
        { q: head(1, 1), k: head(-100_000, 100_000), v: head(1, 3) },
        { q: head(1), k: head(100_000, -100_000, -100_000), v: head(7, 1, 3), window: 2 },
      ])
        await judge(tools, problem, 'the output', [hiddenWins(problem)])
    },
  )

  hidden(
    'The smallest sizes: one head, one query, one key, one column',
    { category: 'edge', hint: 'Which axes vanish when you squeeze, and which must stay?' },
    async (tools) => {
      await judge(tools, { q: head(2), k: head(2), v: head(-3) })
      await judge(tools, { q: head(2), k: head(2), v: head(-3), window: 1 })
      await judge(tools, { q: tensor([[[1]], [[2]]]), k: head(3, 1), v: tensor([[[5, 9], [1, 2]]]) }) // prettier-ignore
    },
  )

  hidden(
    'Shape and dtype are as the statement gives them',
    { category: 'shape', hint: 'Are the heads still the first axis at the end, and not joined?' },
    async ({ learner, expect, random }) => {
      const { q, k, v } = drawn(random, [6, 2, 4, 5, 3, 7])
      const output = await learner.groupedAttention(q, k, v, {})
      expect(output, 'the output').toHaveShape([6, 4, 7])
      expect(output, 'the output').toHaveDtype('float32')
    },
  )

  // ---- cost ----

  hidden(
    'Keys and values are not repeated',
    {
      category: 'memory',
      hint: 'Queries that share keys can be rows of one matrix: by which reshape?',
    },
    async ({ learner, expect, random, measure }) => {
      for (const [n, m, width, window] of [
        [1, 32, 64, undefined],
        [2, 128, 128, 100],
      ] as const) {
        const problem = drawn(random, [32, 2, n, m, width, width], window)
        const { q, k, v } = problem
        const given = window === undefined ? [] : [{ window }]
        const { value, peakBytes } = await measure(() => learner.groupedAttention(q, k, v, ...given))
        await expect(value, `the output, n = ${n}`).toBeCloseTo(outputOf(problem), {
          mistakes: mistakesOf(problem),
        })
        const times = peakBytes / (4 * (k.size + v.size))
        expect.that(
          times <= 6,
          `A call with n = ${n} holds tensors of ${times.toFixed(1)} times the bytes of k and v at a time; 6 times are allowed.`,
          { diagnosis: 'Keys or values are there once for each head of queries.' },
        )
      }
    },
  )

  hidden(
    'As many operations for 32 positions as for 4',
    {
      category: 'efficiency',
      hint: 'Does anything loop over queries or keys, for a mask maybe?',
    },
    async ({ learner, expect, random, measure }) => {
      const kernels = async (n: number): Promise<number> => {
        const { q, k, v } = drawn(random, [4, 2, n, n, 4, 4])
        return (await measure(() => learner.groupedAttention(q, k, v, { window: 3 }))).kernelCount
      }
      const [few, many] = [await kernels(4), await kernels(32)]
      expect.that(
        many <= few + 8,
        `${few} operations run for 4 positions, and ${many} for 32: their number grows with the positions.`,
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours?',
    },
    async ({ harness, expect, random }) => {
      const problem = drawn(random, [2, 1, 2, 3, 2, 2], 2)
      const after = await harness.twice(problem.q, problem.k, problem.v)
      await expect(after.second, 'the output of a second call').toBeCloseTo(outputOf(problem))
      for (const name of ['q', 'k', 'v'] as const) await expect(after[name], name).toEqual(problem[name])
    },
  )
})
