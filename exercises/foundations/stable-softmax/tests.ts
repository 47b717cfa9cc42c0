import { type CaseTools, NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import {
  crossEntropyOf,
  LOG_SUM_EXP_SLIPS,
  logSumExpOf,
  scalar,
  SOFTMAX_SLIPS,
  softmaxOf,
  wrongLosses,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const NONE = -Infinity
const labelsOf = (labels: readonly number[]): NdArray =>
  new NdArray([labels.length], 'int32', Int32Array.from(labels))
const filled = (shape: readonly number[], value: number): NdArray =>
  shaped(shape, new Float32Array(shape.reduce((size, length) => size * length, 1)).fill(value))
const normal = (random: Random, shape: readonly number[]): NdArray =>
  shaped(
    shape,
    Float32Array.from(filled(shape, 0).data as Float32Array, () => 2 * random.normal()),
  )

/** The case worked by hand in the statement. */
const LOGITS = tensor([
  [0, Math.log(2), Math.log(5)],
  [1000, 1000, NONE],
])
const LABELS = labelsOf([1, 0])

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeSoftmax = async ({ learner, expect }: Tools, logits: NdArray, axis?: number): Promise<void> =>
    expect(
      // Without an axis where there is none: the argument may be absent.
      await learner.softmax(logits, ...(axis === undefined ? [] : [axis])),
      'the probabilities',
    ).toBeCloseTo(softmaxOf(logits, axis), {
      mistakes: SOFTMAX_SLIPS.map(({ says, slips }) => ({
        says,
        gives: () => softmaxOf(logits, axis, slips),
      })),
    })

  const judgeLogSumExp = async ({ learner, expect }: Tools, logits: NdArray, axis?: number): Promise<void> =>
    expect(await learner.logSumExp(logits, ...(axis === undefined ? [] : [axis])), 'logSumExp').toBeCloseTo(
      logSumExpOf(logits, axis),
      {
        mistakes: LOG_SUM_EXP_SLIPS.map(({ says, slips }) => ({
          says,
          gives: () => logSumExpOf(logits, axis, slips),
        })),
      },
    )

  const judgeLoss = async (
    { learner, expect }: Tools,
    logits: NdArray,
    labels: readonly number[],
  ): Promise<void> => {
    const given = labelsOf(labels)
    await expect(await learner.crossEntropy(logits, given), 'the loss').toBeCloseTo(
      crossEntropyOf(logits, given),
      { mistakes: wrongLosses(logits, given) },
    )
  }

  const judgeBoth = async (tools: Tools, logits: NdArray, axis?: number): Promise<void> => {
    await judgeSoftmax(tools, logits, axis)
    await judgeLogSumExp(tools, logits, axis)
  }

  example('The case by hand: softmax', (tools) => judgeSoftmax(tools, LOGITS))
  example('The case by hand: logSumExp', (tools) => judgeLogSumExp(tools, LOGITS))
  example('The case by hand: cross-entropy', (tools) => judgeLoss(tools, LOGITS, [1, 0]))

  property(
    'Softmax and logSumExp along every axis of every shape',
    {
      hint: 'Write the shape beside every line. Which of them has lost an axis that the next one broadcasts against?',
      runs: 30,
      given: ({ int, normalTensor }) => {
        const rank = int(1, 4)
        const logits = normalTensor(
          Array.from({ length: rank }, () => int(1, 4)),
          3,
        )
        return { logits, axis: int(-rank, rank - 1) }
      },
    },
    ({ logits, axis }, tools) => judgeBoth(tools, logits, axis),
  )

  property(
    'Cross-entropy of every batch',
    {
      hint: 'What is −ln p of a label, in logits? And what is the mean taken over?',
      runs: 20,
      given: ({ int, intTensor, normalTensor }) => {
        const [examples, classes] = [int(1, 5), int(2, 6)]
        return {
          logits: normalTensor([examples, classes], 3),
          labels: Array.from(intTensor([examples], 0, classes - 1).data as Int32Array),
        }
      },
    },
    ({ logits, labels }, tools) => judgeLoss(tools, logits, labels),
  )

  // ---- axes and shapes ----

  hidden(
    'Without an axis it is the last; −2 is the one before it',
    {
      category: 'shape',
      hint: 'Does max(axis, true) take negative axes? Does your own arithmetic with the axis?',
    },
    async (tools) => {
      const logits = normal(tools.random, [2, 3, 4])
      for (const axis of [undefined, -1, -2, -3, 0, 1, 2]) await judgeBoth(tools, logits, axis)
    },
  )

  hidden(
    'Softmax keeps the shape, logSumExp drops the axis, the loss has rank 0',
    {
      category: 'shape',
      hint: 'Where is an axis kept for broadcasting, and where does it have to go again?',
    },
    async ({ learner, expect }) => {
      const logits = filled([3, 1, 2], 0.5)
      const probabilities = await learner.softmax(logits, 1)
      expect(probabilities, 'the probabilities').toHaveShape([3, 1, 2])
      expect(probabilities, 'the probabilities').toHaveDtype('float32')
      expect(await learner.logSumExp(logits, 1), 'logSumExp').toHaveShape([3, 2])
      expect(await learner.logSumExp(logits, 1), 'logSumExp').toHaveDtype('float32')
      expect(await learner.logSumExp(filled([4], 1)), 'logSumExp of rank 1').toHaveShape([])
      const loss = await learner.crossEntropy(filled([1, 3], 1), labelsOf([2]))
      expect(loss, 'the loss').toHaveShape([])
      expect(loss, 'the loss').toHaveDtype('float32')
    },
  )

  hidden(
    'A square tensor: each row has a greatest, a sum and a label of its own',
    {
      hint: 'With as many rows as columns, a forgotten axis broadcasts all the same, the other way round. Which row is divided by which sum?',
    },
    async (tools) => {
      const logits = tensor([[0, 1, 5], [2, -3, 0.5], [1, 1, -2]]) // prettier-ignore
      await judgeBoth(tools, logits)
      await judgeBoth(tools, logits, 0)
      await judgeLoss(tools, logits, [0, 1, 2])
      await judgeLoss(tools, logits, [2, 2, 0])
    },
  )

  hidden(
    'The smallest sizes: a single logit, a single example',
    { category: 'edge', hint: 'What is the softmax of a single number, whatever it is?' },
    async (tools) => {
      for (const only of [0, -7, 1000, -100_000]) await judgeBoth(tools, tensor([only]))
      await judgeBoth(tools, tensor([[2], [-3]]), 1)
      await judgeBoth(tools, tensor([[2], [-3]]), 0)
      await judgeLoss(tools, tensor([[1, -1]]), [1])
    },
  )

  // ---- large numbers ----

  hidden(
    'Logits of 1,000 and of 100,000 overflow nothing',
    { category: 'stability', hint: 'What is e¹⁰⁰⁰ in float32, and what is ∞ / ∞?' },
    async (tools) => {
      for (const size of [1000, 100_000]) {
        await judgeBoth(tools, tensor([[size, size], [size, 0]])) // prettier-ignore
        await judgeLoss(tools, tensor([[size, size, 0], [0, size, -size]]), [1, 1]) // prettier-ignore
      }
    },
  )

  hidden(
    'Logits of −1,000 and of −100,000 leave something to divide by',
    { category: 'stability', hint: 'What is e⁻¹⁰⁰⁰ in float32, and what is 0 / 0?' },
    async (tools) => {
      for (const size of [-1000, -100_000]) {
        await judgeBoth(tools, tensor([[size, size, 2 * size]]))
        await judgeLoss(tools, tensor([[size, size - 1, size]]), [1])
      }
    },
  )

  hidden(
    'Slices that lie far apart: each has a greatest of its own',
    {
      category: 'stability',
      hint: 'One row is near 50,000, another near −50,000. What is left of the second if you subtract the greatest of the whole tensor?',
    },
    async (tools) => {
      const logits = tensor([[50_000, 50_001], [-50_000, -50_002], [0, 0.5]]) // prettier-ignore
      await judgeBoth(tools, logits)
      await judgeBoth(tools, logits, 0)
      await judgeLoss(tools, logits, [0, 1, 0])
    },
  )

  hidden(
    'An improbable label has a finite loss, however improbable',
    {
      category: 'stability',
      hint: 'e⁻²⁰⁰ is 0 in float32, and ln 0 is −∞. Can the loss be had without any probability?',
    },
    async (tools) => {
      for (const gap of [20, 50, 200, 5000, 100_000]) await judgeLoss(tools, tensor([[0, gap]]), [0])
      await judgeLoss(tools, tensor([[-300, 0, 5], [1, 2, 3]]), [0, 2]) // prettier-ignore
    },
  )

  hidden(
    'Between large logits an eighth still counts',
    {
      category: 'stability',
      hint: 'Near 100,000 the neighbours of a float32 are 1/128 away. What is rounded if you compute logSumExp first and subtract afterwards?',
    },
    async (tools) => {
      for (const size of [100_000 - 2, 2 - 100_000]) {
        const logits = tensor([[size, size + 0.125, size - 1], [size + 1, size, size]]) // prettier-ignore
        await judgeSoftmax(tools, logits)
        await judgeLoss(tools, logits, [1, 2])
      }
    },
  )

  property(
    'The same number on every logit changes neither probabilities nor loss',
    {
      category: 'stability',
      hint: 'Is anything rounded at the size of the logits before a difference is taken?',
      runs: 15,
      given: ({ int, intTensor, oneOf }) => {
        const [examples, classes] = [int(1, 3), int(2, 4)]
        // Quarters: exact in float32 when they are shifted, too.
        const quarters = intTensor([examples, classes], -12, 12).data as Int32Array
        const shift = oneOf([0, 65_536, -65_536])
        return {
          logits: shaped(
            [examples, classes],
            Float32Array.from(quarters, (count) => shift + count / 4),
          ),
          labels: Array.from(intTensor([examples], 0, classes - 1).data as Int32Array),
        }
      },
    },
    async ({ logits, labels }, tools) => {
      await judgeSoftmax(tools, logits)
      await judgeLoss(tools, logits, labels)
    },
  )

  // ---- masks ----

  hidden(
    'A masked class has the probability 0, and nothing else notices it',
    { category: 'edge', hint: 'What is 0 · (−∞)? And which exponential is exactly 0?' },
    async (tools) => {
      const logits = tensor([[NONE, 1, 3, NONE], [0, NONE, -2, 700], [5, 5, NONE, NONE]]) // prettier-ignore
      await judgeBoth(tools, logits)
      await judgeLoss(tools, logits, [1, 2, 0])
      await judgeLoss(tools, tensor([[NONE, -90_000]]), [1])
    },
  )

  hidden(
    'A slice of nothing but −∞: probabilities 0, logSumExp −∞, and its neighbours as ever',
    { category: 'edge', hint: 'What is the greatest of such a slice, and what is −∞ − (−∞)?' },
    async (tools) => {
      const logits = tensor([[NONE, NONE, 4], [NONE, 1, -1]]) // prettier-ignore
      await judgeBoth(tools, logits, 0)
      await judgeBoth(tools, tensor([[NONE, NONE], [2, 3]])) // prettier-ignore
      await judgeBoth(tools, tensor([NONE]))
      await judgeBoth(tools, filled([2, 3], NONE), 1)
    },
  )

  hidden(
    'A label that is masked costs +∞',
    { category: 'edge', hint: 'What is −ln 0? Does anything in your code put a bound on it?' },
    async ({ learner, expect }) => {
      const costs = async (logits: NdArray, labels: readonly number[]): Promise<void> =>
        expect(await learner.crossEntropy(logits, labelsOf(labels)), 'the loss').toBeCloseTo(scalar(Infinity))
      await costs(tensor([[1, NONE, 2]]), [1])
      await costs(tensor([[0, 1], [NONE, 4], [2, 1]]), [1, 0, 0]) // prettier-ignore
    },
  )

  // ---- the mean ----

  hidden(
    'Every example twice: the loss stays what it was',
    { hint: 'Is it a sum or a mean? Over how many?' },
    async (tools) => {
      const rows = [[0, 1, -2, 0.5], [3, -1, 0, 2]] // prettier-ignore
      await judgeLoss(tools, tensor(rows), [1, 2])
      await judgeLoss(tools, tensor([...rows, ...rows]), [1, 2, 1, 2])
    },
  )

  hidden(
    'Twenty thousand classes',
    { category: 'efficiency', hint: 'Is anything spread into arguments, or built class by class?' },
    async (tools) => {
      const logits = normal(tools.random, [2, 20_000])
      await judgeBoth(tools, logits)
      await judgeLoss(tools, logits, [7, 19_999])
    },
  )

  hidden(
    'As many operations for 60 rows as for 3',
    {
      category: 'efficiency',
      hint: 'Does anything loop over examples or classes? Every step can take all slices at once.',
    },
    async ({ learner, expect, measure }) => {
      const kernels = async (size: number): Promise<number> => {
        const logits = filled([size, size], 0.25)
        const labels = labelsOf(new Array<number>(size).fill(1))
        const { kernelCount } = await measure(async () => {
          await learner.softmax(logits, 1)
          await learner.logSumExp(logits, 0)
          await learner.crossEntropy(logits, labels)
        })
        return kernelCount
      }
      const [few, many] = [await kernels(3), await kernels(60)]
      expect.that(
        many <= few + 10,
        `${few} operations run for 3 rows of 3, and ${many} for 60 of 60: their number grows with the logits.`,
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    { category: 'memory', hint: 'Do you dispose of something that is not yours?' },
    async ({ harness, expect }) => {
      const after = await harness.afterwards(LOGITS, LABELS)
      await expect(after.logits, 'the logits').toEqual(LOGITS)
      await expect(after.labels, 'the labels').toEqual(LABELS)
      await expect(after.loss, 'the loss of a second call').toBeCloseTo(crossEntropyOf(LOGITS, LABELS))
    },
  )
})
