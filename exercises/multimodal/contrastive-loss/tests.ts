import {
  type CaseTools,
  type Expect,
  GRADIENT,
  type NdArray,
  type Random,
  shaped,
  suite,
  tensor,
} from '@tensorkata/kit'
import { type Batch, gradientsOf, LOGIT_SLIPS, logitsOf, LOSS_SLIPS, lossOf } from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** A cosine is off by some 1e-7, on a GPU by up to 1e-6, and the scale multiplies that by up to 100. */
const CLOSE = { atol: 1e-4, rtol: 1e-4 }

const scalar = (value: number): NdArray => shaped([], [value])
const matrix = (rows: number, columns: number, next: () => number): NdArray =>
  shaped([rows, columns], Float32Array.from({ length: rows * columns }, next))
const normal = (random: Random, rows: number, columns: number): NdArray =>
  matrix(rows, columns, () => random.normal())

/** Rows of multiples of ¼ without a 0, so that no length is less than ¼ and no gradient is large. */
const quarters = (random: Random, rows: number, columns: number): NdArray =>
  matrix(rows, columns, () => (random.int(1, 8) / 4) * (random.next() < 0.5 ? -1 : 1))

/** No length between 0 and 0.01. */
const tidied = ({ shape, data }: NdArray): NdArray =>
  shaped(
    shape,
    (data as Float32Array).map((value) => (Math.abs(value) < 0.01 ? 0 : value)),
  )

/** One logit is s, and all of image 1 lie more than 1.5 s below it. With the two sides swapped, all of text 1. */
const FAR_BELOW = {
  images: tensor([[2, 0], [-1, 0]]), // prettier-ignore
  texts: tensor([[1, 0], [3, 4]]), // prettier-ignore
}

/** The case worked by hand in the statement. */
const BY_HAND: Batch = {
  images: tensor([[2, 0], [0, 3]]), // prettier-ignore
  texts: tensor([[4, 3], [0, 5]]), // prettier-ignore
  t: Math.log(5 * Math.log(2)),
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeLogits = async ({ learner, expect }: Tools, batch: Batch): Promise<void> =>
    expect(
      await learner.logitsPerImage(batch.images, batch.texts, scalar(batch.t)),
      'the logits',
    ).toBeCloseTo(logitsOf(batch), {
      ...CLOSE,
      mistakes: LOGIT_SLIPS.map(({ says, slips }) => ({ says, gives: () => logitsOf(batch, slips) })),
    })

  const judgeLoss = async ({ learner, expect }: Tools, batch: Batch): Promise<void> =>
    expect(await learner.contrastiveLoss(batch.images, batch.texts, scalar(batch.t)), 'the loss').toBeCloseTo(
      lossOf(batch),
      {
        ...CLOSE,
        mistakes: LOSS_SLIPS.map(({ says, slips }) => ({ says, gives: () => lossOf(batch, slips) })),
      },
    )

  const judge = async (tools: Tools, batch: Batch): Promise<void> => {
    await judgeLogits(tools, batch)
    await judgeLoss(tools, batch)
  }

  /** The gradients of `factor` times the loss. */
  const judgeGradients = async ({ harness, expect }: Tools, batch: Batch, factor = 1): Promise<void> => {
    const got = await harness.gradients(factor, batch.images, batch.texts, scalar(batch.t))
    const want = gradientsOf(batch, { factor })
    const [bare, radial] = [gradientsOf(batch), gradientsOf(batch, { factor, lengthConstant: true })]
    const factorIgnored = `The gradient of ${factor} times the loss is wanted, and this is that of the loss: multiply by what arrives at the loss on the way back.`
    for (const name of ['images', 'texts'] as const) {
      const gradient = arrived(expect, got[name], `the ${name}`)
      expect(gradient, `the gradient of the ${name}`).toBeFinite()
      await expect(gradient, `the gradient of the ${name}`).toBeCloseTo(
        withOwnRowsOfZeros(want[name], gradient, batch[name]),
        {
          ...GRADIENT,
          mistakes: [
            {
              says: 'It has a part along the embedding itself: the length was taken for a constant. It depends on the embedding too.',
              gives: () => radial[name],
            },
            { says: factorIgnored, gives: () => bare[name] },
          ],
        },
      )
    }
    const cappedAway = got.logScale === null && want.logScale.get() === 0
    if (cappedAway) return
    const gradient = arrived(expect, got.logScale, 'logScale')
    await expect(gradient, 'the gradient of logScale').toBeCloseTo(want.logScale, {
      ...GRADIENT,
      mistakes: [{ says: factorIgnored, gives: () => bare.logScale }],
    })
  }

  example('The case by hand: the logits', (tools) => judgeLogits(tools, BY_HAND))
  example(
    'The case by hand: the loss',
    { hint: 'Each of the two matrices’ columns is a classification too. Which text picks badly here?' },
    (tools) => judgeLoss(tools, BY_HAND),
  )
  example(
    'The case by hand: the gradients',
    { hint: 'Is there a TF.js operation at every step from the inputs to the loss?' },
    (tools) => judgeGradients(tools, BY_HAND),
  )

  property(
    'Right for all batches',
    {
      hint: 'Which of the two functions differs, and by a factor, or in some rows only?',
      runs: 25,
      given: ({ int, uniform, normalTensor }) => {
        const [n, d] = [int(1, 5), int(1, 4)]
        return {
          images: tidied(normalTensor([n, d])),
          texts: tidied(normalTensor([n, d])),
          t: uniform(-1, 5),
        }
      },
    },
    (batch, tools) => judge(tools, batch),
  )

  property(
    'Its gradients are right for all batches',
    {
      hint: 'Do all three inputs get theirs, and through everything that depends on them: direction, length, scale?',
      runs: 12,
      given: ({ int, uniform, oneOf, random }) => {
        const [n, d, source] = [int(1, 4), int(1, 4), random()]
        return {
          ...{ images: quarters(source, n, d), texts: quarters(source, n, d), t: uniform(-1, 3) },
          lossTimes: oneOf([1, -2, 0.5]),
        }
      },
    },
    ({ lossTimes, ...batch }, tools) => judgeGradients(tools, batch, lossTimes),
  )

  // ---- two classifications ----

  hidden(
    'Both directions count, and alike',
    { hint: 'One text suits every image. Whom does that confuse: the images, or the texts?' },
    async (tools) => {
      // Text 0 lies near all images; the others are far from all but their own.
      const images = tensor([[1, 1, 0], [1, 0, 1], [1, -1, 0]]) // prettier-ignore
      const texts = tensor([[1, 0, 0], [0, 0, 1], [0, -1, 0]]) // prettier-ignore
      await judge(tools, { images, texts, t: 1.5 })
      await judge(tools, { images: texts, texts: images, t: 1.5 })
    },
  )

  hidden(
    'A batch in which all look alike costs ln n',
    { hint: 'If nothing tells the pairs apart, what is the chance of the right one, whatever the scale?' },
    async (tools) => {
      for (const n of [2, 5])
        await judge(tools, {
          images: matrix(n, 3, () => 0.5),
          texts: matrix(n, 3, () => -2),
          t: 2,
        })
    },
  )

  hidden(
    'More texts than images: the same logits classify',
    { category: 'shape', hint: 'Which axis of the result belongs to the images?' },
    async (tools) => {
      await judgeLogits(tools, {
        images: normal(tools.random, 2, 4),
        texts: normal(tools.random, 5, 4),
        t: 1,
      })
      await judgeLogits(tools, {
        images: normal(tools.random, 3, 2),
        texts: normal(tools.random, 1, 2),
        t: 1,
      })
    },
  )

  hidden(
    'One pair has nothing to be confused with',
    { category: 'edge', hint: 'Which axes vanish when you squeeze, and which must stay?' },
    async (tools) => {
      for (const d of [1, 3]) {
        const batch = { images: quarters(tools.random, 1, d), texts: quarters(tools.random, 1, d), t: 2 }
        await judge(tools, batch)
        await judgeGradients(tools, batch)
      }
    },
  )

  // ---- directions, not lengths ----

  hidden(
    'How long an embedding is changes nothing',
    {
      hint: 'Does your answer change when one row is made ten times as long? Is there an ε beside a length of 0.01?',
    },
    async (tools) => {
      const lengths = [0.01, 1000, 0.1, 30]
      const scaled = (order: number): NdArray => {
        const rows = lengths.map((_, i) => {
          const row = Array.from({ length: 6 }, () => tools.random.normal())
          return row.map((value) => (value * lengths[(i + order) % 4]!) / Math.hypot(...row))
        })
        return tensor(rows)
      }
      await judge(tools, { images: scaled(0), texts: scaled(1), t: 2 })
    },
  )

  hidden(
    'An embedding of zeros has the cosine 0 with everything',
    { category: 'stability', hint: 'What does your formula give for 0 / 0, on a CPU and on a GPU?' },
    async (tools) => {
      const images = tensor([[1, 2, 0], [0, 0, 0], [2, -1, 1]]) // prettier-ignore
      const texts = tensor([[0, 0, 0], [1, 1, 2], [2, 0, 1]]) // prettier-ignore
      await judge(tools, { images, texts, t: 1.5 })
    },
  )

  hidden(
    'An embedding of zeros spoils no gradient',
    {
      category: 'stability',
      hint: 'What is the slope of a root at 0? And what is 0 times that, when it is multiplied on the way back?',
    },
    async (tools) => {
      const images = tensor([[1, 2, 0], [0, 0, 0], [2, -1, 1]]) // prettier-ignore
      const texts = tensor([[1, 0, 0.5], [1, 1, 2], [0, 0, 0]]) // prettier-ignore
      await judgeGradients(tools, { images, texts, t: 1.5 })
    },
  )

  // ---- the scale ----

  hidden(
    'The scale is eᵗ, below 1 and above, and never more than 100',
    { hint: 'What is the scale at t = 0, at t = −1, at t = 6?' },
    async (tools) => {
      const [images, texts] = [normal(tools.random, 3, 4), normal(tools.random, 3, 4)]
      for (const t of [0, -1, -10, 2.66, 4.5, 4.7, 6, 10]) await judge(tools, { images, texts, t })
    },
  )

  hidden(
    'Beyond the cap the scale stands still, and nothing else',
    { hint: 'At s = 100, which of the three inputs can still change the loss?' },
    async (tools) => {
      const images = tensor([[1, 0.25], [0.5, 1], [1, 1]]) // prettier-ignore
      const texts = tensor([[1, 0.5], [0.5, 0.75], [1, 0.75]]) // prettier-ignore
      await judgeGradients(tools, { images, texts, t: 5.5 })
      await judgeGradients(tools, { images, texts, t: 4 })
    },
  )

  hidden(
    'Logits of ±100 overflow nothing',
    {
      category: 'stability',
      hint: 'What is e¹⁰⁰ in float32, and what is ln(e⁻²⁰⁰)? Can you reach the logarithm without passing through the power? And what is taken off first: is it right for every row and every column?',
    },
    async (tools) => {
      const towards = tensor([[1, 0, 2], [-1, 0, -2]]) // prettier-ignore
      const away = tensor([[-2, 0, -4], [2, 0, 4]]) // prettier-ignore
      for (const t of [4.5, 8]) {
        await judge(tools, { images: towards, texts: towards, t })
        await judge(tools, { images: towards, texts: away, t })
        await judge(tools, { ...FAR_BELOW, t })
        await judge(tools, { images: FAR_BELOW.texts, texts: FAR_BELOW.images, t })
      }
    },
  )

  hidden(
    'At logits of ±100 the gradients are there too',
    {
      category: 'stability',
      hint: 'Softmax rounds to 0 or 1 here. Does anything divide by it on the way back?',
    },
    async (tools) => {
      const images = tensor([[1, 0.25, 2], [-1, 0.5, -2]]) // prettier-ignore
      const texts = tensor([[-2, 0.5, -4], [2, 0.25, 4]]) // prettier-ignore
      await judgeGradients(tools, { images, texts, t: 4.5 })
      await judgeGradients(tools, { images, texts: images, t: 4.5 })
      await judgeGradients(tools, { ...FAR_BELOW, t: 4.5 })
      await judgeGradients(tools, { images: FAR_BELOW.texts, texts: FAR_BELOW.images, t: 4.5 })
    },
  )

  // ---- a good citizen ----

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'A scalar tensor has no axis at all. Has yours one of length 1?' },
    async ({ learner, expect, random }) => {
      const [images, texts] = [normal(random, 4, 3), normal(random, 4, 3)]
      const logits = await learner.logitsPerImage(images, texts, scalar(1))
      expect(logits, 'the logits').toHaveShape([4, 4])
      expect(logits, 'the logits').toHaveDtype('float32')
      const loss = await learner.contrastiveLoss(images, texts, scalar(1))
      expect(loss, 'the loss').toHaveShape([])
      expect(loss, 'the loss').toHaveDtype('float32')
    },
  )

  hidden(
    'As many operations for 32 pairs as for 4',
    {
      category: 'efficiency',
      hint: 'Does anything loop over the pairs? One product gives all cosines at once.',
    },
    async ({ learner, expect, random, measure }) => {
      const kernels = async (n: number): Promise<number> => {
        const [images, texts] = [normal(random, n, 8), normal(random, n, 8)]
        return (await measure(() => learner.contrastiveLoss(images, texts, scalar(1)))).kernelCount
      }
      const [few, many] = [await kernels(4), await kernels(32)]
      expect.that(
        many <= few + 4,
        `${few} operations run for 4 pairs, and ${many} for 32: their number grows with the batch.`,
      )
    },
  )

  hidden(
    '96 pairs need no tensor of 96 × 96 × 64 numbers',
    {
      category: 'memory',
      hint: 'Which operation multiplies and adds up at once, without keeping the products?',
    },
    async (tools) => {
      const batch = { images: normal(tools.random, 96, 64), texts: normal(tools.random, 96, 64), t: 2 }
      const { value, peakBytes } = await tools.measure(() =>
        tools.learner.contrastiveLoss(batch.images, batch.texts, scalar(batch.t)),
      )
      await tools.expect(value, 'the loss').toBeCloseTo(lossOf(batch), CLOSE)
      tools.expect.that(
        peakBytes <= 1e6,
        `${(peakBytes / 1e6).toFixed(1)} MB of tensors are held at the peak; 1 MB is allowed.`,
        {
          diagnosis: 'Something of n × n × d numbers is built: one matrix product gives all cosines at once.',
        },
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    { category: 'memory', hint: 'Do you dispose of something that is not yours?' },
    async ({ harness, expect }) => {
      const { images, texts, t } = BY_HAND
      const after = await harness.twice(images, texts, scalar(t))
      await expect(after.second, 'the loss of a second call').toBeCloseTo(lossOf(BY_HAND), CLOSE)
      await expect(after.images, 'the images').toEqual(images)
      await expect(after.texts, 'the texts').toEqual(texts)
      await expect(after.logScale, 'logScale').toEqual(scalar(t))
    },
  )

  hidden(
    'Two towers learn by it which caption belongs to which picture',
    {
      category: 'learning',
      weight: 2,
      hint: 'The loss is right and does not fall: which of the three inputs gets no gradient, or a wrong one?',
    },
    async ({ harness, expect }) => {
      const { losses, scale, found } = await harness.train({ steps: 60, learningRate: 0.02, seed: 7 })
      expect(losses, 'the losses on the way').toBeFinite()
      expect(found, 'the share of unseen pictures that find their captions').toBeAtLeast(0.8)
      expect.that(
        Math.abs(scale - 1 / 0.07) > 0.5,
        'The scale is where it began: nothing is learned about it.',
        {
          diagnosis: 'Does the gradient reach logScale?',
        },
      )
    },
  )
})

/** The gradient, once it is known that there is one. */
function arrived(expect: Expect, gradient: NdArray | null, of: string): NdArray {
  expect.that(gradient !== null, `No gradient reaches ${of}.`, {
    diagnosis:
      'Somewhere between this input and the loss a value leaves TF.js: read out with dataSync, or put into a new tensor.',
  })
  return gradient!
}

/** What a row of zeros gets itself is the learner's choice: there, what was got is what is wanted. */
function withOwnRowsOfZeros(want: NdArray, got: NdArray, given: NdArray): NdArray {
  const width = given.shape[1]!
  const rows = given.toNested() as number[][]
  return shaped(
    want.shape,
    Float32Array.from(want.data as Float32Array, (value, i) =>
      rows[Math.floor(i / width)]!.every((entry) => entry === 0) ? Number(got.data[i]) : value,
    ),
  )
}
