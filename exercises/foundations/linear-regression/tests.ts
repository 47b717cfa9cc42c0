import { type CaseTools, GRADIENT, type NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import {
  bottomOf,
  descentOf,
  independence,
  isAlike,
  listOf,
  type Options,
  predictionsOf,
  slopesAt,
  vector,
} from './expected'
import * as harness from './harness'
import { DESCENT_SLIPS, LOSS_SLIPS, NORMAL_SLIPS } from './slips'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** The case worked by hand in the statement. */
const X = tensor([[0], [2]])
const Y = tensor([1, 5])

const normal = (random: Random, shape: readonly number[]): NdArray =>
  shaped(
    shape,
    Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => random.normal()),
  )

/** The same tensor with something done to each number. */
const mapped = (from: NdArray, change: (value: number, place: number) => number): NdArray =>
  shaped(from.shape, (from.data as Float32Array).map(change))

/** Every row again, after the last. */
const doubled = (from: NdArray): NdArray =>
  shaped([2 * from.shape[0]!, ...from.shape.slice(1)], [...listOf(from), ...listOf(from)])

/** No feature is nearly made of the others: its own share of the variance is 0.2 or more. */
function clearFeatures(random: Random, n: number, d: number): NdArray {
  for (;;) {
    const x = mapped(normal(random, [n, d]), (value) => Math.round(10 * value) / 10)
    if (independence(x) > 0.2) return x
  }
}

interface Wrong<F> {
  readonly says: string
  readonly fit: F
}

/** Wrong fits, first of all those that are the answer in every field: one field may be right or wrong by accident. */
const whollyFirst = <K extends string, F extends Record<K, NdArray | number | readonly number[]>>(
  got: Partial<Record<string, unknown>> | undefined,
  wrong: readonly Wrong<F>[],
  fields: readonly K[],
): Wrong<F>[] => {
  const isWhole = ({ fit }: Wrong<F>): boolean => fields.every((field) => isAlike(got?.[field], fit[field]))
  return [...wrong.filter(isWhole), ...wrong.filter((slip) => !isWhole(slip))]
}
const given = <K extends string, V extends NdArray | number | number[]>(
  wrong: readonly Wrong<Readonly<Record<K, V>>>[],
  field: K,
): { says: string; gives: V }[] => wrong.map(({ says, fit }) => ({ says, gives: fit[field] }))

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeDescent = async (
    { learner, expect }: Tools,
    x: NdArray,
    y: NdArray,
    options: Options,
  ): Promise<void> => {
    const got: Partial<Record<string, unknown>> | undefined = await learner.fitGradientDescent(x, y, options)
    const right = descentOf(x, y, options)
    const slips = DESCENT_SLIPS.map(({ says, slips }) => ({ says, fit: descentOf(x, y, options, slips) }))
    const wrong = whollyFirst(got, slips, ['weights', 'bias', 'losses'])
    const wrongLosses = LOSS_SLIPS.map(({ says, slips }) => ({
      says,
      fit: descentOf(x, y, options, {}, slips),
    }))
    await expect(got?.weights, 'the weights').toBeCloseTo(right.weights, {
      mistakes: given(wrong, 'weights'),
    })
    await expect(got?.bias, 'the bias').toBeCloseTo(right.bias, { mistakes: given(wrong, 'bias') })
    const count = (got?.losses as ArrayLike<number> | undefined)?.length ?? options.epochs
    expect.that(count === options.epochs, `There are ${count} losses for ${options.epochs} epochs.`, {
      diagnosis: 'Each epoch has a loss, and it takes all of them: it does not stop early.',
    })
    await expect(got?.losses, 'the losses').toBeCloseTo(right.losses, {
      mistakes: given([...wrongLosses, ...wrong], 'losses'),
    })
  }

  const judgeBottom = async (
    { learner, expect }: Tools,
    x: NdArray,
    y: NdArray,
    l2: number,
  ): Promise<void> => {
    const got: Partial<Record<string, unknown>> | undefined = await learner.fitNormalEquation(x, y, l2)
    const right = bottomOf(x, y, l2)
    const slips = NORMAL_SLIPS.map(({ says, slips }) => ({ says, fit: bottomOf(x, y, l2, slips) }))
    const wrong = whollyFirst(got, slips, ['weights', 'bias'])
    for (const field of ['weights', 'bias'] as const)
      await expect(got?.[field], `the ${field} of the normal equation`).toBeCloseTo(right[field], {
        ...GRADIENT,
        mistakes: given(wrong, field),
      })
  }

  example('The case by hand: two steps', (tools) =>
    judgeDescent(tools, X, Y, { learningRate: 0.1, epochs: 2, l2: 0 }),
  )
  example('The case by hand: two steps with a penalty', (tools) =>
    judgeDescent(tools, X, Y, { learningRate: 0.1, epochs: 2, l2: 0.5 }),
  )
  example('The case by hand: the bottom', async (tools) => {
    await judgeBottom(tools, X, Y, 0)
    await judgeBottom(tools, X, Y, 1)
  })

  // ---- descent ----

  property(
    'Gradient descent is right for all shapes, rates and penalties',
    {
      hint: 'Take the smallest failing case and write down errors, slopes and new values of its first step. Then of its second.',
      runs: 25,
      given: ({ int, oneOf, normalTensor }) => {
        const [n, d] = [int(1, 6), int(1, 4)]
        const options = {
          ...{ learningRate: oneOf([0.125, 0.01, 0.06]), epochs: int(0, 6) },
          l2: oneOf([0, 0.5, 0.1, 2]),
        }
        return { x: normalTensor([n, d]), y: normalTensor([n], 2), options }
      },
    },
    ({ x, y, options }, tools) => judgeDescent(tools, x, y, options),
  )

  hidden(
    'No epochs: zeros, and no losses',
    { category: 'edge', hint: 'What is returned if the body of the loop never runs?' },
    async (tools) => {
      await judgeDescent(tools, X, Y, { learningRate: 0.1, epochs: 0, l2: 1 })
      await judgeDescent(tools, tensor([[1, 2, 3]]), tensor([4]), { learningRate: 1, epochs: 0, l2: 0 })
    },
  )

  hidden(
    'As many losses as epochs: the first is the loss of zeros',
    { hint: 'When do you compute the loss, before the step or after it? What is the loss of zeros?' },
    async (tools) => {
      const { random } = tools
      const [x, y] = [normal(random, [5, 2]), mapped(normal(random, [5]), (value) => value + 3)]
      for (const epochs of [1, 2, 9]) await judgeDescent(tools, x, y, { learningRate: 0.05, epochs, l2: 0.3 })
    },
  )

  hidden(
    'As many rows as features: a broadcast or a transpose that fits is still wrong',
    {
      hint: 'x·w, y and the errors: which of them has shape [n], which one [n, 1]? What is [n, 1] less [n]?',
    },
    async (tools) => {
      const { random } = tools
      for (const size of [2, 3])
        await judgeDescent(tools, normal(random, [size, size]), normal(random, [size]), {
          ...{ learningRate: 0.1, epochs: 3, l2: 0.2 },
        })
    },
  )

  hidden(
    'It does not stop early, however little changes',
    { hint: 'Is there a tolerance in your loop? The number of epochs is what the caller asks for.' },
    async (tools) => {
      // At the bottom from the start: zeros are right.
      await judgeDescent(tools, X, tensor([0, 0]), { learningRate: 0.1, epochs: 7, l2: 1 })
      // There after one step: 2 · 0.5 · 1 is all of the way.
      await judgeDescent(tools, tensor([[0], [0]]), tensor([3, 3]), { learningRate: 0.5, epochs: 6, l2: 0 })
      // Slow, as every label is small.
      await judgeDescent(tools, X, tensor([0.01, -0.02]), { learningRate: 0.01, epochs: 30, l2: 0 })
    },
  )

  hidden(
    'A rate that is too high makes the losses grow',
    { category: 'edge', hint: 'Is a slope clipped, or a step taken back when the loss rises?' },
    (tools) => judgeDescent(tools, X, Y, { learningRate: 0.75, epochs: 8, l2: 0.1 }),
  )

  hidden(
    'Features in other units: nothing is standardised on the way',
    { hint: 'The weights belong to the features as they are given.' },
    async (tools) => {
      const x = tensor([[20, 0.5, 3], [-10, 0.25, 3], [5, -0.5, 3], [1, 1, 3]]) // prettier-ignore
      await judgeDescent(tools, x, tensor([1, -2, 0.5, 4]), { learningRate: 0.003, epochs: 12, l2: 0.1 })
    },
  )

  property(
    'The order of the rows does not matter, nor does every row twice',
    {
      hint: 'Sum or mean? And is it one step over all rows, or one for each?',
      runs: 8,
      given: ({ int, normalTensor, oneOf }) => {
        const [n, d] = [int(1, 5), int(1, 3)]
        return { x: normalTensor([n, d]), y: normalTensor([n], 2), l2: oneOf([0, 1]) }
      },
    },
    async ({ x, y, l2 }, { learner, expect }) => {
      const options = { learningRate: 0.1, epochs: 4, l2 }
      const [n, d] = [x.shape[0]!, x.shape[1]!]
      const once = await learner.fitGradientDescent(x, y, options)
      const reversedX = mapped(x, (_, at) => x.get(n - 1 - Math.floor(at / d), at % d))
      const reversedY = mapped(y, (_, at) => y.get(n - 1 - at))
      const reversed = await learner.fitGradientDescent(reversedX, reversedY, options)
      const twice = await learner.fitGradientDescent(doubled(x), doubled(y), options)
      for (const field of ['weights', 'bias', 'losses'] as const) {
        await expect(reversed[field], `the ${field} with the rows reversed`).toBeCloseTo(once[field])
        await expect(twice[field], `the ${field} with every row twice`).toBeCloseTo(once[field])
      }
    },
  )

  // ---- the bottom ----

  property(
    'The normal equation is right for all shapes with a penalty, few rows included',
    {
      hint: 'Set both slopes to 0. By what is the penalty multiplied, if everything else is a mean over the rows?',
      runs: 20,
      given: ({ int, oneOf, normalTensor }) => {
        const [n, d] = [int(1, 8), int(1, 5)]
        return { x: normalTensor([n, d]), y: normalTensor([n], 2), l2: oneOf([1, 0.5, 0.2]) }
      },
    },
    ({ x, y, l2 }, tools) => judgeBottom(tools, x, y, l2),
  )

  property(
    'Without a penalty: errors that add up to 0, alone and times each feature',
    {
      hint: 'At the bottom all slopes are 0. Which of them is not?',
      runs: 15,
      given: ({ int, random }) => {
        const d = int(1, 4)
        const [n, stream] = [d + int(2, 8), random()]
        return { x: clearFeatures(stream, n, d), y: normal(stream, [n]) }
      },
    },
    async ({ x, y }, tools) => {
      const { learner, expect } = tools
      await judgeBottom(tools, x, y, 0)
      const slopes = slopesAt(x, y, 0, await learner.fitNormalEquation(x, y, 0))
      await expect(vector(slopes), 'the slopes at your result').toBeCloseTo(vector(slopes.map(() => 0)), {
        atol: 1e-3,
        rtol: 0,
      })
    },
  )

  hidden(
    'Labels that are 50 higher: the same weights, and a bias that is 50 higher',
    { hint: 'What pulls the bias towards 0? And where does your line cross x = 0?' },
    async (tools) => {
      const { random } = tools
      const [x, y] = [clearFeatures(random, 7, 2), normal(random, [7])]
      for (const l2 of [0, 0.5]) {
        await judgeBottom(tools, x, y, l2)
        await judgeBottom(
          tools,
          x,
          mapped(y, (value) => value + 50),
          l2,
        )
      }
      // Descent from zeros has far to go: a bias that is penalised gets nowhere near.
      await judgeDescent(
        tools,
        x,
        mapped(y, (value) => value + 50),
        { ...{ learningRate: 0.1, epochs: 15 }, l2: 0.5 },
      )
    },
  )

  hidden(
    'The smallest cases: one row, one feature, two rows',
    { category: 'edge', hint: 'One row, and a penalty: what is the cheapest line through a single point?' },
    async (tools) => {
      await judgeBottom(tools, tensor([[3]]), tensor([-2]), 1)
      await judgeBottom(tools, tensor([[3, -1, 0]]), tensor([7]), 0.5)
      await judgeBottom(tools, tensor([[1], [4]]), tensor([2, -1]), 0)
      await judgeDescent(tools, tensor([[3]]), tensor([-2]), { learningRate: 0.05, epochs: 5, l2: 1 })
      await judgeDescent(tools, tensor([[0]]), tensor([4]), { learningRate: 0.25, epochs: 3, l2: 0 })
    },
  )

  hidden(
    'Features that are constant, or equal, get along with a penalty',
    {
      category: 'edge',
      hint: 'Which weight has a feature that never changes, if weights cost something? And which two have twins?',
    },
    async (tools) => {
      const twins = tensor([[1, 1, 5], [2, 2, 5], [4, 4, 5], [-1, -1, 5], [0, 0, 5]]) // prettier-ignore
      await judgeBottom(tools, twins, tensor([1, 3, 2, 0, -1]), 0.5)
      await judgeBottom(tools, tensor([[0, 2], [0, -1], [0, 1]]), tensor([1, 2, 6]), 0.1) // prettier-ignore
      await judgeBottom(tools, tensor([[2], [2], [2]]), tensor([1, 2, 6]), 3)
    },
  )

  hidden(
    'Two features that nearly agree: the bottom of a long, flat valley',
    {
      category: 'stability',
      hint: 'How many steps would a descent take along the valley? The formula has no steps.',
    },
    async (tools) => {
      const { random } = tools
      const base = normal(random, [24])
      const other = normal(random, [24])
      // Correlated by 0.98 or so: the valley is about a hundred times as long as it is wide.
      const x = shaped(
        [24, 2],
        listOf(base).flatMap((value, i) => [value, value + 0.2 * listOf(other)[i]!]),
      )
      const y = mapped(base, (value, i) => 3 * value - 0.6 * listOf(other)[i]! + 0.1 * random.normal())
      await judgeBottom(tools, x, y, 0)
    },
  )

  hidden(
    'Features a thousand away from 0',
    {
      category: 'stability',
      hint: 'At 1,000,000 the neighbours of a float32 are 1/16 apart. Are there products of that size before a mean is taken away?',
    },
    async ({ learner, expect }) => {
      // Means, differences and products of differences are exact in float32.
      const near = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75]
      const far = [1.5, 0, 1, 0.5, 0.25, 1.75, 1.25, 0.75]
      const x = shaped([8, 2], near.flatMap((value, i) => [1000 + value, far[i]! - 1000])) // prettier-ignore
      const y = vector(near.map((value, i) => 2 * value - far[i]! + (i % 2)))
      for (const l2 of [0, 0.25]) {
        const got = await learner.fitNormalEquation(x, y, l2)
        const right = bottomOf(x, y, l2)
        expect(got.weights, 'the weights').toHaveShape([2])
        // The bias itself is 1,000 times as sensitive as the weights are, so what counts is the prediction.
        const [told, wanted] = [got, right].map((fit) => [
          ...listOf(fit.weights),
          ...listOf(predictionsOf(x, fit)),
        ])
        expect.that(
          told!.every((value, i) => Math.abs(value - wanted![i]!) < 0.01),
          'The weights, or the predictions for the training rows, are off.',
          {
            diagnosis:
              'Products of raw features lose what matters to rounding. Take the means away first, then multiply.',
          },
        )
      }
    },
  )

  hidden(
    'Features of the size of 0.001 count as well',
    {
      category: 'stability',
      hint: 'Is a small number added to the diagonal, or a small pivot taken for 0?',
    },
    async (tools) => {
      const { learner, expect, random } = tools
      const [x, y] = [clearFeatures(random, 8, 2), normal(random, [8])]
      const small = 2 ** -10
      const right = bottomOf(x, y, 0)
      const tiny = mapped(x, (value, at) => (at % 2 === 0 ? value * small : value))
      const got = await learner.fitNormalEquation(tiny, y, 0)
      expect(got.weights, 'the weights of the normal equation').toHaveShape([2])
      await expect(
        mapped(got.weights, (weight, j) => (j === 0 ? weight * small : weight)),
        'the weights, back in common units',
      ).toBeCloseTo(right.weights, {
        ...GRADIENT,
        mistakes: NORMAL_SLIPS.map(({ says, slips }) => ({
          says,
          gives: () =>
            mapped(bottomOf(tiny, y, 0, slips).weights, (weight, j) => (j === 0 ? weight * small : weight)),
        })),
      })
      await expect(got.bias, 'the bias').toBeCloseTo(right.bias, GRADIENT)
    },
  )

  // ---- both ----

  hidden(
    'Descent arrives where the normal equation is',
    { category: 'learning', hint: 'If both are right by themselves: do they have the same loss?' },
    async ({ learner, expect, random }) => {
      const [x, y] = [clearFeatures(random, 12, 2), normal(random, [12])]
      // The steepest slope of the loss grows by 10 or less for a step of 1: a rate of 0.15 is low enough, and 80 steps are plenty.
      const bottom = bottomOf(x, y, 1)
      const got = await learner.fitGradientDescent(x, y, { learningRate: 0.15, epochs: 80, l2: 1 })
      for (const field of ['weights', 'bias'] as const)
        await expect(got[field], `the ${field} after 80 epochs`).toBeCloseTo(bottom[field], GRADIENT)
      const rise = got.losses.findIndex((loss, i) => i > 0 && loss > got.losses[i - 1]! + 1e-5)
      expect.that(rise < 0, `The loss rises at epoch ${rise}, though the rate is low enough.`)
    },
  )

  hidden(
    'Shapes and types are as the statement gives them',
    { category: 'shape', hint: 'The weights have one axis. The bias is a number: is it read out?' },
    async ({ learner, expect }) => {
      const [x, y] = [tensor([[1, 2, 3], [0, 1, -1]]), tensor([1, 2])] // prettier-ignore
      const descent = await learner.fitGradientDescent(x, y, { learningRate: 0.01, epochs: 3, l2: 1 })
      const bottom = await learner.fitNormalEquation(x, y, 1)
      for (const { weights, bias } of [descent, bottom]) {
        expect(weights, 'the weights').toHaveShape([3])
        expect(weights, 'the weights').toHaveDtype('float32')
        expect.that(typeof bias === 'number', 'The bias is not a number.', { diagnosis: 'Wrong type.' })
      }
    },
  )

  // ---- cost ----

  hidden(
    'The tensors of all epochs are never there together',
    {
      category: 'memory',
      hint: 'A tf.tidy around the loop disposes of everything, at the end, and so does a list of old weights. How much is there just before?',
    },
    async ({ learner, expect, measure }) => {
      // What is left from an epoch is long for many rows, or for many features. A loss, a bias would be 4 bytes.
      for (const wide of [false, true]) {
        const [n, d] = wide ? [1, 500] : [500, 1]
        const x = shaped(
          [n, d],
          Array.from({ length: 500 }, (_, i) => i / 500),
        )
        const y = vector(Array.from({ length: n }, (_, i) => 1 - i / n))
        const options = { learningRate: 0.001, l2: 0.1 }
        const peak = async (epochs: number): Promise<number> =>
          (await measure(() => learner.fitGradientDescent(x, y, { ...options, epochs }))).peakBytes
        const [few, many] = [await peak(3), await peak(43)]
        // One tensor of 500 numbers from each epoch would be 80 kB.
        expect.that(
          many <= few + 20_000,
          `With x of shape [${n}, ${d}], ${Math.round(few / 1000)} kB of tensors are there at the peak of 3 epochs, and ${Math.round(many / 1000)} kB of 43: the memory grows with the epochs.`,
          wide ? { diagnosis: 'The weights of all epochs seem to be kept until the end.' } : {},
        )
      }
    },
  )

  hidden(
    'As many operations for 80 rows as for 8',
    { category: 'efficiency', hint: 'Does a tensor operation stand in a loop over rows?' },
    async ({ learner, expect, measure, random }) => {
      const kernels = async (n: number): Promise<number> => {
        const [x, y] = [normal(random, [n, 2]), normal(random, [n])]
        const measured = await measure(async () => {
          await learner.fitGradientDescent(x, y, { learningRate: 0.1, epochs: 2, l2: 0.1 })
          await learner.fitNormalEquation(x, y, 0.1)
        })
        return measured.kernelCount
      }
      const [few, many] = [await kernels(8), await kernels(80)]
      expect.that(
        many <= few + 10,
        `${few} operations run for 8 rows, and ${many} for 80: their number grows with the rows.`,
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    { category: 'memory', hint: 'Do you dispose of something that is not yours: the rows, the labels?' },
    async ({ harness, expect }) => {
      const options = { learningRate: 0.1, epochs: 2, l2: 0.5 }
      const after = await harness.twice(X, Y, options)
      await expect(after.x, 'the rows').toEqual(X)
      await expect(after.y, 'the labels').toEqual(Y)
      await expect(after.descent, 'the descent of a second call').toBeCloseTo({ ...descentOf(X, Y, options) })
      await expect(after.normal, 'the bottom of a second call').toBeCloseTo(
        { ...bottomOf(X, Y, 0.5) },
        GRADIENT,
      )
    },
  )
})
