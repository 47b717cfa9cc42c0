import {
  type CaseTools,
  distribution,
  type NdArray,
  type Random,
  shaped,
  suite,
  tensor,
} from '@tensorkata/kit'
import {
  clusteringOf,
  codeOf,
  meanOf,
  type Outcome,
  rowsOf,
  seedingOf,
  SLIPS,
  squared,
  WRONG_SEEDINGS,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** Points on a line. */
const line = (...places: number[]): NdArray => shaped([places.length, 1], places)

/** The case worked by hand in the statement. */
const POINTS = line(0, 2, 4, 9, 11)
const INITIAL = line(0, 2)

const JUST_BELOW_1 = 1 - 2 ** -53
const uniforms = (random: Random, n: number): Float64Array =>
  Float64Array.from({ length: n }, () => random.next())

/**
 * Three points, and whether a choice of two of them, by its code, has as its second the nearer of what was left. That is so in
 * 24% of the cases, in 35% where distances are not squared, and in 10% where they are squared twice: with n = 1,000 draws
 * n · KL is 35 and 60, far above the ln(4 / 1e-6) ≈ 15 from which a sampler is refused. A right one is, once in a million.
 */
const PLACES = [0, 2, 5] as const
function isNearer(code: number): 0 | 1 {
  const [first, second] = [Math.floor(code / 3), code % 3]
  const gap = (place: number): number => Math.abs(PLACES[place]! - PLACES[first]!)
  return first !== second && gap(second) < gap(3 - first - second) ? 1 : 0
}

/** Rows of normal numbers with one decimal, and a start among them, where no assignment hangs on a rounding error. */
function clearCase(random: Random, n: number, d: number, k: number): { points: NdArray; initial: NdArray } {
  for (;;) {
    const normal = (rows: number): NdArray =>
      shaped(
        [rows, d],
        Float32Array.from({ length: rows * d }, () => Math.round(30 * random.normal()) / 10),
      )
    const [points, initial] = [normal(n), normal(k)]
    if (clusteringOf(points, initial, 50).margin > 0.01) return { points, initial }
  }
}

const FIELDS = ['centroids', 'labels', 'inertia', 'iterations'] as const satisfies (keyof Outcome)[]

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { learner, expect }: Tools,
    points: NdArray,
    initial: NdArray,
    maxIterations: number,
  ): Promise<void> => {
    const got: Partial<Record<string, unknown>> | undefined = await learner.kMeans(
      points,
      initial,
      maxIterations,
    )
    const right = clusteringOf(points, initial, maxIterations)
    const wrong = SLIPS.map(({ says, slips }) => ({
      says,
      outcome: clusteringOf(points, initial, maxIterations, slips),
    }))
    const countedOtherwise = [
      { says: 'The iteration that changes no label counts too.', gives: right.iterations - 1 },
      {
        says: 'It makes an iteration too many: it is over when no label changes, and not when no centroid moves.',
        gives: right.iterations + 1,
      },
    ]
    for (const field of FIELDS)
      await expect(got?.[field], `the ${field}`).toBeCloseTo(right[field], {
        mistakes: [
          ...wrong.map(({ says, outcome }) => ({ says, gives: outcome[field] })),
          ...(field === 'iterations' ? countedOtherwise : []),
        ],
      })
  }

  const judgeSeedings = async (
    { harness, random }: Tools,
    points: NdArray,
    k: number,
    draws: number,
  ): Promise<number[]> => {
    const n = points.shape[0]!
    const { chosen } = await harness.seedings(points, k, uniforms(random, draws * k), draws)
    const codes = Array.from({ length: draws }, (_, i) => codeOf([...chosen.slice(i * k, (i + 1) * k)], n))
    distribution(codes).matches(seedingOf(points, k), {
      name: 'choice of centroids',
      mistakes: WRONG_SEEDINGS.map(({ says, gives }) => ({ says, gives: gives(points, k) })),
    })
    return codes
  }

  example('The case by hand', (tools) => judge(tools, POINTS, INITIAL, 100))

  example(
    'The case by hand, after one iteration',
    { hint: 'The centroids have just moved. To which centroids do the labels belong that you return?' },
    (tools) => judge(tools, POINTS, INITIAL, 1),
  )

  example(
    'Seeding by hand: 0, 1 and 3, three hundred times',
    { hint: 'Given that 0 was chosen first: which stretch of [0, 1) belongs to 1, and which to 3?' },
    async (tools) => void (await judgeSeedings(tools, line(0, 1, 3), 2, 300)),
  )

  property(
    'Right for all points and starts',
    {
      hint: 'Go through the smallest failing input by hand. Which of the four differs, and since which iteration?',
      runs: 25,
      given: ({ int, random }) => {
        const [n, d] = [int(1, 8), int(1, 3)]
        const k = int(1, Math.min(n, 4))
        return { ...clearCase(random(), n, d, k), maxIterations: int(0, 12) }
      },
    },
    ({ points, initial, maxIterations }, tools) => judge(tools, points, initial, maxIterations),
  )

  // ---- when it stops ----

  hidden(
    'No iterations at all: labels and inertia of the initial centroids',
    { category: 'edge', hint: 'What is left to do when nothing may move?' },
    async (tools) => {
      await judge(tools, POINTS, INITIAL, 0)
      await judge(tools, tensor([[1, 2], [3, 4], [5, 0]]), tensor([[5, 1], [0, 0]]), 0) // prettier-ignore
    },
  )

  hidden(
    'It stops after the first iteration that changes no label',
    { hint: 'With 500 iterations allowed and the third one idle: what ends your loop?' },
    async (tools) => {
      await judge(tools, POINTS, INITIAL, 500)
      await judge(tools, line(0, 2, 10, 12), line(1, 11), 500)
    },
  )

  hidden(
    'Nor does it stop before: labels may change though centroids hardly move',
    {
      hint: 'Is there a tolerance in your code? These coordinates are about 0.0001. Labels are what the statement looks at.',
    },
    async (tools) => {
      const small = (places: NdArray): NdArray =>
        line(...Array.from(places.data as Float32Array, (place) => place * 2 ** -17))
      await judge(tools, small(POINTS), small(INITIAL), 100)
    },
  )

  hidden(
    'However few iterations are allowed, labels and inertia belong to the centroids that are returned',
    { hint: 'What is the last thing that your loop does: move, or assign?' },
    async (tools) => {
      const points = tensor([[0, 0], [1, 0], [2, 1], [6, 5], [9, 9], [7, 1]]) // prettier-ignore
      const initial = tensor([[0, 0.25], [1, 0.5], [1.5, -1]]) // prettier-ignore
      for (const maxIterations of [1, 2, 3]) {
        await judge(tools, points, initial, maxIterations)
        await judge(tools, POINTS, INITIAL, maxIterations)
      }
    },
  )

  // ---- ties and empty clusters ----

  hidden(
    'Of equally near centroids the lowest index wins',
    { category: 'edge', hint: 'Is it < or <= where you compare distances?' },
    async (tools) => {
      await judge(tools, line(0, 1, 2), line(0, 2), 10)
      await judge(tools, line(0, 1, 2), line(2, 0), 1)
      // Two centroids in one place: the second gets nothing, and stays.
      await judge(tools, line(0, 2, 5, 7), line(1, 1, 6), 10)
      await judge(tools, tensor([[0, 1], [1, 0], [-1, 0], [0, -1]]), tensor([[3, 3], [-3, -3], [3, -3]]), 0) // prettier-ignore
    },
  )

  hidden(
    'A centroid without points stays where it is, and may get points later',
    { category: 'edge', hint: 'What is the mean of no points? Which number does your code divide by?' },
    async (tools) => {
      await judge(tools, line(3, 4, 5), line(4, 100), 10)
      // All belong to the first at the beginning. When it has moved away, the second is nearer to 3.
      for (const maxIterations of [1, 2, 10]) await judge(tools, line(3, 11, 13), line(7, -2), maxIterations)
      // The first one moves from 4 to 5, and then loses both of its points.
      for (const maxIterations of [1, 2, 10])
        await judge(tools, line(0, 10, 14), line(4, 18, -4.5), maxIterations)
      await judge(tools, tensor([[1, 1], [2, 1]]), tensor([[-50, 7], [1, 2]]), 5) // prettier-ignore
    },
  )

  hidden(
    'The smallest cases: one point, one cluster, as many clusters as points',
    { category: 'edge', hint: 'What does argMin, or oneHot, do when there is one centroid only?' },
    async (tools) => {
      await judge(tools, tensor([[3, -1]]), tensor([[0, 0]]), 10)
      await judge(tools, line(1, 2, 6), line(100), 10)
      await judge(tools, tensor([[1, 2], [3, 5]]), tensor([[3, 5], [1, 2]]), 10) // prettier-ignore
      // All points in one place.
      await judge(tools, line(2, 2, 2), line(2, 2), 10)
    },
  )

  // ---- numbers ----

  hidden(
    'Clusters 1 apart, a thousand away from the origin',
    {
      category: 'stability',
      hint: 'At 1,000,000 the neighbours of a float32 are 1/16 apart. Is there a square of that size in your code before a difference is taken?',
    },
    async ({ learner, expect }) => {
      const diagnosis =
        'Far away ‖x‖² − 2x·c + ‖c‖² is a small difference of large, rounded numbers, and no origin is near to two corners. Subtract before you square.'
      const check = async (points: NdArray, initial: NdArray): Promise<void> => {
        const { labels, inertia } = clusteringOf(points, initial, 20)
        const got = await learner.kMeans(points, initial, 20)
        expect(got.labels, 'the labels').toHaveShape(labels.shape)
        expect.that(
          labels.data.every((label, i) => label === got.labels.data[i]),
          'Points have the label of a centroid that is not their nearest.',
          { diagnosis },
        )
        const error = Math.abs(got.inertia - inertia) / inertia
        expect.that(
          error < 1e-3,
          `In the inertia: it is off by ${error < 0.01 ? 'less than 1' : Math.round(100 * error)}%.`,
          { diagnosis },
        )
      }
      // Every difference, sum and mean on the way is exact in float32.
      const near = [0, 0.125, 0.25, 0.375, 1, 1.125, 1.25, 1.375]
      const corner = near.flatMap((place) => [1000 + place, place - 1000])
      await check(shaped([8, 2], corner), tensor([[1000.25, -999.75], [1001, -999]])) // prettier-ignore
      // Two corners at once, with 16 coordinates: no shift brings both near.
      const inBoth = (places: readonly number[]): NdArray =>
        shaped(
          [2 * places.length, 16],
          [1, -1].flatMap((sign) =>
            places.flatMap((place) =>
              Array.from({ length: 16 }, (_, j) => sign * (j === 0 ? 1000 + place : j % 2 ? 1000 : -1000)),
            ),
          ),
        )
      await check(inBoth(near), inBoth([0.25, 1]))
    },
  )

  property(
    'With many points: each is with its nearest centroid, which is the mean of its points',
    {
      hint: 'Recompute from what you return: are the labels those of the nearest centroids? Are these the means of their points?',
      runs: 12,
      given: ({ int, normalTensor }) => {
        const [n, d] = [int(1, 60), int(1, 3)]
        const k = int(1, Math.min(n, 6))
        return { points: normalTensor([n, d], 2), k, maxIterations: int(0, 40) }
      },
    },
    async ({ points, k, maxIterations }, { learner, expect }) => {
      const rows = rowsOf(points)
      const initial = tensor(rows.slice(0, k))
      const got = await learner.kMeans(points, initial, maxIterations)
      expect(got.centroids, 'the centroids').toHaveShape(initial.shape)
      expect(got.labels, 'the labels').toHaveShape([rows.length])
      const centroids = rowsOf(got.centroids)
      const labels = Array.from(got.labels.data as Int32Array)
      const distances = rows.map((row) => centroids.map((centroid) => squared(row, centroid)))
      const stray = labels.findIndex((label, i) => {
        const own = distances[i]![label]
        return own === undefined || !(own <= Math.min(...distances[i]!) + 1e-3)
      })
      expect.that(stray < 0, `Point ${stray} has the label of a centroid that is not its nearest.`, {
        diagnosis: 'Labels and centroids do not belong together: are they of the same step?',
      })
      await expect(got.inertia, 'the inertia').toBeCloseTo(
        labels.reduce((sum, label, i) => sum + distances[i]![label]!, 0),
        { rtol: 1e-3 },
      )
      if (got.iterations >= maxIterations) return
      const means = centroids.map((centroid, j) =>
        meanOf(
          rows.filter((_, i) => labels[i] === j),
          centroid,
        ),
      )
      await expect(got.centroids, 'the centroids, beside the means of their points').toBeCloseTo(
        tensor(means),
        { atol: 1e-4 },
      )
    },
  )

  hidden(
    'From iteration to iteration the inertia never rises',
    {
      hint: 'Moving to the mean lowers it, and so does assigning to the nearest. What else does your code do?',
    },
    async ({ learner, expect, random }) => {
      const points = shaped(
        [30, 2],
        Float32Array.from({ length: 60 }, () => random.normal()),
      )
      const initial = tensor(rowsOf(points).slice(0, 4))
      let before = Infinity
      for (let maxIterations = 0; maxIterations <= 8; maxIterations++) {
        const { inertia } = await learner.kMeans(points, initial, maxIterations)
        expect(inertia, `the inertia after at most ${maxIterations} iterations`).toBeAtMost(
          before * (1 + 1e-4),
        )
        before = inertia
      }
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'Labels are int32, and the inertia is a plain number: is it awaited?' },
    async ({ learner, expect, harness }) => {
      const points = tensor([[1, 2, 3], [4, 5, 6], [7, 8, 10], [0, 1, 0]]) // prettier-ignore
      const got = await learner.kMeans(points, tensor([[1, 2, 3], [7, 8, 9]]), 5) // prettier-ignore
      expect(got.centroids, 'the centroids').toHaveShape([2, 3])
      expect(got.centroids, 'the centroids').toHaveDtype('float32')
      expect(got.labels, 'the labels').toHaveShape([4])
      expect(got.labels, 'the labels').toHaveDtype('int32')
      expect.that(typeof got.inertia === 'number', 'The inertia is not a number.')
      for (const k of [1, 2, 4]) await harness.seedings(points, k, Float64Array.of(0.3, 0.9, 0.6), 1)
    },
  )

  // ---- seeding ----

  hidden(
    'Seeding goes with the squared distance, and begins anywhere',
    {
      hint: 'Are the weights squared, and once only? Is the first centroid really any of the points, equally probably?',
    },
    async (tools) => {
      const points = line(...PLACES)
      const codes = await judgeSeedings(tools, points, 2, 1_000)
      const kinds = (probabilities: readonly number[]): number[] => {
        const nearer = probabilities.reduce((sum, p, code) => sum + p * isNearer(code), 0)
        return [1 - nearer, nearer]
      }
      distribution(codes.map(isNearer)).matches(kinds(seedingOf(points, 2)), {
        name: 'second centroid, 0 for the farther and 1 for the nearer of the other two:',
        mistakes: WRONG_SEEDINGS.map(({ says, gives }) => ({ says, gives: kinds(gives(points, 2)) })),
      })
    },
  )

  hidden(
    'Seeding looks at the nearest of all chosen centroids',
    { hint: 'Two are chosen. For each other point: the distance to which of the two counts?' },
    async (tools) => {
      await judgeSeedings(tools, tensor([[0, 0], [0, 1], [6, 8], [6, 9]]), 3, 400) // prettier-ignore
      await judgeSeedings(tools, line(0, 5, 7), 3, 400)
    },
  )

  hidden(
    'No point is seeded twice while another is left, whatever random gives',
    {
      category: 'edge',
      hint: 'What does your draw return for 0, if the first weight is 0? And where does it end for 0.9999999999999999?',
    },
    async ({ harness, expect, random }) => {
      const points = tensor(Array.from({ length: 7 }, (_, i) => [i / 3, ((i * i) % 5) / 7, random.normal()]))
      for (const uniform of [0, JUST_BELOW_1, 0.5]) {
        const { chosen } = await harness.seedings(points, 7, Float64Array.of(uniform), 1)
        expect.that(
          new Set(chosen).size === 7,
          `A point is chosen twice while others are left, when random gives ${uniform}.`,
          {
            diagnosis:
              'A stretch of length 0 holds no number: compare with <, pass over weights of 0, and end on a point that has a weight.',
          },
        )
      }
    },
  )

  hidden(
    'More centroids than places: any point will do, and not NaN',
    {
      category: 'edge',
      hint: 'All squared distances are 0. What is their sum, and what do you divide by it?',
    },
    async ({ harness, expect, random }) => {
      await harness.seedings(line(5, 5, 5), 3, uniforms(random, 3), 1)
      await harness.seedings(line(5, 5, 5), 3, Float64Array.of(JUST_BELOW_1), 1)
      await harness.seedings(line(4), 1, Float64Array.of(JUST_BELOW_1), 1)
      const { chosen } = await harness.seedings(line(1, 1, 8, 1), 3, uniforms(random, 60), 20)
      const both = Array.from({ length: 20 }, (_, i) => new Set(chosen.slice(3 * i, 3 * i + 2)).size === 2)
      expect.that(both.every(Boolean), 'A place is chosen twice while another one is left.')
    },
  )

  hidden(
    'Chance comes from random alone, once for each centroid',
    { hint: 'How often do you call random? Does anything else throw dice?' },
    async ({ harness, expect, random }) => {
      const points = line(0, 1, 3, 7, 8, 12)
      const stream = uniforms(random, 60)
      const first = await harness.seedings(points, 3, stream, 20)
      const second = await harness.seedings(points, 3, stream, 20)
      expect.that(
        first.calls === 60,
        `random is called ${first.calls} times for 20 seedings with 3 centroids; once for each centroid is wanted.`,
      )
      expect.that(
        first.chosen.every((index, i) => index === second.chosen[i]),
        'With the same numbers from random, other centroids are chosen.',
      )
      // One point, one place, two places for four centroids: any point may be taken, but not without random.
      for (const places of [[4], [5, 5, 5], [1, 1, 8, 1]]) {
        const { calls } = await harness.seedings(line(...places), places.length, stream, 1)
        expect.that(
          calls === places.length,
          `random is called ${calls} times for ${places.length} centroids among points that coincide; once for each centroid is wanted, where any point may be taken too.`,
        )
      }
    },
  )

  // ---- cost ----

  hidden(
    'Seeding leaves nothing but the centroids',
    { category: 'memory', hint: 'Which tensors do you make on the way, and who disposes of them?' },
    async ({ harness, expect, random }) => {
      const { left } = await harness.seedings(line(0, 1, 3, 7), 3, uniforms(random, 30), 10)
      expect.that(left === 0, `After 10 seedings ${left} tensors are left behind, besides the centroids.`)
    },
  )

  hidden(
    'As many operations for 80 points as for 8',
    {
      category: 'efficiency',
      hint: 'Does anything loop over points with a tensor in its hand? All distances can be had at once.',
    },
    async ({ learner, expect, measure }) => {
      const kernels = async (n: number): Promise<number> => {
        const points = line(...Array.from({ length: n }, (_, i) => i))
        return (await measure(() => learner.kMeans(points, line(0, 5), 1))).kernelCount
      }
      const [few, many] = [await kernels(8), await kernels(80)]
      expect.that(
        many <= few + 10,
        `${few} operations run for 8 points, and ${many} for 80: their number grows with the points.`,
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and the results are tensors of their own',
    {
      category: 'memory',
      hint: 'With no iterations allowed, whose tensor are the centroids that you return? And which one does your loop dispose of first?',
    },
    async ({ harness, expect }) => {
      for (const maxIterations of [0, 10]) {
        const after = await harness.twice(POINTS, INITIAL, maxIterations)
        await expect(after.points, 'the points').toEqual(POINTS)
        await expect(after.initial, 'the initial centroids').toEqual(INITIAL)
        const { centroids, labels } = clusteringOf(POINTS, INITIAL, maxIterations)
        await expect(after.second.centroids, 'the centroids of a second call').toBeCloseTo(centroids)
        await expect(after.second.labels, 'the labels of a second call').toEqual(labels)
      }
    },
  )
})
