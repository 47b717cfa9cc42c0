import { type CaseTools, NdArray, shaped, suite, tensor } from '@tensorkata/kit'
import { type Options, outputOf, SLIPS, weightsOf } from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const maskOf = (rows: readonly (readonly number[])[]): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'bool', Uint8Array.from(rows.flat()))
const filled = (shape: readonly number[], value: number): NdArray =>
  shaped(shape, new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(value))

/** Rows `from` up to `to` of a matrix. */
function rowsOf(matrix: NdArray, from: number, to: number): NdArray {
  const width = matrix.shape[1]!
  return shaped([to - from, width], (matrix.data as Float32Array).slice(from * width, to * width))
}

/** The case worked by hand in the statement. */
const C = 2 * Math.log(3)
const Q = tensor([[C, 0, 0, 0], [0, 0, 0, C]]) // prettier-ignore
const K = tensor([[1, 0, 0, 0], [0, 0, 0, 0]]) // prettier-ignore
const V = tensor([[4, 0], [0, 8]]) // prettier-ignore

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { learner, expect }: Tools,
    q: NdArray,
    k: NdArray,
    v: NdArray,
    options?: Options,
  ): Promise<void> => {
    // Without options where there are none: the argument may be absent.
    const given = options === undefined ? [] : [options]
    await expect(await learner.attentionWeights(q, k, ...given), 'the weights').toBeCloseTo(
      weightsOf(q, k, options),
      { mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => weightsOf(q, k, options, slips) })) },
    )
    await expect(await learner.attention(q, k, v, ...given), 'the output').toBeCloseTo(
      outputOf(q, k, v, options),
      {
        mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => outputOf(q, k, v, options, slips) })),
      },
    )
  }

  example('The case by hand', (tools) => judge(tools, Q, K, V))

  example(
    'The case by hand, causal',
    { hint: 'What is the first query allowed to see, and what does softmax make of a single number?' },
    (tools) => judge(tools, Q, K, V, { causal: true }),
  )

  property(
    'Right for all shapes, heads and masks',
    {
      hint: 'Which options does the smallest failing input use? Write the shape of every quantity beside it.',
      runs: 25,
      given: ({ int, boolean, intTensor, normalTensor }) => {
        const [heads, n, extra] = [int(1, 3), int(1, 4), int(0, 3)]
        const m = n + extra
        const [d, e] = [heads * int(1, 3), heads * int(1, 3)]
        const causal = boolean()
        const mask = boolean() ? intTensor([n, m], 0, 1) : undefined
        return {
          ...{ q: normalTensor([n, d], 1.5), k: normalTensor([m, d], 1.5), v: normalTensor([m, e]) },
          options: {
            ...{ heads, causal },
            ...(mask
              ? { mask: new NdArray(mask.shape, 'bool', Uint8Array.from(mask.data as Int32Array)) }
              : {}),
          },
        }
      },
    },
    ({ q, k, v, options }, tools) => judge(tools, q, k, v, options),
  )

  // ---- heads ----

  hidden(
    'Heads have columns that lie side by side, and a width of their own under the root',
    { hint: 'How wide is one head? And which columns of q are in head 1 when d is 8 and there are 2 heads?' },
    async (tools) => {
      const normal = (rows: number, columns: number): NdArray =>
        shaped(
          [rows, columns],
          Float32Array.from({ length: rows * columns }, () => tools.random.normal()),
        )
      await judge(tools, normal(3, 8), normal(4, 8), normal(4, 6), { heads: 2 })
      await judge(tools, normal(3, 6), normal(3, 6), normal(3, 6), { heads: 3 })
      await judge(tools, normal(2, 4), normal(3, 4), normal(3, 4), { heads: 4 })
    },
  )

  // ---- what may be seen ----

  hidden(
    'Causal with more keys than queries: the queries are the last positions',
    { hint: 'Of five positions, two ask: which two? What may the first of them see?' },
    async (tools) => {
      const normal = (rows: number): NdArray =>
        shaped(
          [rows, 4],
          Float32Array.from({ length: rows * 4 }, () => tools.random.normal()),
        )
      for (const [n, m] of [
        [2, 5],
        [1, 4],
        [3, 4],
      ] as const)
        // prettier-ignore
        await judge(tools, normal(n), normal(m), normal(m), { causal: true, heads: 2 })
    },
  )

  hidden(
    'Position by position it gives what it gives all at once',
    { hint: 'A decoder asks with one query at a time. Does your causal mask know where that query stands?' },
    async ({ learner, expect, random }) => {
      const matrix = (): NdArray =>
        shaped(
          [4, 4],
          Float32Array.from({ length: 16 }, () => random.normal()),
        )
      const [q, k, v] = [matrix(), matrix(), matrix()]
      const options = { causal: true, heads: 2 }
      const whole = await learner.attention(q, k, v, options)
      for (let i = 0; i < 4; i++)
        await expect(
          await learner.attention(rowsOf(q, i, i + 1), rowsOf(k, 0, i + 1), rowsOf(v, 0, i + 1), options),
          `the output of position ${i} by itself, beside that of all at once`,
        ).toBeCloseTo(rowsOf(whole, i, i + 1))
    },
  )

  hidden(
    'Causal and a mask: what both allow',
    { hint: 'Is it "and" or "or"? Does one of them overwrite the other?' },
    async (tools) => {
      const q = tensor([[1, 0.5], [-0.5, 1], [2, -1]]) // prettier-ignore
      const k = tensor([[0.5, 1], [1, -1], [-1, 0.25]]) // prettier-ignore
      const v = tensor([[1, 2, 3], [4, 6, 8], [-1, 0, 5]]) // prettier-ignore
      // Of the second query's row the mask takes what causal leaves: its own position.
      const mask = maskOf([[1, 1, 0], [1, 0, 1], [0, 1, 1]]) // prettier-ignore
      await judge(tools, q, k, v, { causal: true, mask })
      await judge(tools, q, k, v, { mask })
    },
  )

  hidden(
    'A query that may see nothing gets 0, and not NaN',
    {
      category: 'edge',
      hint: 'What is softmax of a row in which everything is −∞? And of one in which everything is −10⁹?',
    },
    async (tools) => {
      const q = tensor([[1, 0.5], [-0.5, 1], [2, -1]]) // prettier-ignore
      const k = tensor([[0.5, 1], [1, -1]]) // prettier-ignore
      const v = tensor([[1, 2], [4, 6]]) // prettier-ignore
      await judge(tools, q, k, v, { mask: maskOf([[1, 1], [0, 0], [0, 1]]) }) // prettier-ignore
      await judge(tools, q, k, v, { mask: maskOf([[0, 0], [0, 0], [0, 0]]), heads: 2 }) // prettier-ignore
      // Only together do they leave nothing.
      await judge(tools, rowsOf(q, 0, 2), k, v, { causal: true, mask: maskOf([[0, 1], [1, 1]]) }) // prettier-ignore
    },
  )

  // ---- numbers ----

  hidden(
    'Scores of 100,000 overflow nothing',
    { category: 'stability', hint: 'What may be taken away from a whole row without softmax noticing?' },
    async (tools) => {
      const q = tensor([[100_000], [-100_000]])
      const k = tensor([[1], [-1], [1]])
      const v = tensor([[1], [2], [5]])
      await judge(tools, q, k, v)
      await judge(tools, q, k, v, { mask: maskOf([[1, 1, 0], [0, 1, 1]]) }) // prettier-ignore
    },
  )

  hidden(
    'A mask holds however low the scores are that it leaves',
    {
      category: 'stability',
      hint: 'A key that is left scores −50,000. Is what you put in the place of the hidden ones really lower?',
    },
    async (tools) => {
      const q = tensor([[1], [1]])
      const k = tensor([[-50_000], [-50_000], [0]])
      const v = tensor([[1], [3], [7]])
      await judge(tools, q, k, v, { mask: maskOf([[1, 1, 0], [1, 0, 0]]) }) // prettier-ignore
    },
  )

  hidden(
    'A mask holds however high the score is that it hides',
    {
      category: 'stability',
      hint: 'A hidden key scores 90,000. Does a constant that you add to its score, or take as a factor, hide it for certain?',
    },
    async (tools) => {
      const q = tensor([[1], [2]])
      const k = tensor([[0], [90_000], [0.5]])
      const v = tensor([[1], [3], [7]])
      await judge(tools, q, k, v, { mask: maskOf([[1, 0, 1], [0, 0, 1]]) }) // prettier-ignore
      await judge(tools, q, tensor([[0.25], [90_000]]), tensor([[1], [3]]), { causal: true })
    },
  )

  hidden(
    'Small differences still count beside large scores',
    { category: 'stability', hint: 'Is anything rounded before the root of the width is divided out?' },
    async (tools) => {
      // All exact in float32: 1,000 · 16 and 1,000 · 16 + 1 before, 4,000 and 4,000.25 after the root of 16.
      const q = filled([1, 16], 4)
      const near = (last: number): number[] => [...new Array<number>(15).fill(250), last]
      await judge(tools, q, tensor([near(250), near(250.25)]), tensor([[0], [1]]))
    },
  )

  // ---- what attention is ----

  hidden(
    'The order of the keys is of no account, as long as the values keep to it',
    { hint: 'Is there anything in your code, besides the causal mask, that knows where a key stands?' },
    async ({ learner, expect, random }) => {
      const normal = (rows: number, columns: number): number[][] =>
        Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
      const [q, k, v] = [normal(3, 4), normal(5, 4), normal(5, 2)]
      const order = [3, 0, 4, 2, 1]
      const turned = (rows: readonly number[][]): NdArray => tensor(order.map((row) => rows[row]!))
      await expect(
        await learner.attention(tensor(q), turned(k), turned(v), { heads: 2 }),
        'the output with keys and values in another order',
      ).toBeCloseTo(await learner.attention(tensor(q), tensor(k), tensor(v), { heads: 2 }))
    },
  )

  hidden(
    'The smallest sizes: one query, one key, one column',
    { category: 'edge', hint: 'Which axes vanish when you squeeze, and which must stay?' },
    async (tools) => {
      const one = tensor([[2]])
      await judge(tools, one, one, tensor([[-3]]))
      await judge(tools, one, one, tensor([[-3]]), { causal: true, mask: maskOf([[1]]) })
      await judge(tools, tensor([[2, 1]]), tensor([[1, 1], [0, 3]]), tensor([[5], [9]])) // prettier-ignore
      await judge(tools, tensor([[1], [2]]), tensor([[3]]), tensor([[5, 9]]))
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'Is there an axis for the heads even when there is one head?' },
    async ({ learner, expect }) => {
      const [q, k, v] = [filled([2, 6], 0.5), filled([3, 6], 1), filled([3, 9], 2)]
      for (const heads of [1, 3]) {
        const weights = await learner.attentionWeights(q, k, { heads })
        expect(weights, 'the weights').toHaveShape([heads, 2, 3])
        expect(weights, 'the weights').toHaveDtype('float32')
        const output = await learner.attention(q, k, v, { heads })
        expect(output, 'the output').toHaveShape([2, 9])
        expect(output, 'the output').toHaveDtype('float32')
      }
    },
  )

  hidden(
    'As many operations for 48 positions as for 6',
    {
      category: 'efficiency',
      hint: 'Does anything loop over queries or keys? A mask too can be made for all of them at once.',
    },
    async ({ learner, expect, measure }) => {
      const kernels = async (n: number): Promise<number> => {
        const matrix = filled([n, 8], 0.25)
        const mask = maskOf(Array.from({ length: n }, () => new Array<number>(n).fill(1)))
        const options = { heads: 2, causal: true, mask }
        return (await measure(() => learner.attention(matrix, matrix, matrix, options))).kernelCount
      }
      const [few, many] = [await kernels(6), await kernels(48)]
      expect.that(
        many <= few + 10,
        `${few} operations run for 6 positions, and ${many} for 48: their number grows with the positions.`,
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours? Does a reshape share its data?',
    },
    async ({ harness, expect }) => {
      const q = tensor([[1, 0.5], [-0.5, 1]]) // prettier-ignore
      const mask = maskOf([[1, 0], [1, 1]]) // prettier-ignore
      const after = await harness.twice(q, q, V, mask)
      await expect(after.second, 'the output of a second call').toBeCloseTo(outputOf(q, q, V, { mask }))
      for (const name of ['q', 'k'] as const) await expect(after[name], name).toEqual(q)
      await expect(after.v, 'v').toEqual(V)
      await expect(after.mask, 'the mask').toEqual(mask)
    },
  )
})
