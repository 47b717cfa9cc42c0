import { type CaseTools, GRADIENT, type NdArray, type Random, suite, tensor } from '@tensorkata/kit'
import {
  covarianceOf,
  directions,
  dot,
  eigenvaluesOf,
  faultOf,
  isClear,
  less,
  meanOf,
  onAxes,
  packed,
  rowsOf,
  vector,
  wrongVariances,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>
type Rows = readonly (readonly number[])[]

/** The case worked by hand in the statement. */
const POINTS: Rows = [[5, 3], [1, -1], [4, 0], [2, 2], [3, 1]] // prettier-ignore

const shifted = (rows: Rows, by: readonly number[]): number[][] =>
  less(
    rows,
    by.map((value) => -value),
  )
const scaled = (rows: Rows, by: number): number[][] => rows.map((row) => row.map((value) => by * value))

/** Points by chance, with one decimal, whose variances are as far apart as the statement promises. */
function clearPoints(random: Random, n: number, d: number): number[][] {
  for (;;) {
    const middle = Array.from({ length: d }, () => random.int(-3, 3))
    const rows = Array.from({ length: n }, () =>
      middle.map((value) => value + Math.round(15 * random.normal()) / 10),
    )
    if (isClear(eigenvaluesOf(covarianceOf(rows)))) return rows
  }
}

/** A fit of somebody else's. */
const fitOf = (mean: readonly number[], axes: Rows, variances: readonly number[]): Fit => ({
  mean: vector(mean),
  components: packed(axes),
  explainedVariance: vector(variances),
  explainedVarianceRatio: vector(variances.map((value) => value / 10)),
})

interface Fit {
  readonly mean: NdArray
  readonly components: NdArray
  readonly explainedVariance: NdArray
  readonly explainedVarianceRatio: NdArray
}

const AXIS = [Math.SQRT1_2, Math.SQRT1_2]
const LINE = fitOf([3, 1], [AXIS], [4])

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async ({ learner, expect }: Tools, points: Rows, k: number): Promise<void> => {
    const x = packed(points)
    const got: Partial<Record<string, unknown>> | undefined = await learner.pca(x, k)
    // What float32 has made of them.
    const rows = rowsOf(x)
    const d = rows[0]!.length
    const eigenvalues = eigenvaluesOf(covarianceOf(rows))
    const [first, total] = [eigenvalues[0]!, eigenvalues.reduce((sum, value) => sum + value, 0)]
    await expect(got?.mean, 'the mean').toBeCloseTo(vector(meanOf(rows)), GRADIENT)
    await expect(got?.explainedVariance, 'the explained variance').toBeCloseTo(
      vector(eigenvalues.slice(0, k)),
      { ...{ atol: 1e-3 * first + 1e-9, rtol: 0 }, mistakes: wrongVariances(rows, k) },
    )
    const shares = (whole: number): NdArray =>
      vector(eigenvalues.slice(0, k).map((value) => (total > 0 ? value / whole : 0)))
    const kept = eigenvalues.slice(0, k).reduce((sum, value) => sum + value, 0)
    await expect(got?.explainedVarianceRatio, 'the ratio of explained variance').toBeCloseTo(shares(total), {
      ...{ atol: 1e-3, rtol: 0 },
      mistakes: [
        {
          says: 'These are shares of the components that are kept. All variance counts, that of the others too.',
          gives: shares(kept),
        },
        {
          says: 'These seem to be shares of the greatest variance; the sum of all is wanted.',
          gives: shares(first),
        },
        {
          says: 'Where there is no variance at all, the ratio is 0, not 0 / 0.',
          gives: vector(new Array<number>(k).fill(NaN)),
        },
      ],
    })
    const components = expect(got?.components, 'the components')
    components.toHaveShape([k, d])
    components.toHaveDtype('float32')
    const fault = faultOf(got?.components as NdArray, rows)
    expect.that(fault === null, fault?.message ?? '', { ...(fault ?? {}) })
  }

  const judgeProjection = async ({ learner, expect }: Tools, fit: Fit, points: Rows): Promise<void> => {
    const [mean, axes] = [
      rowsOf(packed([Array.from(fit.mean.data as Float32Array)]))[0]!,
      rowsOf(fit.components),
    ]
    const deviations = Array.from(fit.explainedVariance.data as Float32Array, Math.sqrt)
    const along = (rows: Rows): NdArray => packed(rows.map((row) => axes.map((axis) => dot(row, axis))))
    await expect(await learner.project(fit, packed(points)), 'the coordinates').toBeCloseTo(
      along(less(points, mean)),
      {
        ...GRADIENT,
        mistakes: [
          { says: 'The points are not centred: the mean of the fit has to go first.', gives: along(points) },
          {
            says: 'The points are centred by their own mean. That of the fit is wanted: they may be any points.',
            gives: along(less(points, meanOf(points))),
          },
          { says: 'The mean is added; it has to be taken away.', gives: along(shifted(points, mean)) },
          {
            says: 'The coordinates are divided by the standard deviations: that is whitening.',
            gives: packed(
              less(points, mean).map((row) => axes.map((axis, j) => dot(row, axis) / deviations[j]!)),
            ),
          },
        ],
      },
    )
  }

  const judgeReturn = async ({ learner, expect }: Tools, fit: Fit, coordinates: Rows): Promise<void> => {
    const [mean, axes] = [Array.from(fit.mean.data as Float32Array), rowsOf(fit.components)]
    const sums = coordinates.map((row) =>
      mean.map((_, i) => row.reduce((sum, value, j) => sum + value * axes[j]![i]!, 0)),
    )
    await expect(await learner.reconstruct(fit, packed(coordinates)), 'the reconstruction').toBeCloseTo(
      packed(shifted(sums, mean)),
      {
        ...GRADIENT,
        mistakes: [
          { says: 'The mean is missing: it was taken away on the way there.', gives: packed(sums) },
          { says: 'The mean is taken away once more; add it.', gives: packed(less(sums, mean)) },
        ],
      },
    )
  }

  example('The case by hand: both components', (tools) => judge(tools, POINTS, 2))
  example('The case by hand: one component', (tools) => judge(tools, POINTS, 1))
  example('The case by hand: there and back', async (tools) => {
    await judgeProjection(tools, LINE, POINTS)
    await judgeReturn(tools, LINE, [[2 * Math.SQRT2], [0]])
  })

  property(
    'Mean, variances and components of all kinds of points',
    {
      hint: 'Check the smallest failing case by hand: the mean, the covariance, then Σv for each of your components.',
      runs: 12,
      given: ({ int, random }) => {
        const d = int(1, 4)
        return { points: clearPoints(random(), d + int(1, 8), d), k: int(1, d) }
      },
    },
    ({ points, k }, tools) => judge(tools, points, k),
  )

  property(
    'Coordinates of any points, and back from any coordinates',
    {
      hint: 'Write the shapes down: [m, d] and [k, d] to [m, k], and back. Where does the mean come in?',
      runs: 15,
      given: ({ int, random }) => {
        const [d, m, stream] = [int(1, 4), int(1, 5), random()]
        const k = int(1, d)
        const draw = (rows: number, columns: number): number[][] =>
          Array.from({ length: rows }, () => Array.from({ length: columns }, () => 2 * stream.normal()))
        const fit = fitOf(draw(1, d)[0]!, directions(stream, k, d), [4, 2, 1, 0.5].slice(0, k))
        return { fit, points: draw(m, d), coordinates: draw(m, k) }
      },
    },
    async ({ fit, points, coordinates }, tools) => {
      await judgeProjection(tools, fit, points)
      await judgeReturn(tools, fit, coordinates)
    },
  )

  property(
    'With all components, there and back is where it began',
    {
      hint: 'If every direction is kept, nothing is lost. Do the three functions agree about the mean, and about rows and columns?',
      runs: 5,
      given: ({ int, random }) => {
        const d = int(1, 4)
        return { points: clearPoints(random(), d + int(1, 6), d) }
      },
    },
    async ({ points }, { learner, expect }) => {
      const x = packed(points)
      const fit = await learner.pca(x, points[0]!.length)
      const back = await learner.reconstruct(fit, await learner.project(fit, x))
      await expect(back, 'the points, there and back').toBeCloseTo(x, { atol: 5e-3, rtol: 1e-3 })
    },
  )

  // ---- variances ----

  hidden(
    'Two points: the sum of squares is divided by 1, not by 2',
    { category: 'edge', hint: 'By what is a sample’s variance divided?' },
    async (tools) => {
      await judge(tools, [[0, 0], [3, 4]], 1) // prettier-ignore
      await judge(tools, [[2], [-2]], 1) // prettier-ignore
    },
  )

  hidden(
    'The greatest variance comes first, wherever it lies',
    { hint: 'In which order does your method find them? And are components and variances sorted together?' },
    async (tools) => {
      const axes: Rows = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]] // prettier-ignore
      for (const variances of [
        [1, 2, 4, 8],
        [2, 8, 1, 4],
      ])
        // prettier-ignore
        for (const k of [2, 4]) await judge(tools, onAxes(axes, variances), k)
    },
  )

  hidden(
    'The ratio is a share of all variance, of what is left out too',
    { hint: 'What do the ratios sum to if k = d? And if k = 1?' },
    async (tools) => {
      const points = onAxes(directions(tools.random, 4, 4), [4, 3, 2, 1])
      for (const k of [1, 3]) await judge(tools, points, k)
    },
  )

  hidden(
    'Features keep their units: nothing is standardised',
    { hint: 'A feature in grams varies more than one in kilograms. That is as it should be here.' },
    async (tools) => {
      const points = clearPoints(tools.random, 9, 3)
      const inGrams = points.map(([a = 0, b = 0, c = 0]) => [a, 30 * b, c / 2])
      if (isClear(eigenvaluesOf(covarianceOf(inGrams)))) await judge(tools, inGrams, 3)
      await judge(tools, inGrams, 1)
    },
  )

  // ---- finding them ----

  hidden(
    'Components that are orthogonal to the starts that come to mind',
    {
      hint: 'With which vector does your iteration begin? What is Σ times it, if it is an eigenvector already, of a lesser variance?',
    },
    async (tools) => {
      // Orthogonal to (1, 1, 1), and so is whatever becomes of that: swap the first two features, and nothing else changes.
      await judge(tools, [[2, -2, 0], [-2, 2, 0], [1, 1, 0.5], [-1, -1, -0.5], [0, 0, 0.5], [0, 0, -0.5]], 1) // prettier-ignore
      // Orthogonal to the first axis, and to that of the feature with the greatest variance.
      await judge(tools, [[1.5, 0, 0], [-1.5, 0, 0], [0, 3, 0], [0, -3, 0], [0, 0, 0.5], [0, 0, -0.5]], 3) // prettier-ignore
      await judge(tools, [[2, 2, 0], [-2, -2, 0], [0, 0, 2.5], [0, 0, -2.5]], 3) // prettier-ignore
      await judge(tools, [[2, -2], [-2, 2], [1, 1], [-1, -1]], 2) // prettier-ignore
    },
  )

  hidden(
    'Variances that are a fifth apart: convergence takes its time',
    {
      hint: 'By which factor does the error of power iteration shrink in each step, if λ₂ = 0.8 λ₁? How many steps is that for four decimals?',
    },
    async (tools) => {
      for (const d of [2, 5])
        await judge(
          tools,
          onAxes(
            directions(tools.random, d, d),
            Array.from({ length: d }, (_, i) => 3 * 0.8 ** i),
          ),
          d,
        )
    },
  )

  hidden(
    'Equal variances: any right-angled basis will do',
    { category: 'edge', hint: 'Two runs may give two answers here. Are both of length 1, and orthogonal?' },
    async (tools) => {
      const axes: Rows = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] // prettier-ignore
      for (const k of [1, 2, 3]) await judge(tools, onAxes(axes, [2.5, 2.5, 2.5]), k)
      // Two of three are equal; (1, 1, 1) and what is orthogonal to it.
      const six: Rows = [[1, -1, 0], [-1, 1, 0], [1, 0, -1], [-1, 0, 1], [0, 1, -1], [0, -1, 1]] // prettier-ignore
      const more: Rows = [[3, 3, 3], [-3, -3, -3]] // prettier-ignore
      await judge(tools, six, 2)
      await judge(tools, [...six, ...more], 3)
    },
  )

  hidden(
    'Where no variance is left, components are unit vectors all the same',
    {
      category: 'edge',
      hint: 'Σv = 0: what does your code divide by? Which vectors are left, if two points span one direction and three are asked for?',
    },
    async (tools) => {
      await judge(tools, [[0, 0, 0], [2, -2, 1]], 3) // prettier-ignore
      await judge(tools, [[1, 2, 0, 5], [3, 2, 0, 1], [1, 2, 0, 1], [3, 2, 0, 5]], 4) // prettier-ignore
      await judge(tools, [[1, 1], [2, 2], [6, 6], [3, 3]], 2) // prettier-ignore
      await judge(tools, [[0, 0, 0], [1100, -700, 300]], 3) // prettier-ignore
    },
  )

  hidden(
    'All points in one place',
    {
      category: 'edge',
      hint: 'Every variance is 0. What is the share of nothing, and which vectors are eigenvectors?',
    },
    async (tools) => {
      for (const k of [1, 3]) await judge(tools, new Array<number[]>(4).fill([2.5, -1, 4]), k) // prettier-ignore
      await judge(tools, [[7], [7]], 1) // prettier-ignore
    },
  )

  hidden(
    'One feature',
    { category: 'edge', hint: 'What is a unit vector with a single entry?' },
    (tools) => judge(tools, [[1], [4], [-2], [0.5]], 1), // prettier-ignore
  )

  // ---- numbers ----

  hidden(
    'Points a thousand away from 0',
    {
      category: 'stability',
      hint: 'At 1,000,000 the neighbours of a float32 are 1/16 apart. Are there squares of that size before the mean is taken away?',
    },
    async (tools) => {
      // Sixteen points in eighths: mean and differences are exact in float32.
      const eighths = Array.from({ length: 8 }, (_, i) => [i / 8, ((3 * i) % 8) / 4 - 1])
      const points = eighths.flatMap(([a = 0, b = 0]) => [[a, b], [-a, -b]]) // prettier-ignore
      await judge(tools, shifted(points, [1000, -1000]), 2)
    },
  )

  hidden(
    'Thousandths and thousands: what is small is relative',
    {
      category: 'stability',
      hint: 'Variances are squares: of thousandths they are 0.000001. Which numbers in your code are compared with a fixed one?',
    },
    async (tools) => {
      const points = onAxes(directions(tools.random, 3, 3), [4, 2, 1])
      for (const scale of [2 ** -10, 2 ** 10]) await judge(tools, scaled(points, scale), 3)
    },
  )

  // ---- what coordinates are for ----

  hidden(
    'Coordinates are uncorrelated, and vary as they should',
    { hint: 'The covariance of the coordinates is diagonal. What stands on the diagonal?' },
    async ({ learner, expect, random }) => {
      const points = shifted(onAxes(directions(random, 3, 3), [4, 2, 1]), [3, -5, 2])
      const x = packed(points)
      const fit = await learner.pca(x, 2)
      const coordinates = await learner.project(fit, x)
      expect(coordinates, 'the coordinates').toHaveShape([6, 2])
      await expect(
        packed(covarianceOf(rowsOf(coordinates))),
        'the covariance of the coordinates',
      ).toBeCloseTo(
        tensor([[4, 0], [0, 2]]), // prettier-ignore
        { atol: 0.01 },
      )
      await expect(vector(meanOf(rowsOf(coordinates))), 'the mean of the coordinates').toBeCloseTo(
        tensor([0, 0]),
        { atol: 1e-3 },
      )
    },
  )

  hidden(
    'A single new point, by the mean of the fit',
    {
      category: 'edge',
      hint: 'Of which points is the mean that you take away? One point alone is its own mean.',
    },
    async (tools) => {
      await judgeProjection(tools, LINE, [[7, 2]])
      const fit = fitOf([10, -20, 30], directions(tools.random, 2, 3), [9, 4])
      await judgeProjection(tools, fit, [[11, -18, 33]])
      await judgeReturn(tools, fit, [[1, -2]])
    },
  )

  hidden(
    'Points all moved by the same: only the mean moves',
    { hint: 'Which of the results know where 0 is?' },
    async (tools) => {
      const points = clearPoints(tools.random, 8, 3)
      await judge(tools, points, 2)
      await judge(tools, shifted(points, [20, -30, 15]), 2)
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'A row for each component: [k, d]. And [m, k] for the coordinates.' },
    async ({ learner, expect, random }) => {
      const fit = await learner.pca(packed(onAxes(directions(random, 4, 4), [8, 4, 2, 1])), 3)
      const shapes = {
        ...{ mean: [4], components: [3, 4] },
        ...{ explainedVariance: [3], explainedVarianceRatio: [3] },
      }
      for (const [name, shape] of Object.entries(shapes)) {
        const value = expect(fit[name as keyof typeof shapes], name)
        value.toHaveShape(shape)
        value.toHaveDtype('float32')
      }
      const coordinates = await learner.project(fit, tensor([[1, 2, 3, 4], [0, 1, 0, 1]])) // prettier-ignore
      expect(coordinates, 'the coordinates').toHaveShape([2, 3])
      expect(await learner.reconstruct(fit, coordinates), 'the reconstruction').toHaveShape([2, 4])
    },
  )

  // ---- cost ----

  hidden(
    'As many operations for 90 points as for 9',
    { category: 'efficiency', hint: 'Does a tensor operation stand in a loop over points?' },
    async ({ learner, expect, measure, random }) => {
      // The same points again and again: the same components, found in about as many steps.
      const points = onAxes([...directions(random, 3, 3)], [4, 1, 0.25])
      const kernels = async (times: number): Promise<number> => {
        const x = packed(Array.from({ length: times }, () => points).flat())
        const measured = await measure(async () => {
          await learner.pca(x, 1)
          await learner.reconstruct(
            LINE,
            await learner.project(LINE, packed(rowsOf(x).map((row) => row.slice(1)))),
          )
        })
        return measured.kernelCount
      }
      const [few, many] = [await kernels(1), await kernels(15)]
      // Iterations that stop when they have converged may take some steps more or less.
      expect.that(
        many <= 1.5 * few + 40,
        `${few} operations run for 6 points, and ${many} for 90: their number grows with the points.`,
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and results are tensors of their own',
    { category: 'memory', hint: 'Do you dispose of something that is not yours: the points, the fit?' },
    async ({ harness, expect }) => {
      const x = packed(POINTS)
      const { fit, back, ...after } = await harness.twice(x, 2)
      await expect(after.x, 'the points').toEqual(x)
      await expect(fit.mean, 'the mean of a second call').toBeCloseTo(tensor([3, 1]), GRADIENT)
      await expect(back, 'the points, there and back').toBeCloseTo(x, { atol: 5e-3, rtol: 1e-3 })
    },
  )
})
