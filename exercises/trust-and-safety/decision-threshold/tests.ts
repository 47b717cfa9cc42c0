import { type CaseTools, type Random, suite, tensor } from '@tensorkata/kit'
import {
  bestOf,
  type Choice,
  choicesOf,
  type Conditions,
  outcomeAt,
  type Sample,
  WRONG_OUTCOMES,
} from './expected'
import { type Answer, isRight, nameFault } from './faults'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const sampleOf = (labels: readonly number[], scores: readonly number[]): Sample => ({
  labels: Int32Array.from(labels),
  scores: Float32Array.from(scores),
})

/** The case worked by hand in the statement, and its conditions. */
const BY_HAND = sampleOf([1, 1, 0, 1, 0, 1, 0, 0], [0.9, 0.8, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1])
const HAND: Conditions = { baseRate: 0.1, falsePositive: 1, falseNegative: 5 }

/** So many of each kind, in random order; harmful ones score higher more often than not, and scores tie. */
function drawn(random: Random, harmful: number, harmless: number, values: number): Sample {
  const labels = random.shuffled(Array.from({ length: harmful + harmless }, (_, i) => Number(i < harmful)))
  return sampleOf(
    labels,
    labels.map((label) => (random.int(0, values - 1) + label * random.int(0, Math.ceil(values / 2))) / 4 - 1),
  )
}

const exactly = { exact: true }
const rounded = { exact: false }

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeOutcome = async (
    { expect }: Tools,
    got: { cost?: unknown; flagged?: unknown } | null | undefined,
    sample: Sample,
    threshold: number,
    conditions: Conditions,
  ): Promise<void> => {
    const wanted = outcomeAt(sample, threshold, conditions)
    for (const name of ['cost', 'flagged'] as const)
      await expect(got?.[name], name === 'cost' ? 'the cost' : 'the flagged share').toBeCloseTo(
        wanted[name],
        {
          mistakes: WRONG_OUTCOMES.map(({ says, slips }) => ({
            says,
            gives: outcomeAt(sample, threshold, conditions, slips)[name],
          })),
        },
      )
  }

  const judgeAt = async (
    tools: Tools,
    sample: Sample,
    threshold: number,
    conditions: Conditions,
  ): Promise<void> => {
    const { labels, scores } = sample
    const got = await tools.learner.evaluateThreshold(labels, scores, threshold, conditions)
    await judgeOutcome(tools, got, sample, threshold, conditions)
  }

  type Asked = readonly [sample: Sample, conditions: Conditions]

  /** `exact`: nothing is rounded, so that there is one right threshold. */
  const chooseAll = async (
    tools: Tools,
    asked: readonly Asked[],
    { exact }: { exact: boolean },
  ): Promise<void> => {
    const { learner, expect } = tools
    const answers: (Answer & { readonly got: Choice })[] = []
    for (const [sample, conditions] of asked) {
      const got = await learner.chooseThreshold(sample.labels, sample.scores, conditions)
      answers.push({ sample, conditions, got, threshold: got?.threshold })
    }
    for (const answer of answers) {
      const { sample, conditions, got, threshold } = answer
      const wanted = bestOf(sample, conditions).threshold
      if (!isRight(answer, exact))
        await expect(threshold, 'the threshold').toEqual(wanted, {
          mistakes:
            typeof threshold === 'number' ? [{ says: nameFault(answer, answers), gives: threshold }] : [],
        })
      await judgeOutcome(tools, got, sample, threshold, conditions)
    }
  }

  const choose = (tools: Tools, sample: Sample, conditions: Conditions, how = exactly): Promise<void> =>
    chooseAll(tools, [[sample, conditions]], how)

  const even = { baseRate: 0.5, falsePositive: 1, falseNegative: 1 }

  example('The case by hand: the threshold 0.8', async (tools) => {
    await judgeAt(tools, BY_HAND, BY_HAND.scores[1]!, HAND)
  })
  example('The case by hand: the best threshold', (tools) => choose(tools, BY_HAND, HAND, rounded))
  example('The case by hand: no more than 0.28 may be flagged', (tools) =>
    choose(tools, BY_HAND, { ...HAND, capacity: 0.28 }, rounded),
  )
  example('The same sample where half of all posts are harmful', (tools) =>
    choose(tools, BY_HAND, { ...HAND, baseRate: 0.5 }, rounded),
  )

  property(
    'Right for all samples and conditions',
    {
      hint: 'Write down TPR and FPR at each distinct score of the smallest failing case, then cost and flagged share. Which column differs from yours?',
      runs: 50,
      given: ({ int, uniform, random, oneOf }) => {
        const sample = drawn(random(), int(1, 6), int(1, 6), oneOf([8, 3, 40]))
        const conditions = {
          baseRate: Math.round(uniform(0.02, 0.98) * 1000) / 1000,
          falsePositive: int(0, 9),
          falseNegative: int(0, 30),
        }
        // A capacity that lies well between two flagged shares.
        const shares = choicesOf(sample, conditions).map(({ flagged }) => flagged)
        const step = int(0, shares.length - 1)
        const next = shares[step + 1]
        return {
          sample,
          conditions:
            next === undefined ? conditions : { ...conditions, capacity: (shares[step]! + next) / 2 },
        }
      },
    },
    ({ sample, conditions }, tools) => choose(tools, sample, conditions, rounded),
  )

  property(
    'Right to the last tie, where all numbers are exact in binary',
    {
      hint: 'Two thresholds cost the same, or one flags just what the capacity allows. Which is wanted?',
      runs: 60,
      given: ({ random, oneOf, int }) => ({
        sample: drawn(random(), oneOf([1, 2, 4]), oneOf([1, 2, 4]), oneOf([6, 2])),
        conditions: {
          baseRate: oneOf([0.5, 0.25, 0.125, 0.75, 0, 1]),
          falsePositive: int(0, 4),
          falseNegative: int(0, 4),
          capacity: oneOf([1, 0.5, 0.25, 0.625, 0.125, 0]),
        },
      }),
    },
    ({ sample, conditions }, tools) => choose(tools, sample, conditions),
  )

  // ---- what a threshold costs ----

  hidden(
    'A post whose score equals the threshold is flagged',
    { hint: 'Is it "at least" or "more than"?' },
    async (tools) => {
      for (const score of BY_HAND.scores) await judgeAt(tools, BY_HAND, score, HAND)
    },
  )

  hidden(
    'Thresholds between two scores, above all and below all',
    {
      category: 'edge',
      hint: 'What do you compare the threshold with: with every score, or with those in a table?',
    },
    async (tools) => {
      for (const threshold of [0.85, 0.5, 0.05, -3, 7, Infinity, -Infinity])
        await judgeAt(tools, BY_HAND, threshold, { ...HAND, capacity: 0.125 })
    },
  )

  // ---- the base rate ----

  hidden(
    'The rarer the harm, the higher the threshold; the sample is the same',
    { hint: 'Where in your formula does the sample’s own share of harmful posts come in? Should it?' },
    (tools) =>
      chooseAll(
        tools,
        [0.001, 0.01, 0.05, 0.2, 0.8, 0.99].map((baseRate) => [BY_HAND, { ...HAND, baseRate }]),
        rounded,
      ),
  )

  hidden(
    'Harm is more frequent in production than in the sample',
    {
      hint: 'Three in twenty are harmful here, one in two there. Do you weigh each kind by its share there?',
    },
    async (tools) => {
      const labels = Array.from({ length: 20 }, (_, i) => Number(i === 1 || i === 2 || i === 9))
      const sample = sampleOf(
        labels,
        labels.map((_, i) => 20 - i),
      )
      const rates = [0.1, 0.5, 0.7]
      for (const baseRate of rates) await judgeAt(tools, sample, 12, { ...even, baseRate })
      await chooseAll(
        tools,
        rates.map((baseRate) => [sample, { baseRate, falsePositive: 3, falseNegative: 4 }]),
        rounded,
      )
    },
  )

  hidden(
    'Base rates of 0 and 1',
    { category: 'edge', hint: 'If nothing in production is harmful, what is there to flag?' },
    async (tools) => {
      for (const baseRate of [0, 1]) await judgeAt(tools, BY_HAND, 0.5, { ...HAND, baseRate })
      await chooseAll(
        tools,
        [0, 1].map((baseRate) => [BY_HAND, { ...HAND, baseRate }]),
        exactly,
      )
    },
  )

  // ---- the costs ----

  hidden(
    'Costs from nothing to a thousand',
    { hint: 'Which of the two errors does each cost belong to?' },
    (tools) =>
      chooseAll(
        tools,
        // prettier-ignore
        [[1, 1000], [1000, 1], [0, 1], [1, 0], [0, 0], [3, 3], [1, 6], [2, 5]].map(
          ([falsePositive, falseNegative]) => [
            BY_HAND,
            { baseRate: 0.25, falsePositive: falsePositive!, falseNegative: falseNegative! },
          ],
        ),
        exactly,
      ),
  )

  hidden(
    'To flag nothing may be best, and so may to flag everything',
    {
      category: 'edge',
      hint: 'How many thresholds are there with four distinct scores: three, four or five?',
    },
    (tools) => {
      const worse = sampleOf([0, 0, 1, 1], [4, 3, 2, 1])
      const better = sampleOf([1, 1, 0, 0], [4, 3, 2, 1])
      return chooseAll(
        tools,
        [
          [worse, { ...even, falsePositive: 4 }],
          [worse, { ...even, falseNegative: 4 }],
          [worse, { ...even, falseNegative: 4, capacity: 0.875 }],
          [better, even],
          [better, { ...even, falsePositive: 0 }],
        ],
        exactly,
      )
    },
  )

  // ---- ties ----

  hidden(
    'Posts of equal score are flagged together',
    { hint: 'Can any threshold come between two scores that are equal?' },
    (tools) => {
      const scores = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25]
      const missed = { ...even, falseNegative: 2 }
      return chooseAll(
        tools,
        [
          [sampleOf([1, 1, 0, 0, 1, 0, 0, 1], scores), missed],
          [sampleOf([0, 0, 1, 1, 0, 0, 1, 1], scores), missed],
          [sampleOf([1, 0, 1, 0], [2, 2, 2, 2]), missed],
          [sampleOf([1, 0, 1, 0], [2, 2, 2, 2]), { ...even, falsePositive: 2 }],
        ],
        exactly,
      )
    },
  )

  hidden(
    'Of thresholds that cost the same, the highest',
    { category: 'edge', hint: 'Is it "less" or "at most", and in which order do the thresholds come?' },
    (tools) =>
      chooseAll(
        tools,
        [
          [sampleOf([1, 0, 1, 0], [4, 3, 2, 1]), even],
          [sampleOf([1, 0, 0, 1], [1, 2, 3, 4]), even],
          [sampleOf([0, 1, 0, 1], [4, 3, 2, 1]), even],
        ],
        exactly,
      ),
  )

  // ---- capacity ----

  hidden(
    'The capacity is a share of production, not of the sample',
    {
      hint: 'Three of ten posts of the sample are flagged. Which share of all posts is that where harm is rare?',
    },
    (tools) => {
      const sample = sampleOf([1, 1, 0, 1, 0, 0, 0, 0, 0, 1], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
      const conditions = [0.1, 0.2, 0.35, 0.6].flatMap((capacity) =>
        [0.05, 0.9].map((baseRate) => ({ baseRate, falsePositive: 1, falseNegative: 10, capacity })),
      )
      return chooseAll(
        tools,
        conditions.map((one) => [sample, one]),
        rounded,
      )
    },
  )

  hidden(
    'A flagged share that equals the capacity is allowed, one that exceeds it is not',
    { category: 'edge', hint: 'Is anything flagged that the capacity has no room for?' },
    (tools) => {
      const sample = sampleOf([1, 0, 1, 0, 1, 0, 1, 0], [8, 7, 6, 5, 4, 3, 2, 1])
      return chooseAll(
        tools,
        [0.125, 0.25, 0.375, 0.5, 0.625, 0.99].map((capacity) => [
          sample,
          { ...even, falseNegative: 8, capacity },
        ]),
        exactly,
      )
    },
  )

  hidden(
    'Equal scores that would exceed the capacity are not flagged at all',
    {
      category: 'edge',
      hint: 'There is room for two, and three have the same score. Where can the threshold go?',
    },
    (tools) => {
      const sample = sampleOf([1, 1, 0, 1, 0, 0, 0, 1], [5, 4, 4, 4, 3, 2, 1, 0])
      return chooseAll(
        tools,
        [0.125, 0.25, 0.375, 0.5].map((capacity) => [sample, { ...even, falseNegative: 8, capacity }]),
        exactly,
      )
    },
  )

  hidden(
    'No capacity at all',
    { category: 'edge', hint: 'What is 0 || 1? And is Infinity always a choice?' },
    async (tools) => {
      await choose(tools, BY_HAND, { ...HAND, capacity: 0 })
      await choose(tools, sampleOf([0, 1], [1, 0]), { ...even, falseNegative: 9, capacity: 0 })
    },
  )

  hidden(
    'Cost falls, rises, and falls again',
    {
      hint: 'Is the best threshold the first that costs less than its neighbours? Is it, under a capacity, the lowest that fits?',
    },
    (tools) => {
      const labels = [1, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0]
      const sample = sampleOf(
        labels,
        labels.map((_, i) => 16 - i),
      )
      const risesFirst = sampleOf([0, 1, 1, 0, 1, 1, 0, 0], [8, 7, 6, 5, 4, 3, 2, 1])
      const conditions = [1, 0.625, 0.4375, 0.3125, 0.25].flatMap((capacity) =>
        [1, 2, 3].map((falseNegative) => ({ ...even, falseNegative, capacity })),
      )
      return chooseAll(
        tools,
        [
          ...conditions.map((one): Asked => [sample, one]),
          [risesFirst, { ...even, falseNegative: 2 }],
          [risesFirst, { ...even, falseNegative: 2, capacity: 0.5 }],
        ],
        exactly,
      )
    },
  )

  // ---- scores ----

  hidden(
    'Scores of any sign and size: only their order counts',
    {
      category: 'edge',
      hint: 'Are scores probabilities? What does sort() do to numbers when nobody says how to compare?',
    },
    (tools) => {
      const labels = [1, 0, 1, 0, 0, 1, 0, 1]
      const scales = [
        [-5, -100, 20, 3, -7, 100, 9, 10],
        [-5, -100, -20, -3, -7, -10, -90, -1],
        [1e30, -1e30, 1e20, -1e-30, 1e-30, 1e-20, 0, -1e20],
      ]
      return chooseAll(
        tools,
        scales.map((scores) => [sampleOf(labels, scores), { ...even, falseNegative: 3 }]),
        exactly,
      )
    },
  )

  hidden(
    'Scores that differ in the last bit are not equal',
    {
      category: 'stability',
      hint: 'Do you round scores, or try thresholds of a grid, or halfway between two?',
    },
    (tools) => {
      const ulp = 2 ** -23
      const sample = sampleOf([0, 1, 0, 1], [1, 1 + ulp, 1 + 2 * ulp, 1 + 3 * ulp])
      return chooseAll(
        tools,
        [1, 4].map((falseNegative) => [sample, { ...even, falseNegative }]),
        exactly,
      )
    },
  )

  hidden(
    'The smallest sample: one of each kind',
    { category: 'edge', hint: 'Which three thresholds are there?' },
    (tools) => {
      const scales = [[0.75, 0.25], [0.25, 0.75], [0.5, 0.5]] // prettier-ignore
      const conditions = [even, { ...even, falseNegative: 3 }, { ...even, capacity: 0.5 }]
      return chooseAll(
        tools,
        scales.flatMap((scores) => conditions.map((one): Asked => [sampleOf([1, 0], scores), one])),
        exactly,
      )
    },
  )

  hidden(
    'The order in which the posts stand is of no account',
    { hint: 'Shuffle labels and scores together. Which step of your code notices?' },
    async (tools) => {
      const order = tools.random.shuffled(Array.from(BY_HAND.labels.keys()))
      const shuffled = {
        labels: Int32Array.from(order, (i) => BY_HAND.labels[i]!),
        scores: Float32Array.from(order, (i) => BY_HAND.scores[i]!),
      }
      await choose(tools, shuffled, { ...HAND, capacity: 0.4 }, rounded)
      await judgeAt(tools, shuffled, 0.5, HAND)
    },
  )

  // ---- size ----

  hidden(
    'A hundred thousand posts',
    { category: 'efficiency', hint: 'Is there a loop over all posts inside a loop over all thresholds?' },
    async ({ harness, expect }) => {
      // By the sample's making: the last harmful post has rank 39,995, behind 20,000 harmful and 19,996 harmless ones.
      const got = await harness.chooseAmongMany({ baseRate: 0.2, falsePositive: 1, falseNegative: 5 })
      await expect(got.threshold, 'the threshold').toEqual(60_005)
      await expect(got.cost, 'the cost').toBeCloseTo((0.8 * 19_996) / 80_000)
      await expect(got.flagged, 'the flagged share').toBeCloseTo(0.2 + (0.8 * 19_996) / 80_000)
    },
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'Whose array does sort() sort?' },
    async ({ harness, expect }) => {
      const { labels, scores } = sampleOf([1, 0, 1, 1, 0], [0.3, 0.8, 0.1, 0.9, 0.5])
      const after = await harness.afterwards(labels, scores, HAND)
      await expect(tensor([...after.labels]), 'the labels afterwards').toEqual(tensor([...labels]))
      await expect(tensor([...after.scores]), 'the scores afterwards').toEqual(tensor([...scores]))
      await expect(after.conditions, 'the conditions afterwards').toEqual({ ...HAND })
    },
  )
})
