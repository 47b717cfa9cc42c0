import { type Mistake, NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import {
  deviationOf,
  listOf,
  type Model,
  probabilitiesOf,
  rowsOf,
  sigmoid,
  trainedOn,
  vector,
} from './expected'
import * as harness from './harness'
import { flat, judgeDeviations, judgePrediction, judgeTrained, judgeTraining } from './judge'
import * as reference from './solution'

/** The case worked by hand in the statement. */
const X = tensor([[1], [1], [3], [3]])
const Y = tensor([0, 1, 1, 1], 'int32')
/** The same with other statistics. */
const XS = tensor([[10], [20], [30], [60]])

const mapped = (from: NdArray, change: (value: number, place: number) => number): NdArray =>
  shaped(from.shape, Float32Array.from(listOf(from), change))
const labelsOf = (values: readonly number[]): NdArray =>
  new NdArray([values.length], 'int32', Int32Array.from(values))
/** Quarters, so that differences from a mean are clearly 0 or clearly not. */
const quarters = (whole: NdArray): NdArray => mapped(whole, (value) => value / 4)
const randomRows = (random: Random, n: number, d: number): NdArray =>
  shaped(
    [n, d],
    Float32Array.from({ length: n * d }, () => random.int(-8, 8) / 4),
  )
const randomLabels = (random: Random, n: number): NdArray =>
  labelsOf(Array.from({ length: n }, () => random.int(0, 1)))
const reversed = (from: NdArray): NdArray => {
  const rows = [...rowsOf(from)].reverse().flat()
  return from.dtype === 'int32' ? labelsOf(rows) : shaped(from.shape, Float32Array.from(rows))
}

/** A model of one feature whose z is the feature itself. */
const PLAIN: Model = { mean: vector([0]), deviation: vector([1]), weights: vector([1]), bias: 0 }

export default suite(reference, harness, ({ example, hidden, property }) => {
  example('The case by hand: two epochs', (tools) =>
    judgeTraining(tools, X, Y, { learningRate: 4, epochs: 2, l2: 0 }),
  )
  example('The case by hand: two epochs with a penalty', (tools) =>
    judgeTraining(tools, X, Y, { learningRate: 4, epochs: 2, l2: 0.125 }),
  )
  example('The case by hand: three probabilities', (tools) =>
    judgePrediction(
      tools,
      { mean: vector([2]), deviation: vector([1]), weights: vector([1.2384]), bias: 1.2384 },
      tensor([[1], [3], [0]]),
    ),
  )

  // ---- training ----

  property(
    'Training is right for all shapes, rates and penalties',
    {
      hint: 'Take the smallest failing case and write down the standardised rows, z, p − y and both slopes of its first step. Then of its second.',
      runs: 16,
      given: ({ int, intTensor, oneOf }) => {
        const [n, d] = [int(1, 6), int(1, 3)]
        const options = {
          ...{ learningRate: oneOf([1, 0.1, 0.5]), epochs: int(0, 5) },
          l2: oneOf([0, 0.25, 0.05]),
        }
        return { x: intTensor([n, d], -8, 8), y: intTensor([n], 0, 1), options }
      },
    },
    ({ x, y, options }, tools) => judgeTraining(tools, quarters(x), y, options),
  )

  hidden(
    'No epochs: zeros and no losses, but mean and deviation all the same',
    { category: 'edge', hint: 'What is returned if the body of the loop never runs?' },
    (tools) => judgeTraining(tools, tensor([[1, 30], [2, 10], [6, 20]]), labelsOf([1, 0, 1]), { learningRate: 1, epochs: 0, l2: 1 }), // prettier-ignore
  )

  hidden(
    'As many losses as epochs: the first is the logarithm of 2',
    { hint: 'When do you compute the loss, before the step or after it? What is σ(0)?' },
    async (tools) => {
      const [x, y] = [randomRows(tools.random, 5, 2), labelsOf([1, 0, 0, 1, 1])]
      for (const epochs of [1, 2, 7])
        await judgeTraining(tools, x, y, { learningRate: 0.7, epochs, l2: 0.03 })
    },
  )

  hidden(
    'As many rows as features: a broadcast or a transpose that fits is still wrong',
    {
      hint: 'z, the labels, the errors: which of them has shape [n], which one [n, 1]? What is [n, 1] less [n]?',
    },
    async (tools) => {
      await judgeTraining(tools, tensor([[1, -2], [3, 0.5]]), labelsOf([0, 1]), { learningRate: 1, epochs: 3, l2: 0.1 }) // prettier-ignore
      const x = tensor([[1, 5, 0], [2, -1, 4], [4, 0, -3]]) // prettier-ignore
      await judgeTraining(tools, x, labelsOf([1, 0, 0]), { learningRate: 1, epochs: 3, l2: 0.1 })
    },
  )

  hidden(
    'It does not stop early, however little changes',
    { hint: 'Is there a tolerance in your loop? The number of epochs is what the caller asks for.' },
    async (tools) => {
      // At the bottom from the start: in each place there is one row of each class.
      await judgeTraining(tools, tensor([[0], [0], [2], [2]]), labelsOf([0, 1, 0, 1]), { learningRate: 1, epochs: 6, l2: 1 }) // prettier-ignore
      // The means of the classes are hardly apart: the slope is 0.0001, and a step takes 2e-9 from a loss of 0.69, which
      // float32 cannot see. The weight grows to 35 times the tolerance all the same.
      const [x, y] = [tensor([[-1], [1.0008], [1], [-1]]), labelsOf([1, 1, 0, 0])]
      const options = { learningRate: 0.2, epochs: 40, l2: 0 }
      const returned = await tools.learner.train(x, y, options)
      const { weights } = flat(returned)
      const after = (epochs: number): NdArray => trainedOn(x, y, { ...options, epochs }).weights
      await tools
        .expect(weights, 'the weights, where a step changes no digit of the loss')
        .toBeCloseTo(after(40), {
          mistakes: Array.from({ length: 30 }, (_, epochs) => ({
            says: `These are the weights after about ${epochs} of 40 epochs: it seems to stop when the loss, or the slope, hardly changes.`,
            gives: () => after(epochs),
          })),
        })
      await judgeTrained(tools.expect, returned, x, y, options)
      await judgeTraining(tools, tensor([[1], [2]]), labelsOf([0, 1]), {
        learningRate: 20,
        epochs: 12,
        l2: 0,
      })
    },
  )

  property(
    'The order of the rows does not matter, and the other class is 1 − p',
    {
      hint: 'Is it one step over all rows, or one for each? And which of the two classes does your slope prefer?',
      runs: 6,
      given: ({ int, intTensor }) => {
        const n = int(1, 5)
        return { x: intTensor([n, 2], -8, 8), y: intTensor([n], 0, 1) }
      },
    },
    async ({ x: whole, y }, { learner, expect }) => {
      const x = quarters(whole)
      const options = { learningRate: 0.5, epochs: 4, l2: 0.1 }
      const of = async (rows: NdArray, labels: NdArray) => flat(await learner.train(rows, labels, options))
      const once = await of(x, y)
      const turned = await of(reversed(x), reversed(y))
      for (const field of ['weights', 'bias', 'losses'] as const)
        await expect(turned[field], `the ${field} with the rows reversed`).toBeCloseTo(
          once[field] as number[],
        )
      const other = await of(x, labelsOf(listOf(y).map((label) => 1 - label)))
      await expect(other.weights, 'the weights with the classes exchanged').toBeCloseTo(
        mapped(once.weights as NdArray, (weight) => -weight),
      )
      await expect(other.losses, 'the losses with the classes exchanged').toBeCloseTo(once.losses as number[])
    },
  )

  hidden(
    'The smallest cases: one row, one class',
    {
      category: 'edge',
      hint: 'What is the deviation of a single row? And what do the weights do when it is constant?',
    },
    async (tools) => {
      await judgeTraining(tools, tensor([[3]]), labelsOf([1]), { learningRate: 1, epochs: 3, l2: 0 })
      await judgeTraining(tools, tensor([[3, -1, 0]]), labelsOf([0]), { learningRate: 2, epochs: 3, l2: 0.5 })
      await judgeTraining(tools, tensor([[1], [4], [2]]), labelsOf([0, 0, 0]), { learningRate: 1, epochs: 4, l2: 0.1 }) // prettier-ignore
      await judgeTraining(tools, tensor([[1], [4], [2]]), labelsOf([1, 1, 1]), { learningRate: 1, epochs: 4, l2: 0 }) // prettier-ignore
    },
  )

  // ---- features ----

  hidden(
    'A feature that never changes has no say',
    {
      category: 'edge',
      hint: 'In float32 the mean of seven times 0.1 need not be 0.1. How large is the deviation then, and what comes out when you divide by it? What tells for certain that all values are equal?',
    },
    async (tools) => {
      const { learner, expect } = tools
      const options = { learningRate: 1, epochs: 3, l2: 0 }
      for (const n of [5, 7, 11]) {
        const rows = Array.from({ length: n }, (_, i) => [0.1, i, 3.3, 27.9, -0.7, 0])
        const y = labelsOf(rows.map((_, i) => Number(i % 3 > 0)))
        const returned = await learner.train(tensor(rows), y, options)
        judgeDeviations(
          expect,
          returned,
          [1, deviationOf(rows.map((row) => row[1]!)), 1, 1, 1, 1],
          'A feature is constant if all of its values are equal: compare the values. Rounding makes their deviation a little more than 0 at times, and dividing by that makes noise large.',
        )
        await judgeTrained(expect, returned, tensor(rows), y, options)
      }
    },
  )

  hidden(
    'Features in other units: the same weights, losses and probabilities',
    {
      category: 'stability',
      hint: 'A deviation of 0.000002 is not 0. Is something small added to it, or is it compared with something small?',
    },
    async ({ learner, expect, random }) => {
      const units = [2 ** -19, 2 ** 15]
      const x = mapped(randomRows(random, 8, 2), (value, at) => (at < 2 ? 2 : at < 4 ? -2 : value))
      const y = labelsOf([0, 1, 1, 0, 1, 0, 0, 1])
      const rescaled = mapped(x, (value, at) => value * units[at % 2]!)
      const options = { learningRate: 0.5, epochs: 5, l2: 0.05 }
      const right = trainedOn(x, y, options)
      const { model, losses } = await learner.train(rescaled, y, options)
      judgeDeviations(
        expect,
        { model },
        listOf(right.deviation).map((value, j) => value * units[j]!),
        'Something seems to be added to the deviation, or a small one to be taken for 0.',
      )
      for (const field of ['weights', 'bias'] as const)
        await expect(model[field], `the ${field}`).toBeCloseTo(right[field])
      await expect(losses, 'the losses').toBeCloseTo(right.losses)
      await expect(await learner.predictProbability(model, rescaled), 'the probabilities').toBeCloseTo(
        probabilitiesOf(right, x),
      )
    },
  )

  hidden(
    'Features thousands away from 0',
    {
      category: 'stability',
      hint: 'At 25,000,000 the neighbours of a float32 are 2 apart. Is anything squared before the mean is taken away?',
    },
    async (tools) => {
      // Means and differences are exact in float32.
      const step = 2.3125
      const x = tensor([0, 1, 2, 3, 4, 5, 6, 7].map((i) => [5000 + step * i, step * ((i * 3) % 8) - 5000])) // prettier-ignore
      const y = labelsOf([0, 0, 1, 0, 1, 0, 1, 1])
      const options = { learningRate: 1, epochs: 4, l2: 0.02 }
      const returned = await tools.learner.train(x, y, options)
      judgeDeviations(
        tools.expect,
        returned,
        listOf(trainedOn(x, y, options).deviation),
        'Squares of raw features lose what matters to rounding. Take the mean away first, then square.',
      )
      await judgeTrained(tools.expect, returned, x, y, options)
    },
  )

  // ---- how sure it may be ----

  hidden(
    'Classes without overlap and a rate of 10,000: losses of 0, no NaN',
    { category: 'stability', hint: 'What is e⁵⁰⁰⁰ in float32, and what is 0 · ln 0?' },
    async (tools) => {
      for (const learningRate of [10_000, 300]) {
        await judgeTraining(tools, tensor([[1], [5]]), labelsOf([0, 1]), { learningRate, epochs: 4, l2: 0 })
        await judgeTraining(tools, tensor([[1], [5]]), labelsOf([1, 0]), { learningRate, epochs: 4, l2: 0 })
      }
    },
  )

  hidden(
    'Sure and wrong: the loss is as large as z',
    {
      category: 'stability',
      hint: 'The label is 1, and p is e⁻⁵⁰⁰, which no float holds. Where does the 500 go?',
    },
    async (tools) => {
      // Three of four rows at each place are right; the fourth costs |z|.
      const x = tensor([[0], [0], [0], [0], [2], [2], [2], [2]])
      for (const learningRate of [40, 2000, 20_000])
        await judgeTraining(tools, x, labelsOf([0, 0, 1, 0, 1, 0, 1, 1]), { learningRate, epochs: 2, l2: 0 })
    },
  )

  hidden(
    'z of 100 and of 1,000: probabilities of 0 and 1, no NaN',
    { category: 'stability', hint: 'What is e¹⁰⁰ / (1 + e¹⁰⁰) in float32?' },
    (tools) => judgePrediction(tools, PLAIN, tensor([[100], [-100], [1000], [-1000], [0], [20], [-20]])),
  )

  hidden(
    'Small probabilities keep their digits',
    {
      category: 'stability',
      hint: 'Is your probability a difference from 1, or from ½? What is the least difference of that kind in float32?',
    },
    async ({ learner, expect }) => {
      const z = [-1, -10, -17, -25, -40, -57]
      const got = await learner.predictProbability(PLAIN, tensor(z.map((value) => [value])))
      expect(got, 'the probabilities').toHaveShape([z.length])
      expect.that(
        listOf(got).every((p, i) => Math.abs(p / sigmoid(z[i]!) - 1) < 1e-3),
        'Probabilities near 0 are off by more than a thousandth of themselves.',
        {
          diagnosis:
            'Small probabilities lose their digits: they are cut off, or come from a difference from 1.',
        },
      )
    },
  )

  // ---- prediction ----

  property(
    'Probabilities are right for any model and any rows',
    {
      hint: 'By which mean and which deviation are these rows standardised? What is done with z?',
      runs: 12,
      given: ({ int, normalTensor, uniformTensor, uniform }) => {
        const [m, d] = [int(1, 4), int(1, 3)]
        const model = {
          ...{ mean: normalTensor([d]), deviation: uniformTensor([d], 0.5, 2) },
          ...{ weights: normalTensor([d]), bias: uniform(-2, 2) },
        }
        return { model, x: normalTensor([m, d]) }
      },
    },
    ({ model, x }, tools) => judgePrediction(tools, model, x),
  )

  hidden(
    'A row alone gets what it gets among others',
    { hint: 'What are mean and deviation of one row? Whose mean and deviation are wanted?' },
    async (tools) => {
      const model = { mean: vector([10, 0]), deviation: vector([2, 0.5]), weights: vector([1, -0.5]), bias: 0.3 } // prettier-ignore
      const rows = [[11, 0.25], [7, -1], [10, 2], [11, 0.25]] // prettier-ignore
      await judgePrediction(tools, model, tensor(rows))
      for (const row of rows) await judgePrediction(tools, model, tensor([row]))
      // As many rows as features.
      await judgePrediction(tools, model, tensor(rows.slice(0, 2)))
    },
  )

  hidden(
    'Two models know nothing of each other',
    { hint: 'Is anything kept outside of the functions, from one call to the next?' },
    async (tools) => {
      const { learner } = tools
      const [x, y] = [randomRows(tools.random, 4, 2), randomLabels(tools.random, 4)]
      const options = { learningRate: 0.5, epochs: 3, l2: 0 }
      const { model } = await learner.train(X, Y, options)
      await judgeTraining(tools, x, y, { ...options, l2: 0.25 })
      const other = (of: Model): Mistake[] => {
        const { mean, deviation } = trainedOn(XS, Y, options)
        return [
          {
            says: 'The statistics of the last training seem to be used. Those of the model are wanted.',
            gives: () => probabilitiesOf({ ...of, mean, deviation }, tensor([[1], [2.5]])),
          },
        ]
      }
      await judgeTraining(tools, XS, Y, { ...options, l2: 0 })
      for (const asked of [model, PLAIN])
        await judgePrediction(tools, asked, tensor([[1], [2.5]]), other(asked))
    },
  )

  hidden(
    'Penguins, in millimetres and grams: unseen ones get their species',
    { category: 'learning', hint: 'Body mass is in thousands, bills are in tens. Do the steps suit both?' },
    async (tools) => {
      const { rows, labels } = harness.penguins
      const part = (odd: number) => rows.map((_, i) => i).filter((i) => i % 2 === odd)
      const x = (odd: number): NdArray => tensor(part(odd).map((i) => [...rows[i]!]))
      const y = labelsOf(part(0).map((i) => labels[i]!))
      const options = { learningRate: 1, epochs: 25, l2: 0.001 }
      const returned = await tools.learner.train(x(0), y, options)
      await judgeTrained(tools.expect, returned, x(0), y, options)
      await judgePrediction(tools, returned.model, x(1))
      const p = listOf(await tools.learner.predictProbability(returned.model, x(1)))
      const right = part(1).filter((i, at) => p[at]! > 0.5 === labels[i]! > 0).length
      tools.expect(right / p.length, 'the accuracy on unseen penguins').toBeAtLeast(0.95)
    },
  )

  // ---- shape, cost, manners ----

  hidden(
    'Shapes and types are as the statement gives them',
    { category: 'shape', hint: 'Which results have one axis? The bias is a number: is it read out?' },
    async ({ learner, expect }) => {
      const x = tensor([[1, 2, 3], [0, 1, -1]]) // prettier-ignore
      const { model } = await learner.train(x, labelsOf([1, 0]), { learningRate: 1, epochs: 2, l2: 0 })
      for (const field of ['mean', 'deviation', 'weights'] as const) {
        expect(model[field], `the ${field}`).toHaveShape([3])
        expect(model[field], `the ${field}`).toHaveDtype('float32')
      }
      for (const rows of [1, 2]) {
        const p = await learner.predictProbability(model, tensor(rowsOf(x).slice(0, rows)))
        expect(p, 'the probabilities').toHaveShape([rows])
        expect(p, 'the probabilities').toHaveDtype('float32')
      }
    },
  )

  hidden(
    'The tensors of all epochs are never there together',
    {
      category: 'memory',
      hint: 'A tf.tidy around the loop disposes of everything, at the end. How much is there just before?',
    },
    async ({ learner, expect, measure }) => {
      const n = 500
      const x = tensor(Array.from({ length: n }, (_, i) => [i / n]))
      const y = labelsOf(Array.from({ length: n }, (_, i) => i % 2))
      const peak = async (epochs: number): Promise<number> =>
        (await measure(() => learner.train(x, y, { learningRate: 0.1, epochs, l2: 0 }))).peakBytes
      const [few, many] = [await peak(3), await peak(33)]
      // One tensor of n numbers from each epoch would be 60 kB.
      expect.that(
        many <= few + 15_000,
        `${Math.round(few / 1000)} kB of tensors are there at the peak of 3 epochs, and ${Math.round(many / 1000)} kB of 33: the memory grows with the epochs.`,
      )
    },
  )

  hidden(
    'As many operations for 60 rows of 6 features as for 6 rows of 2',
    { category: 'efficiency', hint: 'Does a tensor operation stand in a loop over rows or features?' },
    async ({ learner, expect, measure, random }) => {
      const kernels = async (n: number, d: number): Promise<number> => {
        const [x, y] = [randomRows(random, n, d), randomLabels(random, n)]
        const measured = await measure(async () => {
          const { model } = await learner.train(x, y, { learningRate: 0.1, epochs: 2, l2: 0.1 })
          await learner.predictProbability(model, x)
        })
        return measured.kernelCount
      }
      const [few, many] = [await kernels(6, 2), await kernels(60, 6)]
      expect.that(
        many <= few + 3,
        `${few} operations run for 6 rows of 2 features, and ${many} for 60 of 6: their number grows with the data.`,
      )
    },
  )

  hidden(
    'What is given is as it was, and can be used again',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours: the rows, the labels, the model?',
    },
    async (tools) => {
      const options = { learningRate: 0.5, epochs: 2, l2: 0.5 }
      const after = await tools.harness.twice(X, Y, options)
      await tools.expect(after.x, 'the rows').toEqual(X)
      await tools.expect(after.y, 'the labels').toEqual(Y)
      await tools.expect(after.options, 'the options').toEqual(options)
      await judgeTrained(tools.expect, after.trained, X, Y, options)
      await tools
        .expect(after.probabilities, 'the probabilities of a second call')
        .toBeCloseTo(probabilitiesOf(trainedOn(X, Y, options), X))
    },
  )
})
