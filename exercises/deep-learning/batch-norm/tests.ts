import { type Draw, GRADIENT, type NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import * as wanted from './expected'
import type { Layer, Options } from './expected'
import * as harness from './harness'
import { CLOSE, judge, judgeResult } from './judge'
import { DEFAULTS, ZEROS } from './mistakes'
import * as reference from './solution'

const TRAINING: Options = { training: true }
const INFERENCE: Options = { training: false }

const filled = (shape: readonly number[], next: (place: number) => number): NdArray =>
  shaped(
    shape,
    Float32Array.from({ length: shape.reduce((product, length) => product * length, 1) }, (_, place) =>
      next(place),
    ),
  )
const normal = (random: Random, shape: readonly number[]): NdArray => filled(shape, () => random.normal())
const scaled = (values: NdArray, scale: number, shift: number): NdArray =>
  shaped(
    values.shape,
    (values.data as Float32Array).map((value) => scale * value + shift),
  )

/**
 * Each channel with a mean and a deviation of its own, so that it shows when they are mixed up. Eighths, so that two numbers of a
 * channel are either alike or far enough apart for their deviation to have digits.
 */
const batchOf = (random: Random, shape: readonly number[]): NdArray =>
  filled(shape, (place) => {
    const channel = place % shape.at(-1)!
    return Math.round(8 * (2 * channel - 3 + (1 + channel / 2) * random.normal())) / 8
  })
const layerOf = (random: Random, channels: number): Layer => ({
  gamma: filled([channels], () => random.uniform(0.5, 2)),
  beta: filled([channels], () => random.uniform(-2, 2)),
  mean: filled([channels], () => random.uniform(-2, 2)),
  variance: filled([channels], () => random.uniform(0.5, 3)),
})

/** Rank 2 to 4, and at least two numbers for each channel. */
function shapeOf({ int }: Draw): number[] {
  const inner = Array.from({ length: int(0, 2) }, () => int(1, 3))
  return [int(2, 4), ...inner, int(1, 4)]
}

/** The layer and the batch worked by hand in the statement. */
const BY_HAND: Layer = {
  ...{ gamma: tensor([3, 5]), beta: tensor([10, -1]) },
  ...{ mean: tensor([0, 0]), variance: tensor([1, 1]) },
}
const X = tensor([[1, 2], [3, 2], [5, 2], [7, 2]]) // prettier-ignore

export default suite(reference, harness, ({ example, hidden, property }) => {
  example('A new layer: ones, zeros, zeros, ones', async ({ learner, expect }) => {
    const got = (await learner.createBatchNorm(3)) ?? {}
    for (const [name, value] of Object.entries(wanted.created(3)))
      await expect(got[name as keyof Layer], name).toEqual(value as NdArray)
  })
  example(
    'The case by hand: training',
    { hint: 'Which row of the table is the first to differ from yours?' },
    (tools) => judge(tools, X, BY_HAND, { training: true, momentum: 0.1, epsilon: 4 }),
  )
  example(
    'One example at inference',
    { hint: 'What is the mean of a single example, and whose mean is wanted?' },
    (tools) => {
      const layer = { ...BY_HAND, mean: tensor([1, 0]), variance: tensor([5, 0]) }
      // (4 − 1) / 3 · 3 + 10 and 6 / 2 · 5 − 1
      return judge(tools, tensor([[4, 6]]), layer, { training: false, epsilon: 4 })
    },
  )

  property(
    'Training is right for all shapes',
    {
      hint: 'How many numbers has a channel in the smallest failing case? Over which axes does your mean run?',
      runs: 15,
      given: (draw) => {
        const [shape, random] = [shapeOf(draw), draw.random()]
        return { x: batchOf(random, shape), layer: layerOf(random, shape.at(-1)!) }
      },
    },
    ({ x, layer }, tools) => judge(tools, x, layer, { training: true, momentum: 0.3, epsilon: 0.01 }),
  )
  property(
    'Inference is right for all shapes',
    {
      hint: 'Is there anything of the batch in your result, but the example itself?',
      runs: 8,
      given: (draw) => {
        const [[, ...rest], random] = [shapeOf(draw), draw.random()]
        const shape = [draw.int(1, 4), ...rest]
        return { x: batchOf(random, shape), layer: layerOf(random, shape.at(-1)!) }
      },
    },
    ({ x, layer }, tools) => judge(tools, x, layer, { training: false, momentum: 0.3, epsilon: 0.01 }),
  )

  // ---- axes ----

  hidden(
    'Images: a channel is all positions of all images',
    { hint: 'For [n, h, w, c], how many means are there: c, or h · w · c?' },
    async (tools) => {
      const { random } = tools
      await judge(tools, batchOf(random, [3, 2, 4, 2]), layerOf(random, 2), TRAINING)
      // All axes alike: no shape tells them apart.
      await judge(tools, batchOf(random, [3, 3, 3, 3]), layerOf(random, 3), TRAINING)
    },
  )
  hidden(
    'Sequences: a channel is all places of all sequences',
    { hint: 'Do your axes depend on the rank of x?' },
    async (tools) => {
      await judge(tools, batchOf(tools.random, [2, 5, 3]), layerOf(tools.random, 3), TRAINING)
      await judge(tools, batchOf(tools.random, [4, 4, 4]), layerOf(tools.random, 4), TRAINING)
    },
  )
  hidden(
    'As many examples as channels: the order still matters',
    { hint: 'When x is square, no shape tells you that the axes changed places. Which one is the channels?' },
    (tools) => judge(tools, batchOf(tools.random, [4, 4]), layerOf(tools.random, 4), TRAINING),
  )

  // ---- the two variances, the running statistics ----

  hidden(
    'Two examples: the two variances differ by a factor of 2',
    { category: 'edge', hint: 'Which variance normalises, and which one is noted?' },
    async (tools) => {
      const x = tensor([[1, -2], [3, 4]]) // prettier-ignore
      await judge(tools, x, layerOf(tools.random, 2), { training: true, momentum: 0.5 })
      await judge(tools, batchOf(tools.random, [2, 1, 1, 3]), layerOf(tools.random, 3), TRAINING)
    },
  )
  hidden(
    'One image with several positions is a batch',
    { category: 'edge', hint: 'Is N the number of examples, or of numbers in a channel?' },
    async (tools) => {
      await judge(tools, batchOf(tools.random, [1, 2, 2, 3]), layerOf(tools.random, 3), TRAINING)
      await judge(tools, batchOf(tools.random, [1, 3, 1]), layerOf(tools.random, 1), TRAINING)
    },
  )
  hidden(
    'Momentum 1 forgets, momentum 0 learns nothing',
    {
      category: 'edge',
      hint: 'What are the new statistics for α = 1, and for α = 0? What does || do with a 0?',
    },
    async (tools) => {
      const [x, layer] = [batchOf(tools.random, [5, 3]), layerOf(tools.random, 3)]
      await judge(tools, x, layer, { training: true, momentum: 1 })
      await judge(tools, x, layer, { training: true, momentum: 0 }, { more: ZEROS })
      await judge(tools, x, layer, { training: true, momentum: 0.25 })
    },
  )
  hidden(
    'Options that are absent have the values of the table',
    { hint: 'What are momentum and ε when nobody says?' },
    async (tools) => {
      // Deviations near √1e-5, so that ε is about as large as the variance.
      const x = tensor([[0.004, 3], [-0.004, 1], [0.004, -1], [-0.004, 5]]) // prettier-ignore
      const layer = { ...layerOf(tools.random, 2), mean: tensor([10, -20]), variance: tensor([30, 2e-5]) }
      await judge(tools, x, layer, TRAINING, { more: DEFAULTS })
      await judge(tools, tensor([[9, -20.01]]), layer, INFERENCE, { more: DEFAULTS })
    },
  )
  hidden(
    'Batch after batch, and then into use',
    {
      hint: 'What does a step of training get from the one before? And what does inference get from training?',
    },
    async ({ harness, expect, random }) => {
      const batches = Array.from({ length: 5 }, () => batchOf(random, [3, 2, 2, 2]))
      const x = batchOf(random, [2, 2, 2, 2])
      const result = await harness.trainThenUse(batches, x, 0.4)
      const layer = batches.reduce((before: Layer, batch) => {
        const { mean, variance } = wanted.normalisedOf(batch, before, { training: true, momentum: 0.4 })
        return { ...before, mean, variance }
      }, wanted.created(2))
      await judgeResult(expect, result, [x, layer, INFERENCE])
    },
  )
  hidden(
    'At inference an example has one result, alone or among others',
    { hint: 'Does anything in your inference look at the batch?' },
    async ({ learner, expect, random }) => {
      const [x, layer] = [batchOf(random, [4, 3]), layerOf(random, 3)]
      const together = await learner.batchNorm(x, layer, INFERENCE)
      expect(together?.y, 'y').toHaveShape([4, 3])
      for (const i of [0, 3]) {
        const one = shaped([1, 3], (x.data as Float32Array).slice(3 * i, 3 * i + 3))
        const alone = await learner.batchNorm(one, layer, INFERENCE)
        await expect(alone?.y, 'y of one example').toBeCloseTo(
          shaped([1, 3], (together.y.data as Float32Array).slice(3 * i, 3 * i + 3)),
          CLOSE,
        )
      }
      await judgeResult(expect, together, [x, layer, INFERENCE])
    },
  )

  // ---- numbers ----

  hidden(
    'A large mean does no harm',
    {
      category: 'stability',
      hint: 'How many digits has x² near a million in float32? And how many are left of 10 · x when 10 · mean goes away?',
    },
    async (tools) => {
      // Exact in float32, and so is their mean: what is left is the fault of the formula.
      const x = filled(
        [8, 2],
        (place) => (place % 2 === 0 ? 1024 : -4096) + [3, -1, 0, 2, -3, 1, -2, 0][place >> 1]! / 16,
      )
      const otherwise =
        'Digits seem to be lost where large numbers cancel: subtract the mean before you square, and before you scale.'
      const layer = layerOf(tools.random, 2)
      await judge(tools, x, layer, { training: true, momentum: 0.5 }, { otherwise })
      const running = { ...layer, mean: tensor([1024, -4096]), variance: tensor([0.01, 0.02]) }
      await judge(tools, x, running, INFERENCE, { otherwise })
    },
  )
  hidden(
    'A channel that is constant becomes β',
    { category: 'stability', hint: 'What is 0 / √(0 + ε)?' },
    async (tools) => {
      const x = tensor([[2, 1, 0], [2, 2, 0], [2, 3, 0], [2, 5, 0]]) // prettier-ignore
      await judge(tools, x, layerOf(tools.random, 3), TRAINING)
    },
  )
  hidden(
    'Nothing changes when all of a batch grows a thousandfold, and moves',
    { hint: 'What do the mean and the deviation do, and what is left of it in y?' },
    async ({ learner, expect, random }) => {
      const [x, layer] = [batchOf(random, [8, 2]), layerOf(random, 2)]
      const options = { training: true, epsilon: 1e-7 }
      const [before, after] = [
        await learner.batchNorm(x, layer, options),
        await learner.batchNorm(scaled(x, 1024, 512), layer, options),
      ]
      expect(before?.y, 'y').toHaveShape([8, 2])
      await expect(after?.y, 'y of 1,024 x + 512').toBeCloseTo(before.y, { atol: 1e-3, rtol: 1e-3 })
      await judgeResult(expect, before, [x, layer, options])
    },
  )
  hidden(
    'One number for each channel is refused in training, and welcome at inference',
    { category: 'edge', hint: 'What is N − 1 for N = 1?' },
    async (tools) => {
      const { learner, harness, expect, random } = tools
      for (const shape of [
        [1, 3],
        [1, 1, 1, 2],
      ]) // prettier-ignore
      {
        const [x, layer] = [batchOf(random, shape), layerOf(random, shape.at(-1)!)]
        await expect(learner.batchNorm(x, layer, TRAINING), 'Training with N = 1').toThrow()
        const left = await harness.leftByRefusal(x, layer, TRAINING)
        expect.that(left === 0, `Tensors left behind by the refused call: ${left}.`, {
          diagnosis: 'What was made before the Error stays: throw first, or inside tf.tidy.',
        })
        await judge(tools, x, layer, INFERENCE)
      }
    },
  )
  hidden(
    'A single channel stays an axis',
    { category: 'shape', hint: 'Is there an axis that you squeeze where it has length 1?' },
    async (tools) => {
      for (const shape of [
        [3, 1],
        [1, 2, 1],
        [2, 1, 1, 1],
      ])
        // prettier-ignore
        for (const training of [true, false])
          await judge(tools, batchOf(tools.random, shape), layerOf(tools.random, 1), { training })
      const { gamma } = (await tools.learner.createBatchNorm(1)) ?? {}
      await tools.expect(gamma, 'gamma').toEqual(tensor([1]))
    },
  )

  // ---- in use ----

  hidden(
    'In training, gradients flow through the mean and the variance as well',
    {
      hint: 'If one number of a channel changes, what else in the channel does? Do you read numbers out of a tensor?',
    },
    async ({ harness, expect, random }) => {
      for (const shape of [
        [5, 2],
        [2, 2, 2, 2],
      ]) // prettier-ignore
      {
        const [x, layer, upstream] = [batchOf(random, shape), layerOf(random, 2), normal(random, shape)]
        const got = await harness.gradients(x, layer, TRAINING, upstream)
        const right = wanted.gradientsOf(x, layer, TRAINING, upstream)
        await expect(got.beta, 'the gradient in beta').toBeCloseTo(right.beta, GRADIENT)
        await expect(got.gamma, 'the gradient in gamma').toBeCloseTo(right.gamma, GRADIENT)
        await expect(got.x, 'the gradient in x').toBeCloseTo(right.x, {
          ...GRADIENT,
          mistakes: (['both', 'mean', 'variance'] as const).map((constant) => ({
            says: `The ${constant === 'both' ? 'mean and the variance seem' : `${constant} seems`} to be taken for given numbers: in training they depend on x, too.`,
            gives: wanted.gradientsOf(x, layer, TRAINING, upstream, constant).x,
          })),
        })
      }
    },
  )
  hidden(
    'At inference, gradients see fixed statistics',
    { hint: 'At inference y is γ/√(variance + ε) times x, and something that does not change.' },
    async ({ harness, expect, random }) => {
      const [x, layer, upstream] = [batchOf(random, [4, 3]), layerOf(random, 3), normal(random, [4, 3])]
      const got = await harness.gradients(x, layer, INFERENCE, upstream)
      const right = wanted.gradientsOf(x, layer, INFERENCE, upstream)
      for (const name of ['beta', 'gamma', 'x'] as const)
        await expect(got[name], `the gradient in ${name}`).toBeCloseTo(right[name], GRADIENT)
    },
  )
  hidden(
    'The same call twice, and the layer is as it was',
    { category: 'memory', hint: 'Do you write into the layer, or dispose of what it holds?' },
    async ({ harness, expect, random }) => {
      for (const options of [TRAINING, INFERENCE]) {
        const [x, layer] = [batchOf(random, [4, 3]), layerOf(random, 3)]
        const { second, given } = await harness.twice(x, layer, options)
        for (const name of ['gamma', 'beta', 'mean', 'variance'] as const)
          await expect(given[name], `${name} of the layer that was given`).toEqual(layer[name])
        await expect(given.x, 'the x that was given').toEqual(x)
        await judgeResult(expect, second, [x, layer, options])
      }
    },
  )
  hidden(
    'As many operations for a large batch as for a small one',
    { category: 'efficiency', hint: 'Does a tensor operation stand in a loop over examples, or channels?' },
    async ({ learner, expect, random, measure }) => {
      const kernels = async (shape: readonly number[], options: Options): Promise<number> => {
        const [x, layer] = [batchOf(random, shape), layerOf(random, shape.at(-1)!)]
        return (await measure(() => learner.batchNorm(x, layer, options))).kernelCount
      }
      for (const options of [TRAINING, INFERENCE]) {
        const few = await kernels([2, 2, 2, 2], options)
        for (const [name, shape] of [
          ['examples', [24, 2, 2, 2]],
          ['positions', [2, 5, 5, 2]],
          ['channels', [2, 2, 2, 24]],
        ] as const) // prettier-ignore
        {
          const many = await kernels(shape, options)
          expect.that(many <= few + 4, `${few} operations run for a small batch, and ${many} with more ${name}.`, {
            diagnosis: 'Their number grows with the batch: reductions along axes take all of it at once.',
          })
        }
      }
    },
  )
})
