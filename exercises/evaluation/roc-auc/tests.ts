import { type CaseTools, type Expect, type Random, suite, tensor } from '@tensorkata/kit'
import { aucOf, averagePrecisionOf, countedOf, curveOf, type Items, itemByItem, ranking } from './expected'
import * as harness from './harness'
import { manyItems } from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const items = (labels: readonly number[], scores: readonly number[]): Items => ({
  labels: Int32Array.from(labels),
  scores: Float32Array.from(scores),
})

/** The case worked by hand in the statement. */
const BY_HAND = items([1, 0, 0, 1, 1], [0.3, 0.8, 0.1, 0.9, 0.8])

/** Both kinds among them; scores from so few values that they tie. */
function drawn(random: Random, n: number, values: number): Items {
  const labels = Array.from({ length: n }, (_, i) => (i < 2 ? i : random.int(0, 1)))
  const scores = labels.map(
    (label) => (random.int(0, values - 1) + (random.next() < 0.5 ? label : 0)) / 4 - 1,
  )
  const order = labels.map(() => random.next())
  const shuffled = Array.from(labels.keys()).sort((a, b) => order[a]! - order[b]!)
  return items(
    shuffled.map((i) => labels[i]!),
    shuffled.map((i) => scores[i]!),
  )
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeAuc = async ({ learner, expect }: Tools, given: Items): Promise<void> => {
    const reversed = [...ranking(given)].reverse()
    const negated = { ...given, scores: given.scores.map((score) => -score) }
    await expect(await learner.rocAuc(given.labels, given.scores), 'the AUC').toBeCloseTo(aucOf(given), {
      mistakes: [
        { says: 'Ties are counted as wins. What is a tie worth?', gives: () => aucOf(given, 1) },
        { says: 'Ties are counted as losses. What is a tie worth?', gives: () => aucOf(given, 0) },
        {
          says: 'It looks as if items of equal scores were taken one after the other, in the order in which they stand.',
          gives: () => itemByItem(given, ranking(given)).auc,
        },
        {
          says: 'It looks as if items of equal scores were taken one after the other.',
          gives: () => 1 - itemByItem(given, reversed).auc,
        },
        { says: 'Low scores are taken for positive.', gives: () => aucOf(negated) },
        {
          says: 'It looks as if the items were taken in the order in which they stand, not by their scores.',
          gives: () => itemByItem(given, Array.from(given.labels.keys())).auc,
        },
        { says: 'This is average precision, not the AUC.', gives: () => averagePrecisionOf(given) },
      ],
    })
  }

  const judgePrecision = async ({ learner, expect }: Tools, given: Items): Promise<void> => {
    const prevalence = given.labels.reduce((sum, label) => sum + label, 0) / given.labels.length
    await expect(
      await learner.averagePrecision(given.labels, given.scores),
      'the average precision',
    ).toBeCloseTo(averagePrecisionOf(given), {
      mistakes: [
        {
          says: 'The points are joined by straight lines. How much does precision count over a step of recall?',
          gives: () => averagePrecisionOf(given, { joined: true }),
        },
        {
          says: 'It looks as if items of equal scores were taken one after the other. Which precision do they share?',
          gives: () => itemByItem(given, ranking(given)).averagePrecision,
        },
        { says: 'This is the AUC, not average precision.', gives: () => aucOf(given) },
        { says: 'This is the share of positives.', gives: prevalence },
      ],
    })
  }

  const judgeCurve = async ({ learner, expect }: Tools, given: Items): Promise<void> => {
    const curve = await learner.rocCurve(given.labels, given.scores)
    const wanted = curveOf(given)
    for (const name of ['thresholds', 'fpr', 'tpr'] as const) {
      const got = listOf(expect, curve, name)
      const what = `${got.length} ${got.length === 1 ? 'point' : 'points'} where there are ${wanted[name].length}`
      expect.that(got.length === wanted[name].length, `In ${name}: ${what}.`, {
        diagnosis: lengthDiagnosis(got.length, wanted[name].length, given),
      })
      await expect(tensor(got), name).toBeCloseTo(tensor(wanted[name]), {
        mistakes: [
          {
            says: 'The thresholds should go from the highest to the lowest.',
            gives: tensor([...wanted[name]].reverse()),
          },
          {
            says: 'This is 1 minus what is wanted.',
            gives: tensor(wanted[name].map((value) => 1 - value)),
          },
          ...(name === 'thresholds'
            ? []
            : [
                {
                  says: 'fpr and tpr are exchanged.',
                  gives: tensor(wanted[name === 'fpr' ? 'tpr' : 'fpr']),
                },
              ]),
        ],
      })
    }
  }

  const judge = async (tools: Tools, given: Items): Promise<void> => {
    await judgeCurve(tools, given)
    await judgeAuc(tools, given)
    await judgePrecision(tools, given)
  }

  example('The case by hand: the curve', (tools) => judgeCurve(tools, BY_HAND))
  example('The case by hand: the area', { hint: 'Write down all six pairs. Which is a tie?' }, (tools) =>
    judgeAuc(tools, BY_HAND),
  )
  example('The case by hand: average precision', (tools) => judgePrecision(tools, BY_HAND))

  property(
    'Right for all items, with many ties or few',
    {
      hint: 'Does the smallest failing input have equal scores? Sink the threshold by hand, group by group.',
      runs: 40,
      given: ({ int, random, oneOf }) => drawn(random(), int(2, 12), oneOf([1, 2, 4, 40])),
    },
    (given, tools) => judge(tools, given),
  )

  hidden('Every positive above every negative, and the other way round', async (tools) => {
    await judge(tools, items([1, 0, 1, 0], [4, 2, 3, 1]))
    await judge(tools, items([1, 0, 1, 0], [-4, -2, -3, -1]))
  })

  // ---- ties ----

  hidden(
    'All scores equal: no better than chance, whatever the order of the labels',
    { category: 'edge', hint: 'One threshold, one step from (0, 0) to (1, 1). What is the area under it?' },
    async (tools) => {
      for (const labels of [
        [1, 1, 0, 0],
        [0, 0, 1],
        [1, 0, 1, 0, 1],
      ])
        // prettier-ignore
        await judge(
          tools,
          items(
            labels,
            labels.map(() => 0.5),
          ),
        )
    },
  )

  hidden(
    'A model that saturates: positives and negatives tie at the top',
    { hint: 'Ten items score exactly 1. In which order does your code take them, and should that matter?' },
    async (tools) => {
      const labels = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0]
      await judge(tools, items(labels, [1, 1, 1, 1, 1, 1, 0.5, 0.25, 0.25, 0]))
      await judge(tools, items([...labels].reverse(), [1, 1, 1, 1, 1, 1, 0.5, 0.25, 0.25, 0]))
    },
  )

  hidden(
    'The order in which the items stand is of no account',
    { hint: 'Shuffle labels and scores together. Which step of your code notices?' },
    async ({ learner, expect, random }) => {
      const given = drawn(random, 12, 3)
      const orders = [ranking(given), [...ranking(given)].reverse()]
      const values: number[][] = []
      for (const order of orders) {
        const labels = Int32Array.from(order, (i) => given.labels[i]!)
        const scores = Float32Array.from(order, (i) => given.scores[i]!)
        values.push([await learner.rocAuc(labels, scores), await learner.averagePrecision(labels, scores)])
      }
      await expect(tensor(values[1]!), 'AUC and average precision in another order').toBeCloseTo(
        tensor([aucOf(given), averagePrecisionOf(given)]),
      )
      await expect(tensor(values[0]!), 'AUC and average precision').toBeCloseTo(tensor(values[1]!))
    },
  )

  hidden(
    'Scores that differ in the last bit are not equal',
    {
      category: 'stability',
      hint: 'Do you round scores, or compare them within a tolerance, or turn them into text?',
    },
    async (tools) => {
      // Neighbours in float32 near 1, and near 10⁻⁷.
      const ulp = 2 ** -23
      await judge(tools, items([0, 1, 0, 1], [1, 1 + ulp, 1 + 2 * ulp, 1 + 3 * ulp]))
      await judge(tools, items([1, 0, 1], [1e-7, 2e-7, 3e-7]))
    },
  )

  // ---- which scores ----

  hidden(
    'Scores of any sign and size: only their order counts for the areas',
    {
      category: 'edge',
      hint: 'Are scores probabilities? What does sort() do to numbers when nobody says how to compare?',
    },
    async (tools) => {
      await judge(tools, items([1, 0, 1, 0, 0, 1], [-5, -100, 20, 3, -7, 100]))
      await judge(tools, items([0, 1, 1, 0], [1e30, -1e30, 1e20, -1e-30]))
      await judge(tools, items([1, 0, 0], [2, 10, 9]))
    },
  )

  hidden(
    'Positives are rare: one among many',
    { hint: 'Are TPR and FPR each divided by their own number?' },
    async (tools) => {
      const labels = Array.from({ length: 40 }, (_, i) => Number(i === 17))
      await judge(
        tools,
        items(
          labels,
          labels.map((_, i) => Math.cos(i)),
        ),
      )
    },
  )

  // ---- nothing to say ----

  hidden(
    'One kind only: NaN, or 1',
    { category: 'edge', hint: 'What is the average of no pairs? Does your code say 0, ½ or Infinity?' },
    async ({ learner, expect }) => {
      const scores = Float32Array.from([0.5, 0.25, 0.5])
      const [ones, zeros] = [Int32Array.from([1, 1, 1]), Int32Array.from([0, 0, 0])]
      await expect(await learner.rocAuc(ones, scores), 'the AUC without negatives').toEqual(NaN)
      await expect(await learner.rocAuc(zeros, scores), 'the AUC without positives').toEqual(NaN)
      await expect(
        await learner.averagePrecision(zeros, scores),
        'the average precision without positives',
      ).toEqual(NaN)
      await expect(
        await learner.averagePrecision(ones, scores),
        'the average precision without negatives',
      ).toBeCloseTo(1)
      const single = Float32Array.from([3])
      await expect(await learner.rocAuc(Int32Array.from([1]), single), 'the AUC of one item').toEqual(NaN)
      await expect(
        await learner.averagePrecision(Int32Array.from([1]), single),
        'the average precision of one positive',
      ).toBeCloseTo(1)
    },
  )

  hidden(
    'The smallest case: one positive and one negative',
    { category: 'edge', hint: 'How many points has the curve, with two scores and with one?' },
    async (tools) => {
      await judge(tools, items([1, 0], [0.7, 0.2]))
      await judge(tools, items([1, 0], [0.2, 0.7]))
      await judge(tools, items([0, 1], [0.5, 0.5]))
    },
  )

  // ---- size ----

  hidden(
    'Four hundred thousand items',
    {
      category: 'efficiency',
      hint: 'Is there a loop inside a loop, or a search for each item?',
    },
    async ({ harness, expect }) => {
      const { auc, averagePrecision, points } = await harness.measureMany()
      const wanted = countedOf(manyItems(), 4_000)
      await expect(auc, 'the AUC').toBeCloseTo(wanted.auc)
      await expect(averagePrecision, 'the average precision').toBeCloseTo(wanted.averagePrecision)
      await expect(points, 'the number of points on the curve').toEqual(4_001)
    },
  )

  hidden(
    'Labels and scores are left as they were',
    { category: 'memory', hint: 'Whose array does sort() sort?' },
    async ({ harness, expect }) => {
      const given = items([1, 0, 1, 1, 0], [0.3, 0.8, 0.1, 0.9, 0.5])
      const { labels, scores } = await harness.afterwards(given.labels, given.scores)
      await expect(tensor([...labels]), 'the labels afterwards').toEqual(tensor([...given.labels]))
      await expect(tensor([...scores]), 'the scores afterwards').toEqual(tensor([...given.scores]))
    },
  )
})

function listOf(expect: Expect, curve: unknown, name: string): number[] {
  const list = (curve as Record<string, unknown> | null)?.[name]
  const isList = Array.isArray(list) || ArrayBuffer.isView(list)
  expect.that(isList, `rocCurve returns no list called ${name}.`, { diagnosis: 'Wrong shape.' })
  return Array.from(list as ArrayLike<number>, Number)
}

function lengthDiagnosis(got: number, wanted: number, { scores }: Items): string {
  if (got === scores.length + 1)
    return 'There is a point for each item. Items of the same score are passed all at once.'
  if (got === wanted - 1)
    return 'One is missing: does the curve start at (0, 0), with the threshold Infinity?'
  return got < wanted
    ? 'Points are missing: each distinct score has one.'
    : 'There are points that no score makes.'
}
