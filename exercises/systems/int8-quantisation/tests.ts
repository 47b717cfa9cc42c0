import { type CaseTools, type Mistake, NdArray, type Random, suite } from '@tensorkata/kit'
import {
  columnsOf,
  listed,
  type Matrix,
  packed,
  PRODUCT_SLIPS,
  productOf,
  type Quantised,
  quantisedOf,
  WEIGHT_SLIPS,
  wholes,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** The case worked by hand in the statement. */
const W: Matrix = [[2.54, 0.0204], [-1.011, -0.127], [0.351, 0.0507]] // prettier-ignore
const X: Matrix = [[0.504, -1.27, 0.268]]
const Q = quantisedOf(W)

/**
 * Relative, since a channel of small weights counts as much as others. The sums are exact; a quotient and two products of
 * float32 are off by 1e-6 at most, on a GPU too.
 */
const CLOSE = { atol: 0, rtol: 1e-5 }

/** Rows of x, inputs, outputs. A few only: on webgl each takes a while the first time. */
const SHAPES = [[1, 1, 1], [1, 2, 1], [2, 1, 3], [2, 3, 2], [3, 2, 4], [4, 6, 5]] as const // prettier-ignore

/** Numbers that are 127 steps at most, one of them exactly, and all of them away from halfway between two steps. */
function channel(random: Random, count: number, scale: number): number[] {
  const at = random.int(0, count - 1)
  return Array.from({ length: count }, (_, k) => {
    const steps = k === at ? 127 * (random.int(0, 1) * 2 - 1) : random.int(-126, 126) + random.int(-4, 4) / 10
    return steps * scale
  })
}

const SCALES = [1, 0.5, 0.01, 2 ** -9, 30, 1e-5]
/** As many channels, of very different sizes; one in eight holds nothing but zeros. */
const channels = (random: Random, count: number, length: number): Matrix =>
  Array.from({ length: count }, () =>
    channel(random, length, random.int(0, 7) === 0 ? 0 : SCALES[random.int(0, SCALES.length - 1)]!),
  )

/** Quantised weights from elsewhere: any whole numbers, any scales. */
const drawn = (random: Random, inputs: number, outputs: number): Quantised => ({
  values: Array.from({ length: inputs }, () => Array.from({ length: outputs }, () => random.int(-127, 127))),
  scales: Array.from({ length: outputs }, () =>
    Math.fround(random.uniform(0.5, 2) * 10 ** random.int(-4, 1)),
  ),
})

const sent = ({ values, scales }: Quantised): { values: NdArray; scales: NdArray } => ({
  values: wholes(values),
  scales: listed(scales),
})

/** Those that would show: a slip that gives what is right here names nothing. */
const telling = (mistakes: readonly { says: string; gives: NdArray }[], right: NdArray): Mistake[] =>
  mistakes.filter(
    ({ gives }) => !Array.from(right.data as Float32Array).every((value, i) => value === gives.data[i]),
  )

export default suite(reference, harness, ({ example, hidden, property }) => {
  const quantised = async ({ learner, expect }: Tools, weights: Matrix) => {
    const got = (await learner.quantise(packed(weights))) as { values?: NdArray; scales?: NdArray } | null
    const is = (key: 'values' | 'scales'): boolean => got?.[key] instanceof NdArray
    expect.that(
      is('values') && is('scales'),
      'quantise returns no object of two tensors, values and scales.',
      {
        diagnosis: 'Wrong type.',
      },
    )
    return got as { values: NdArray; scales: NdArray }
  }

  const judgeWeights = async (tools: Tools, weights: Matrix): Promise<void> => {
    const { expect } = tools
    const got = await quantised(tools, weights)
    const right = quantisedOf(weights)
    const slips = WEIGHT_SLIPS.map(({ says, slips }) => ({ says, gives: quantisedOf(weights, slips) }))
    const values = slips.map(({ says, gives }) => ({ says, gives: wholes(gives.values) }))
    await expect(got.values, 'the values').toEqual(wholes(right.values), {
      mistakes: telling(values, wholes(right.values)),
    })
    const scales = slips.map(({ says, gives }) => ({ says, gives: listed(gives.scales) }))
    await expect(got.scales, 'the scales').toBeCloseTo(listed(right.scales), {
      ...CLOSE,
      mistakes: telling(scales, listed(right.scales)),
    })
  }

  const judgeProduct = async (
    { learner, expect }: Tools,
    x: Matrix,
    weights: Quantised,
    xScale?: number,
  ): Promise<void> => {
    const right = packed(productOf(x, weights, xScale))
    const mistakes = PRODUCT_SLIPS.map(({ says, slips }) => ({
      says,
      gives: packed(productOf(x, weights, xScale, slips)),
    }))
    const got = await (xScale === undefined
      ? learner.quantisedMatMul(packed(x), sent(weights))
      : learner.quantisedMatMul(packed(x), sent(weights), xScale))
    await expect(got, 'the product').toBeCloseTo(right, { ...CLOSE, mistakes: telling(mistakes, right) })
  }

  example('The case by hand: weights', (tools) => judgeWeights(tools, W))
  example(
    'The case by hand: a product',
    { hint: 'Write down P, then the two sums, then the scales.' },
    (tools) => judgeProduct(tools, X, Q),
  )
  example('The case by hand: with xScale, one number saturates', (tools) => judgeProduct(tools, X, Q, 0.005))

  // ---- weights ----

  property(
    'Weights are right for all shapes',
    {
      hint: 'Take the smallest failing matrix, column by column: the largest in size, a 127th of it, and each weight divided by that.',
      runs: 25,
      given: ({ oneOf, random }) => {
        const [, inputs, outputs] = oneOf(SHAPES)
        return { weights: columnsOf(channels(random(), outputs, inputs)) }
      },
    },
    ({ weights }, tools) => judgeWeights(tools, weights),
  )

  hidden(
    'A channel of small weights keeps its digits beside one of large ones',
    { hint: 'How many steps of the large channel’s scale has the largest weight of the small one?' },
    (tools) =>
      judgeWeights(tools, [[12.7, 0.0127, 0.3], [-4.02, -0.0061, -0.9], [0.98, 0.0033, 127], [5.5, 0.0004, 20.8]]), // prettier-ignore
  )

  hidden(
    'To the nearest whole number, on both sides of 0',
    { hint: 'What becomes of 2.7 and of −2.7 when they are cast to an integer?' },
    (tools) => {
      const column = [127, 2.7, -2.7, 2.3, -2.3, 0.6, -0.6, 0.4, -0.4, 125.9]
      return judgeWeights(
        tools,
        column.map((value) => [value, -value / 8]),
      )
    },
  )

  hidden(
    'Symmetric: −W becomes −Q, and −128 is not used',
    { hint: 'Is the largest weight of a channel the one that is largest in size?' },
    async (tools) => {
      const weights: Matrix = [[-12.7, 0.34, -1], [3.3, -25.4, -2.2], [1.2, 7.14, -5.08]] // prettier-ignore
      await judgeWeights(tools, weights)
      await judgeWeights(
        tools,
        weights.map((row) => row.map((value) => -value)),
      )
    },
  )

  hidden(
    'A channel of zeros: the scale is 1, and nothing is NaN',
    {
      category: 'stability',
      hint: 'What is the largest size of nothing but zeros, and what do you divide by?',
    },
    async (tools) => {
      await judgeWeights(tools, [[0, 2.54, 0], [0, -1.1, 0]]) // prettier-ignore
      await judgeWeights(tools, [[0]])
      await judgeProduct(tools, [[1.27, -0.5]], { values: [[0, 5], [0, -7]], scales: [1, 0.5] }) // prettier-ignore
    },
  )

  hidden(
    'Weights and x of a millionth, and of a million',
    { category: 'stability', hint: 'Is there an ε in your code that is not small beside a scale of 10⁻⁸?' },
    async (tools) => {
      const weights: Quantised = { values: [[50, -3], [-127, 8], [27, 90]], scales: [1, 0.02] } // prettier-ignore
      // The smallest that may occur, which is also the largest of its channel, of its row.
      await judgeWeights(tools, [[1e-6], [0], [-1e-6]])
      await judgeProduct(tools, [[1e-6, 0, -1e-6]], weights)
      await judgeWeights(tools, [[1.27e-6, 1e6, 1e-6], [-1.06e-6, -2.3e5, 1e6], [0, 1e-6, -4.1e4]]) // prettier-ignore
      await judgeProduct(tools, [[1.27e-6, -1.06e-6, 0], [1e6, -2.3e5, 1e-6]], weights) // prettier-ignore
    },
  )

  hidden(
    'Random weights: none is more than half a step away',
    { hint: 'Multiply your values by your scales. How far from the weights may they be?' },
    async (tools) => {
      const { expect, random } = tools
      const weights = Array.from({ length: 40 }, () =>
        Array.from({ length: 6 }, (_, j) => Math.fround(random.normal(0, 4 ** (j - 3)))),
      )
      const { values, scales } = await quantised(tools, weights)
      await expect(scales, 'the scales').toBeCloseTo(listed(quantisedOf(weights).scales), CLOSE)
      expect(values, 'the values').toHaveShape([40, 6])
      const far = weights.flatMap((row, k) =>
        // A thousandth of a step is for scales that differ in the last bit.
        row.filter((weight, j) => !(Math.abs(weight / scales.get(j) - values.get(k, j)) <= 0.501)),
      )
      expect.that(
        far.length === 0,
        `${far.length} of 240 values are more than half a step from their weights.`,
      )
      const largest = Math.max(...Array.from(values.data as Int32Array, Math.abs))
      expect.that(largest === 127, `The largest value in size is ${largest}, where each channel has a 127.`)
    },
  )

  hidden(
    'Twice the weights are twice the scales, and quantising again changes nothing',
    { hint: 'Is there a number in your code that knows how large weights usually are?' },
    async (tools) => {
      const { expect, random } = tools
      const columns = [1, 0.5, 0.02].map((scale) => channel(random, 7, scale))
      const weights = columnsOf(columns)
      const before = quantisedOf(weights)
      const factors = [1024, 2, 2 ** -6]
      const larger = await quantised(tools, columnsOf(columns.map((column, j) => column.map((value) => value * factors[j]!)))) // prettier-ignore
      await expect(larger.values, 'the values of multiplied weights').toEqual(wholes(before.values))
      const scales = before.scales.map((scale, j) => scale * factors[j]!)
      await expect(larger.scales, 'the scales of multiplied weights').toBeCloseTo(listed(scales), CLOSE)
      const restored = before.values.map((row) => row.map((value, j) => value * before.scales[j]!))
      const again = await quantised(tools, restored)
      await expect(again.values, 'the values of restored weights').toEqual(wholes(before.values))
    },
  )

  // ---- products ----

  property(
    'Products are right for all shapes',
    {
      hint: 'Work out P for the smallest failing input, then one sum of whole numbers. Which scales belong to it?',
      runs: 25,
      given: ({ oneOf, random }) => {
        const [[n, inputs, outputs], stream] = [oneOf(SHAPES), random()]
        return { x: channels(stream, n, inputs), weights: drawn(stream, inputs, outputs) }
      },
    },
    ({ x, weights }, tools) => judgeProduct(tools, x, weights),
  )

  property(
    'Products with a given xScale are right',
    {
      hint: 'Which numbers of the smallest failing x are more than 127 steps, and what becomes of them?',
      runs: 20,
      given: ({ oneOf, random }) => {
        const [[n, inputs, outputs], stream] = [oneOf(SHAPES), random()]
        const xScale = oneOf([1, 0.25, 0.01, 3])
        const x = Array.from({ length: n }, () =>
          Array.from({ length: inputs }, () => (stream.int(-200, 200) + stream.int(-4, 4) / 10) * xScale),
        )
        return { x, xScale, weights: drawn(stream, inputs, outputs) }
      },
    },
    ({ x, xScale, weights }, tools) => judgeProduct(tools, x, weights, xScale),
  )

  hidden(
    'Each row of x has its own scale: its neighbours change nothing',
    { hint: 'One row is a thousand times as large as the others. How many steps are left to them?' },
    async (tools) => {
      const { random } = tools
      const weights = drawn(random, 5, 3)
      const rows = [0.01, 10, 0.5].map((scale) => channel(random, 5, scale))
      await judgeProduct(tools, rows, weights)
      await judgeProduct(tools, rows.slice(0, 1), weights)
    },
  )

  hidden(
    'A row of zeros gives zeros, not NaN',
    { category: 'stability', hint: 'What is the scale of a row that holds nothing?' },
    async (tools) => {
      const weights = drawn(tools.random, 3, 2)
      await judgeProduct(tools, [[0, 0, 0], [1.27, -0.4, 0.06]], weights) // prettier-ignore
      await judgeProduct(tools, [[0]], { values: [[5]], scales: [2] })
      await judgeProduct(tools, [[0, 0, 0]], weights, 0.5)
    },
  )

  hidden(
    'The sums are larger than 8 bits, and than 16',
    { hint: 'How large is 127 · 127, and how large is a thousand times that?' },
    async (tools) => {
      const all = (length: number, value: number): number[] => new Array<number>(length).fill(value)
      for (const inputs of [2, 20, 1024]) {
        const values = all(inputs, 0).map(() => [127, -127, 3])
        await judgeProduct(tools, [all(inputs, 12.7)], { values, scales: [0.01, 2, 0.5] })
      }
    },
  )

  hidden(
    'Products that cancel leave exactly 0',
    {
      category: 'stability',
      hint: 'Are there fractions in your sum? Which step of yours comes too early?',
    },
    async (tools) => {
      // Steps of 3 to 8 meet weights of 8 to −3; the scales are no powers of two.
      const x: Matrix = [[3, 8, 127], [6, 16, 127], [39, 104, 127]].map((row, i) => row.map((value) => value * [37.1, 0.013, 0.7][i]!)) // prettier-ignore
      const values: Matrix = [[40, 8, -56, 104], [-15, -3, 21, -39], [0, 0, 0, 0]] // prettier-ignore
      await judgeProduct(tools, x, { values, scales: [0.37, 113.7, 0.0021, 7.3] })
    },
  )

  hidden(
    'Large sums that all but cancel are exact',
    { category: 'stability', hint: 'What is left when eight million are taken from eight million and 127?' },
    async (tools) => {
      const halves = (length: number, first: number, second: number): number[] =>
        Array.from({ length }, (_, k) => (k < length / 2 ? first : second))
      const column = halves(1000, 127, -127)
      column[999] = -126
      await judgeProduct(tools, [halves(1000, 4.71, 4.71)], { values: column.map((value) => [value, -value]), scales: [0.173, 19] }) // prettier-ignore
    },
  )

  hidden(
    'Far too large for xScale: ±127, not the other sign',
    { category: 'edge', hint: 'What is 300 in a signed byte, and what is −128 doing there?' },
    async (tools) => {
      const weights: Quantised = { values: [[1, 0, 20], [0, 1, -3]], scales: [1, 2, 0.5] } // prettier-ignore
      await judgeProduct(tools, [[1e6, -1e6], [-128, 128], [-127.6, 127.6], [-300, 254.2]], weights, 1) // prettier-ignore
    },
  )

  hidden(
    'xScale decides even where a row would fit better by itself',
    { category: 'edge', hint: 'What does a static scale make of a row that is smaller than half a step?' },
    async (tools) => {
      const weights = drawn(tools.random, 3, 2)
      await judgeProduct(tools, [[0.4, -0.2, 0.1], [1.7, -30.2, 0.6]], weights, 1) // prettier-ignore
      await judgeProduct(tools, [[40.6, -3, 12]], weights, 10)
    },
  )

  hidden(
    'As many rows as inputs, as many inputs as outputs: each scale stays where it belongs',
    {
      hint: 'When all is square, no shape tells you that scales lie along the wrong axis. Which is a column?',
    },
    async (tools) => {
      const { random } = tools
      const x = [0.01, 4, 0.5].map((scale) => channel(random, 3, scale))
      await judgeProduct(tools, x, { ...drawn(random, 3, 3), scales: [0.02, 3, 0.4] })
      await judgeWeights(tools, columnsOf([0.5, 0.02, 9].map((scale) => channel(random, 3, scale))))
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    {
      category: 'shape',
      hint: 'Are values whole numbers to TF.js as well? Is there an axis that you squeeze?',
    },
    async (tools) => {
      const { learner, expect } = tools
      for (const [n, inputs, outputs] of [
        [1, 1, 1],
        [1, 3, 1],
        [2, 1, 3],
      ] as const) {
        // prettier-ignore
        const weights = Array.from({ length: inputs }, () => new Array<number>(outputs).fill(-2.54))
        const got = await quantised(tools, weights)
        expect(got.values, 'the values').toHaveShape([inputs, outputs])
        expect(got.values, 'the values').toHaveDtype('int32')
        expect(got.scales, 'the scales').toHaveShape([outputs])
        expect(got.scales, 'the scales').toHaveDtype('float32')
        const x = Array.from({ length: n }, () => new Array<number>(inputs).fill(1.27))
        const product = await learner.quantisedMatMul(packed(x), sent(quantisedOf(weights)))
        expect(product, 'the product').toHaveShape([n, outputs])
        expect(product, 'the product').toHaveDtype('float32')
      }
    },
  )

  // ---- in use ----

  hidden(
    'Together: no further from the product in float32 than half steps can lead',
    { hint: 'Does quantisedMatMul take the values and the scales as quantise leaves them?' },
    async (tools) => {
      const { learner, expect, random } = tools
      const normal = (rows: number, columns: number, size: (j: number) => number): Matrix =>
        Array.from({ length: rows }, () =>
          Array.from({ length: columns }, (_, j) => random.normal(0, size(j))),
        )
      const [x, w] = [normal(4, 64, () => 1), normal(64, 10, (j) => 10 ** ((j % 5) - 2))]
      const product = await learner.quantisedMatMul(packed(x), await quantised(tools, w))
      expect(product, 'the product').toHaveShape([4, 10])
      const [steps, ofRows] = [quantisedOf(w).scales, quantisedOf(columnsOf(x)).scales]
      const far = x.flatMap((row, i) =>
        steps.filter((step, j) => {
          const [half, halfOfRow] = [step / 2, ofRows[i]! / 2]
          // |xw − x'w'| where x' and w' are half a step away; 1% is for what is a little more than half.
          const most = row.map((value, k) => Math.abs(value) * half + Math.abs(w[k]![j]!) * halfOfRow + half * halfOfRow) // prettier-ignore
          const exact = row.reduce((sum, value, k) => sum + value * w[k]![j]!, 0)
          const bound = 1.01 * most.reduce((sum, value) => sum + value, 0)
          return !(Math.abs(product.get(i, j) - exact) <= bound)
        }),
      )
      expect.that(far.length === 0, `${far.length} of 40 numbers are further off than rounding can lead.`)
    },
  )

  hidden(
    'As many operations for 40 channels and rows as for 4',
    { category: 'efficiency', hint: 'Does a TF.js operation stand in a loop over channels, or over rows?' },
    async (tools) => {
      const square = (n: number): Matrix =>
        Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => ((3 * i + 5 * j) % 7) - 3.2))
      const counts = async (n: number): Promise<number[]> => {
        const weights = packed(square(n))
        const given = sent(quantisedOf(square(n)))
        const first = await tools.measure(() => tools.learner.quantise(weights))
        const second = await tools.measure(() => tools.learner.quantisedMatMul(weights, given))
        return [first.kernelCount, second.kernelCount]
      }
      const [few, many] = [await counts(4), await counts(40)]
      for (const [i, name] of ['quantise', 'quantisedMatMul'].entries())
        tools.expect.that(
          many[i]! <= few[i]! + 5,
          `${name} runs ${few[i]} operations for 4 channels, and ${many[i]} for 40: their number grows with the matrix.`,
        )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours: x, the weights, their scales?',
    },
    async ({ harness, expect }) => {
      const { values, scales } = sent(Q)
      const after = await harness.twice(packed(W), packed(X), { values, scales })
      await expect(after.quantised.values, 'the values, the second time').toEqual(values)
      await expect(after.quantised.scales, 'the scales, the second time').toBeCloseTo(scales, CLOSE)
      await expect(after.product, 'the product, the second time').toBeCloseTo(packed(productOf(X, Q)), CLOSE)
      for (const [i, given] of [packed(W), packed(X), values, scales].entries())
        await expect(after.given[i], ['weights', 'x', 'values', 'scales'][i]).toEqual(given)
    },
  )
})
