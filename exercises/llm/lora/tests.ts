import { type CaseTools, GRADIENT, type NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import {
  type Adapter,
  firstOf,
  gradientsOf,
  INITIAL_SLIPS,
  mergedOf,
  outputOf,
  type Size,
  SLIPS,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** The case worked by hand in the statement. */
const X = tensor([[1, 2]])
const BASE = tensor([[1, 0, 2], [0, 1, -1]]) // prettier-ignore
const ADAPTER: Adapter = {
  a: tensor([[1, 0], [1, 2]]), // prettier-ignore
  b: tensor([[1, 0, 1], [0, 1, -1]]), // prettier-ignore
  alpha: 6,
}

const normal = (random: Random, rows: number, columns: number): NdArray =>
  shaped(
    [rows, columns],
    Float32Array.from({ length: rows * columns }, () => random.normal()),
  )
const adapterOf = (random: Random, d: number, k: number, rank: number, alpha: number): Adapter => ({
  ...{ a: normal(random, d, rank), b: normal(random, rank, k), alpha },
})
const zeros = (rows: number, columns: number): NdArray =>
  shaped([rows, columns], new Float32Array(rows * columns))

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { learner, expect }: Tools,
    x: NdArray,
    base: NdArray,
    adapters: readonly Adapter[],
  ): Promise<void> => {
    await expect(await learner.forward(x, base, [...adapters]), 'the output').toBeCloseTo(
      outputOf(x, base, adapters),
      {
        mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => outputOf(x, base, adapters, slips) })),
      },
    )
    await expect(await learner.merge(base, [...adapters]), 'the merged matrix').toBeCloseTo(
      mergedOf(base, adapters),
      { mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => mergedOf(base, adapters, slips) })) },
    )
  }

  const judgeInitial = async ({ harness, expect }: Tools, size: Size, draws: Float64Array): Promise<void> => {
    const { inputs, outputs, rank, alpha } = size
    const { adapter, calls, leaked } = await harness.initialised(size, draws)
    await expect(adapter.a, 'a').toBeCloseTo(firstOf(size, draws), {
      mistakes: INITIAL_SLIPS.map(({ says, slips }) => ({ says, gives: () => firstOf(size, draws, slips) })),
    })
    expect(adapter.b, 'b').toHaveShape([rank, outputs])
    const isZero = Array.from(adapter.b.data as Float32Array).every((value) => value === 0)
    expect.that(isZero, 'b is not 0.', { diagnosis: 'B is not 0: a new adapter must change nothing.' })
    await expect(adapter.b, 'b').toEqual(zeros(rank, outputs))
    await expect(adapter.alpha, 'alpha').toEqual(alpha)
    expect.that(calls === inputs * rank, `normal is called ${calls} times for ${inputs} × ${rank} numbers.`, {
      diagnosis: 'normal is called once for each number of A, and no more.',
    })
    expect.that(leaked <= 0, `initialise leaves ${leaked} tensors behind, besides a and b.`)
  }

  example('The case by hand: forward and merged', (tools) => judge(tools, X, BASE, [ADAPTER]))
  example('The case by hand: a new adapter', (tools) =>
    judgeInitial(
      tools,
      { inputs: 4, outputs: 3, rank: 2, alpha: 6 },
      Float64Array.from({ length: 40 }, (_, i) => i + 1),
    ),
  )

  // ---- a new adapter ----

  property(
    'New adapters are right for all sizes',
    {
      hint: 'In which order do the numbers go in, and by the root of what are they divided? What is B?',
      runs: 12,
      given: ({ int, oneOf, normalTensor }) => {
        const [inputs, rank] = [int(1, 5), int(1, 4)]
        const size = { inputs, outputs: int(1, 4), rank, alpha: oneOf([1, 8, 0, 0.5]) }
        return { size, draws: normalTensor([inputs * rank + 20]) }
      },
    },
    ({ size, draws }, tools) => judgeInitial(tools, size, Float64Array.from(draws.data as Float32Array)),
  )

  hidden(
    'A new adapter changes nothing, and its B can learn',
    { hint: 'If A and B both begin as 0, what is the gradient of each?' },
    async ({ harness, learner, expect, random }) => {
      const [x, base] = [normal(random, 3, 4), normal(random, 4, 2)]
      const draws = Float64Array.from({ length: 40 }, () => random.normal())
      const { adapter } = await harness.initialised({ inputs: 4, outputs: 2, rank: 3, alpha: 6 }, draws)
      await expect(await learner.forward(x, base, [adapter]), 'the output').toBeCloseTo(outputOf(x, base, []))
      await expect(await learner.merge(base, [adapter]), 'the merged matrix').toBeCloseTo(base)
      const upstream = normal(random, 3, 2)
      const got = await harness.gradients(x, base, [adapter], upstream)
      const wanted = gradientsOf(x, base, [adapter], upstream)
      await expect(got.a[0], 'the gradient in a').toBeCloseTo(wanted.a[0]!, GRADIENT)
      await expect(got.b[0], 'the gradient in b').toBeCloseTo(wanted.b[0]!, GRADIENT)
    },
  )

  hidden(
    'Two new adapters share nothing',
    {
      category: 'memory',
      hint: 'Is there a matrix of zeros that you made once and hand out again, or an array of numbers that every call writes into?',
    },
    async ({ harness, expect }) => {
      const size = { inputs: 3, outputs: 2, rank: 1, alpha: 2 }
      const [draws, others] = [Float64Array.from([1, -2, 3]), Float64Array.from([5, 4, -6])]
      const { before, adapter } = await harness.second(size, draws, others)
      await expect(before.a, 'a of the first adapter, once there is a second').toBeCloseTo(
        firstOf(size, draws),
        {
          mistakes: [
            {
              says: 'The first adapter has the numbers of the second: one array is written into again, and TF.js does not copy it.',
              gives: () => firstOf(size, others),
            },
          ],
        },
      )
      await expect(adapter.a, 'a of the second adapter').toBeCloseTo(firstOf(size, others), {
        mistakes: [
          { says: 'The second adapter has the numbers of the first.', gives: () => firstOf(size, draws) },
        ],
      })
      for (const { b } of [before, adapter]) await expect(b, 'b').toEqual(zeros(1, 2))
    },
  )

  hidden(
    'The smallest adapters, and a draw of 0',
    { category: 'edge', hint: 'Is 0 a number like any other when it is drawn?' },
    async (tools) => {
      const zero = Float64Array.from([0, 2, -1, 0, 0, 3, 1, 1])
      await judgeInitial(tools, { inputs: 1, outputs: 1, rank: 1, alpha: 1 }, zero)
      await judgeInitial(tools, { inputs: 2, outputs: 1, rank: 3, alpha: 0.5 }, zero)
      await judgeInitial(tools, { inputs: 1, outputs: 5, rank: 2, alpha: 16 }, zero)
    },
  )

  // ---- forward and merge ----

  property(
    'Right for all shapes, ranks and any number of adapters',
    {
      hint: 'How many adapters has the smallest failing case, and what is α/r of each?',
      runs: 20,
      given: ({ int, oneOf, normalTensor }) => {
        const [n, d, k] = [int(1, 3), int(1, 4), int(1, 4)]
        const adapters = Array.from({ length: int(0, 3) }, () => {
          const rank = int(1, 4)
          return { a: normalTensor([d, rank]), b: normalTensor([rank, k]), alpha: oneOf([1, 3, 0.5, 0]) }
        })
        return { x: normalTensor([n, d]), base: normalTensor([d, k]), adapters }
      },
    },
    ({ x, base, adapters }, tools) => judge(tools, x, base, adapters),
  )

  hidden(
    'No adapters at all: the base alone',
    { category: 'edge', hint: 'What does your loop, or your reduce, begin with?' },
    async (tools) => {
      await judge(tools, X, BASE, [])
      await judge(tools, tensor([[2], [-1]]), tensor([[3]]), [])
    },
  )

  hidden(
    'Adapters of different ranks, each with a scale of its own',
    { hint: 'From which tensor do you read the rank, and from which of its axes?' },
    async (tools) => {
      const { random } = tools
      const [x, base] = [normal(random, 2, 5), normal(random, 5, 6)]
      const adapters = [
        adapterOf(random, 5, 6, 3, 5),
        adapterOf(random, 5, 6, 4, 2),
        adapterOf(random, 5, 6, 2, 16),
      ]
      await judge(tools, x, base, adapters)
      await judge(tools, x, base, adapters.slice(1))
      await judge(tools, x, base, [...adapters].reverse())
      // The same adapter with another α, right after.
      await judge(tools, x, base, [{ ...adapters[1]!, alpha: 7 }])
    },
  )

  hidden(
    'Rank, inputs and outputs that are equal, or a rank above both',
    { category: 'edge', hint: 'When everything is square no shape complains. Which factor is on the left?' },
    async (tools) => {
      const { random } = tools
      await judge(tools, normal(random, 3, 3), normal(random, 3, 3), [adapterOf(random, 3, 3, 3, 2)])
      await judge(tools, normal(random, 2, 2), normal(random, 2, 3), [adapterOf(random, 2, 3, 6, 9)])
      await judge(tools, tensor([[2]]), tensor([[3]]), [{ a: tensor([[-1]]), b: tensor([[4]]), alpha: 0.5 }])
    },
  )

  hidden(
    'An α of 0 has no say, beside others that have',
    { category: 'edge', hint: 'Is 0 a missing α in your code?' },
    async (tools) => {
      await judge(tools, X, BASE, [{ ...ADAPTER, alpha: 0 }])
      await judge(tools, X, BASE, [ADAPTER, { ...ADAPTER, alpha: 0 }])
    },
  )

  hidden(
    'An adapter that is listed twice counts twice',
    { category: 'edge', hint: 'Do you collect the adapters in something that keeps each only once?' },
    async ({ harness, expect, random }) => {
      const [x, base] = [normal(random, 2, 3), normal(random, 3, 2)]
      const adapters = [adapterOf(random, 3, 2, 2, 3), adapterOf(random, 3, 2, 1, 1)]
      const order = [0, 1, 0]
      const listed = order.map((which) => adapters[which]!)
      const got = await harness.listed(x, base, adapters, order)
      await expect(got.output, 'the output').toBeCloseTo(outputOf(x, base, listed), {
        mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => outputOf(x, base, listed, slips) })),
      })
      await expect(got.merged, 'the merged matrix').toBeCloseTo(mergedOf(base, listed), {
        mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => mergedOf(base, listed, slips) })),
      })
    },
  )

  hidden(
    'Adapters that have an A or a B in common',
    { category: 'edge', hint: 'Do you tell adapters apart by one of their matrices?' },
    async ({ harness, expect, random }) => {
      const [x, base] = [normal(random, 2, 3), normal(random, 3, 4)]
      const [one, other, third] = [1, 3, 4].map((alpha) => adapterOf(random, 3, 4, 2, alpha))
      const all = [one!, { ...other!, a: one!.a }, { ...third!, b: one!.b }]
      const slips = [
        {
          says: 'Adapters with the same A seem to have the same B.',
          wrong: [one!, { ...one!, alpha: 3 }, all[2]!],
        },
        {
          says: 'Adapters with the same B seem to have the same A.',
          wrong: [one!, all[1]!, { ...one!, alpha: 4 }],
        },
        { says: 'Adapters with the same A seem to count once.', wrong: [one!, all[2]!] },
        { says: 'Adapters with the same B seem to count once.', wrong: [one!, all[1]!] },
      ]
      const got = await harness.sharing(x, base, [one!, other!, third!])
      await expect(got.output, 'the output').toBeCloseTo(outputOf(x, base, all), {
        mistakes: slips.map(({ says, wrong }) => ({ says, gives: () => outputOf(x, base, wrong) })),
      })
      await expect(got.merged, 'the merged matrix').toBeCloseTo(mergedOf(base, all), {
        mistakes: slips.map(({ says, wrong }) => ({ says, gives: () => mergedOf(base, wrong) })),
      })
    },
  )

  property(
    'The merged matrix does what base and adapters do, in any order',
    {
      hint: 'Where do forward and merge differ for the smallest failing case: in the scale, or in what they add to?',
      runs: 6,
      given: ({ int, normalTensor }) => {
        const [n, d, k] = [int(1, 3), int(1, 4), int(1, 4)]
        const adapters = Array.from({ length: int(1, 3) }, () => {
          const rank = int(1, 3)
          return { a: normalTensor([d, rank]), b: normalTensor([rank, k]), alpha: int(1, 3) }
        })
        return { x: normalTensor([n, d]), base: normalTensor([d, k]), adapters }
      },
    },
    async ({ x, base, adapters }, { learner, expect }) => {
      const output = await learner.forward(x, base, adapters)
      const merged = await learner.merge(base, adapters)
      // Numbers of about 10 here: 1e-4 is some hundred roundings.
      const close = { atol: 1e-4, rtol: 1e-4 }
      await expect(
        await learner.forward(x, merged, []),
        'the output of the merged matrix alone, beside that of base and adapters',
      ).toBeCloseTo(output, close)
      const [first, ...rest] = adapters
      await expect(
        await learner.forward(x, await learner.merge(base, [first!]), rest.reverse()),
        'the output with the first adapter merged and the others in reverse order',
      ).toBeCloseTo(output, close)
    },
  )

  hidden(
    'A small adapter beside a large base keeps its digits',
    {
      category: 'stability',
      hint: 'At 100,000 the neighbours of a float32 are 1/128 apart. Is anything small added to a weight of the base before x has its say?',
    },
    async ({ learner, expect }) => {
      const large = 100_000
      const base = tensor([[large, -large, large], [-large, large, -large]]) // prettier-ignore
      const x = tensor([[1, 1], [-2, -2]]) // prettier-ignore
      const adapters = [{ a: tensor([[0.01], [0.02]]), b: tensor([[0.5, -0.25, 0.125]]), alpha: 1 }]
      await expect(await learner.forward(x, base, adapters), 'the output').toBeCloseTo(
        outputOf(x, base, adapters),
        {
          mistakes: [
            {
              says: 'The adapter is rounded by the size of the base: it seems to be merged into it first.',
              gives: () => outputOf(x, mergedOf(base, adapters), []),
            },
          ],
        },
      )
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'Is there an axis that you squeeze where it has length 1?' },
    async ({ learner, expect, random }) => {
      const adapter = adapterOf(random, 4, 1, 1, 1)
      const [x, base] = [normal(random, 1, 4), normal(random, 4, 1)]
      const output = await learner.forward(x, base, [adapter])
      expect(output, 'the output').toHaveShape([1, 1])
      expect(output, 'the output').toHaveDtype('float32')
      const merged = await learner.merge(base, [adapter])
      expect(merged, 'the merged matrix').toHaveShape([4, 1])
      expect(merged, 'the merged matrix').toHaveDtype('float32')
    },
  )

  // ---- in use ----

  hidden(
    'Gradients flow to x and to all adapters',
    {
      hint: 'Is every step of forward a TF.js operation on the tensors that you were given? And do adapters whose α is 0 still take part?',
    },
    async ({ harness, expect, random }) => {
      const [x, base] = [normal(random, 3, 4), normal(random, 4, 2)]
      const adapters = [
        adapterOf(random, 4, 2, 2, 3),
        adapterOf(random, 4, 2, 1, 0.5),
        adapterOf(random, 4, 2, 2, 0),
      ]
      const upstream = normal(random, 3, 2)
      const got = await harness.gradients(x, base, adapters, upstream)
      const wanted = gradientsOf(x, base, adapters, upstream)
      await expect(got.x, 'the gradient in x').toBeCloseTo(wanted.x, GRADIENT)
      for (const part of ['a', 'b'] as const)
        for (const [l, gradient] of wanted[part].entries())
          await expect(got[part][l], `the gradient in ${part} of adapter ${l}`).toBeCloseTo(
            gradient,
            GRADIENT,
          )
    },
  )

  hidden(
    'Adapters that have been trained between two calls',
    {
      hint: 'Is anything kept from an earlier call? By what would it be found again, and is that still true?',
    },
    async ({ harness, expect, random }) => {
      const [x, base] = [normal(random, 2, 3), normal(random, 3, 4)]
      const before = adapterOf(random, 3, 4, 2, 1)
      const after = { ...adapterOf(random, 3, 4, 2, 3) }
      const { output, merged } = await harness.afterTraining(x, base, [before, after])
      const says = 'This is of what the adapter was at an earlier call.'
      const mixes: Adapter[] = [before, after].flatMap(({ a }) =>
        [before, after].flatMap(({ b }) => [before, after].map(({ alpha }) => ({ a, b, alpha }))),
      )
      for (const [step, { when, now }] of [
        { when: 'when B alone has changed', now: { ...before, b: after.b } },
        { when: 'when A has changed too', now: { ...after, alpha: before.alpha } },
        { when: 'when α has changed too', now: after },
      ].entries()) {
        await expect(output[step], `the output ${when}`).toBeCloseTo(outputOf(x, base, [now]), {
          mistakes: mixes.map((adapter) => ({ says, gives: () => outputOf(x, base, [adapter]) })),
        })
        await expect(merged[step], `the merged matrix ${when}`).toBeCloseTo(mergedOf(base, [now]), {
          mistakes: mixes.map((adapter) => ({ says, gives: () => mergedOf(base, [adapter]) })),
        })
      }
    },
  )

  hidden(
    'Merging gives a new tensor, twice the same, and leaves the base alone',
    { category: 'memory', hint: 'What do you add to: the base, or a copy of it? And without adapters?' },
    async ({ harness, expect }) => {
      for (const adapters of [[ADAPTER], [ADAPTER, { ...ADAPTER, alpha: 1 }], []]) {
        const after = await harness.merged(BASE, adapters)
        await expect(after.base, 'the base after merging').toEqual(BASE, {
          mistakes: [
            { says: 'The base is changed: it has the adapters in it now.', gives: mergedOf(BASE, adapters) },
            {
              says: 'The base is changed: it has the adapters in it now, twice.',
              gives: mergedOf(BASE, [...adapters, ...adapters]),
            },
          ],
        })
        await expect(after.merged, 'the matrix that was merged last').toBeCloseTo(mergedOf(BASE, adapters), {
          mistakes: SLIPS.map(({ says, slips }) => ({ says, gives: () => mergedOf(BASE, adapters, slips) })),
        })
      }
    },
  )

  // ---- cost ----

  hidden(
    'Adapters make no matrix of the base’s size in forward',
    {
      category: 'efficiency',
      hint: 'How many numbers has what lies between x, A and B, for each way to put the parentheses?',
    },
    async ({ harness, learner, expect, measure, random }) => {
      const side = 256
      const x = normal(random, 2, side)
      const base = shaped(
        [side, side],
        Float32Array.from({ length: side * side }, (_, i) => ((i % 7) - 3) / 64),
      )
      const adapters = [adapterOf(random, side, side, 2, 1), adapterOf(random, side, side, 2, 3)]
      const peak = async (of: readonly Adapter[]): Promise<number> =>
        (await measure(() => learner.forward(x, base, [...of]))).peakBytes
      const more = (await peak(adapters)) - (await peak([]))
      expect.that(
        more <= side * side,
        `Adapters of rank 2 add ${Math.round(more / 1024)} kB to the tensors of forward, beside a base of 256 kB; 64 kB are allowed.`,
        { diagnosis: 'A matrix of the base’s size is made for the adapters: A·B, or a merged matrix.' },
      )
      // Where A·B is the smaller of the two, or the cheaper: nothing else here has 7 · 11 numbers.
      for (const [n, rank] of [
        [2000, 2],
        [3, 13],
        [2000, 13],
      ] as const) // prettier-ignore
      {
          const [rows, weights] = [normal(random, n, 7), normal(random, 7, 11)]
          const thin = [adapterOf(random, 7, 11, rank, 1), adapterOf(random, 7, 11, rank, 3)]
          const without = await harness.ofBaseSize(rows, weights, [])
          const made = (await harness.ofBaseSize(rows, weights, thin)) - without
          expect.that(
            made <= 0,
            `With ${n} rows, a base of 7 × 11 and two adapters of rank ${rank}, forward makes ${made} more tensors of 77 numbers than without adapters.`,
            {
              diagnosis:
                'A matrix of the base’s size is made for the adapters, A·B or a merged one, where rows or ranks are many.',
            },
          )
        }
    },
  )

  hidden(
    'As many operations for large matrices as for small ones',
    {
      category: 'efficiency',
      hint: 'Does a tensor operation stand in a loop over rows, columns or ranks, or over blocks of them?',
    },
    async ({ learner, expect, measure, random }) => {
      const kernels = async (n: number, d: number, k: number, rank: number): Promise<number> => {
        const [x, base] = [normal(random, n, d), normal(random, d, k)]
        const adapters = [adapterOf(random, d, k, rank, 2), adapterOf(random, d, k, rank, 1)]
        const measured = await measure(async () => {
          await learner.forward(x, base, adapters)
          await learner.merge(base, adapters)
        })
        return measured.kernelCount
      }
      const few = await kernels(2, 3, 2, 2)
      for (const [n, d, k, rank] of [
        [24, 36, 30, 12],
        // Beyond any block, one size at a time.
        [5000, 3, 2, 2],
        [2, 5000, 2, 2],
        [2, 3, 5000, 2],
        [2, 3, 2, 5000],
      ] as const) {
        const many = await kernels(n, d, k, rank)
        expect.that(
          many <= few + 3,
          `${few} operations run for small matrices, and ${many} with n = ${n}, d = ${d}, k = ${k} and r = ${rank}: their number grows with the sizes.`,
          {
            diagnosis:
              'Something is done piece by piece: rank by rank, column by column or in blocks of rows.',
          },
        )
      }
    },
  )

  hidden(
    'What is given is as it was, and can be used again',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours? Which methods of a list change it?',
    },
    async ({ harness, expect }) => {
      const adapters = [ADAPTER, { ...ADAPTER, alpha: 1 }]
      const after = await harness.twice(X, BASE, adapters)
      await expect(after.output, 'the output, the second time').toBeCloseTo(outputOf(X, BASE, adapters))
      await expect(after.merged, 'the merged matrix, the second time').toBeCloseTo(mergedOf(BASE, adapters))
      await expect(after.given.x, 'x').toEqual(X)
      await expect(after.given.base, 'the base').toEqual(BASE)
      for (const [l, { a, b, alpha }] of after.given.adapters.entries()) {
        await expect(a, `a of adapter ${l}`).toEqual(adapters[l]!.a)
        await expect(b, `b of adapter ${l}`).toEqual(adapters[l]!.b)
        await expect(alpha, `alpha of adapter ${l}`).toEqual(adapters[l]!.alpha)
      }
    },
  )
})
