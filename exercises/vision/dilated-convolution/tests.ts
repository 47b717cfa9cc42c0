import { type Draw, type Expect, type NdArray, suite, tensor } from '@tensorkata/kit'
import { convolve, mistakesOf, type Problem } from './expected'
import * as harness from './harness'
import { lastAxis, problemOf, row } from './inputs'
import * as reference from './solution'

type Options = reference.GroupedOptions
type Kernels = Readonly<Record<string, number>>

/** Some shape at which everything matters; `groups` and `dilation` of these and no others. */
function drawProblem({ int, random }: Draw, { groups, dilation, padding }: Required<Options>): Problem {
  const [kernelHeight, kernelWidth] = [int(1, 3), int(1, 3)]
  const size = (length: number): number => Math.max((length - 1) * dilation + 1, 2) + int(0, 3)
  return problemOf(
    random(),
    [size(kernelHeight), size(kernelWidth)],
    [kernelHeight, kernelWidth, int(1, 2), groups * int(1, 2)],
    { groups, dilation, padding },
  )
}

const MULTIPLYING = ['Multiply', 'BatchMatMul', '_FusedMatMul', 'Einsum', 'FFT']

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { learner, expect }: { learner: { groupedConvolve2d: Convolve }; expect: Expect },
    problem: Problem,
    name = 'the result',
  ): Promise<void> => {
    const { image, kernel, options } = problem
    await expect(await learner.groupedConvolve2d(image, kernel, options), name).toBeCloseTo(
      convolve(problem),
      { mistakes: mistakesOf(problem) },
    )
  }

  example(
    'A row of five pixels under a kernel with a gap',
    { hint: 'Which two pixels does the first window meet when the dilation is 2?' },
    async ({ learner, expect }) => {
      const image = row(1, 2, 3, 4, 5)
      const kernel = tensor([[[[1]], [[10]]]])
      for (const [padding, wanted] of [
        ['valid', row(31, 42, 53)],
        ['same', row(20, 31, 42, 53, 4)],
      ] as const) {
        const options = { dilation: 2, padding }
        await expect(
          await learner.groupedConvolve2d(image, kernel, options),
          `the result with "${padding}"`,
        ).toBeCloseTo(wanted, { mistakes: mistakesOf({ image, kernel, options }) })
      }
    },
  )

  example(
    'Four channels in two groups',
    { hint: 'Which two of the four input channels do the first two output channels read?' },
    async ({ learner, expect }) => {
      const image = tensor([[[1, 2, 3, 4]]])
      const kernel = tensor([[[[1, 2, 3, 4], [10, 20, 30, 40]]]]) // prettier-ignore
      const options = { groups: 2 }
      await expect(await learner.groupedConvolve2d(image, kernel, options)).toBeCloseTo(
        tensor([[[21, 42, 129, 172]]]),
        { mistakes: mistakesOf({ image, kernel, options }) },
      )
    },
  )

  property(
    'Right for every dilation, with and without padding',
    {
      hint: 'How many pixels does a kernel of length 2 cover at dilation 3? Put that into both rules of the padding.',
      runs: 10,
      given: (draw) =>
        drawProblem(draw, {
          ...{ groups: 1, dilation: draw.int(1, 3) },
          padding: draw.oneOf(['valid', 'same'] as const),
        }),
    },
    (problem, tools) => judge(tools, problem),
  )

  property(
    'Right for all groups',
    {
      hint: 'Write the shapes of image, kernel and result beside the smallest failing input, with an axis for the groups.',
      runs: 10,
      given: (draw) =>
        drawProblem(draw, {
          ...{ groups: draw.int(1, 3), dilation: draw.int(1, 2) },
          padding: draw.oneOf(['valid', 'same'] as const),
        }),
    },
    (problem, tools) => judge(tools, problem),
  )

  hidden(
    'Options may be absent, one by one and altogether',
    { hint: 'What does each option mean when it is not there?' },
    async ({ learner, expect, random }) => {
      const problem = problemOf(random, [4, 5], [2, 3, 2, 2], {})
      const plain = await learner.groupedConvolve2d(problem.image, problem.kernel)
      await expect(plain, 'a call without options').toBeCloseTo(convolve(problem), {
        mistakes: mistakesOf(problem),
      })
      await judge({ learner, expect }, problem, 'a call with empty options')
      const same = { ...problem, options: { padding: 'same' } } as const
      await judge({ learner, expect }, same, 'a call with only a padding')
    },
  )

  hidden(
    'Padding "same" with an even kernel and odd and even dilations',
    {
      hint: 'Two weights, 3 apart, reach over 3 pixels: how many zeros go before the image, and how many after?',
    },
    async (tools) => {
      for (const dilation of [2, 3])
        await judge(
          tools,
          problemOf(tools.random, [5, 6], [2, 4, 1, 1], { dilation, padding: 'same' }),
          `the result with dilation ${dilation}`,
        )
    },
  )

  hidden(
    'A tall kernel with gaps on a wide image',
    { category: 'shape', hint: 'Is the first axis of image and kernel the height everywhere in your code?' },
    async (tools) => {
      await judge(tools, problemOf(tools.random, [7, 9], [3, 2, 1, 1], { dilation: 3 }))
      await judge(tools, problemOf(tools.random, [5, 6], [5, 1, 1, 2], { padding: 'same', dilation: 2 }))
    },
  )

  hidden(
    'Depthwise: each channel has filters of its own',
    {
      hint: 'With 3 input and 6 output channels in 3 groups, which input channel does output channel 3 read?',
    },
    async (tools) => {
      await judge(tools, problemOf(tools.random, [4, 4], [3, 2, 1, 3], { groups: 3 }))
      await judge(tools, problemOf(tools.random, [3, 4], [2, 2, 1, 6], { groups: 3, padding: 'same' }))
    },
  )

  hidden(
    'Groups of many channels into few, and of few into many',
    {
      hint: 'Where does your code use the number of input channels of a group, and where that of output channels?',
    },
    async (tools) => {
      await judge(tools, problemOf(tools.random, [3, 3], [2, 1, 3, 2], { groups: 2 }))
      await judge(tools, problemOf(tools.random, [3, 3], [1, 2, 2, 12], { groups: 3 }))
    },
  )

  hidden(
    'Groups are convolutions of their own, side by side',
    { hint: 'What if the caller cuts image and kernel, and joins the results?' },
    async ({ learner, expect, random }) => {
      const parts = [0, 1].map(() => problemOf(random, [4, 5], [2, 2, 2, 3], { dilation: 2 }))
      const joined = {
        image: lastAxis(parts.map(({ image }) => image)),
        kernel: lastAxis(parts.map(({ kernel }) => kernel)),
      }
      const apart: NdArray[] = []
      for (const { image, kernel, options } of parts)
        apart.push(await learner.groupedConvolve2d(image, kernel, options))
      await expect(
        await learner.groupedConvolve2d(joined.image, joined.kernel, { groups: 2, dilation: 2 }),
        'the result of two groups, beside two calls with one',
      ).toBeCloseTo(lastAxis(apart))
    },
  )

  hidden(
    'One pixel, and a kernel that reaches far beyond it',
    { category: 'edge', hint: 'With "same" and one pixel, which weight of a 3 × 3 kernel does it meet?' },
    async (tools) => {
      for (const [height, width, dilation] of [
        [3, 3, 5],
        [2, 4, 3],
        [1, 1, 9],
      ] as const)
        await judge(
          tools,
          problemOf(tools.random, [1, 1], [height, width, 1, 2], { dilation, padding: 'same' }),
        )
      await judge(tools, problemOf(tools.random, [5, 7], [3, 3, 1, 1], { dilation: 2 }))
    },
  )

  hidden(
    'As many operations for a large image, wide gaps and many groups',
    {
      category: 'efficiency',
      hint: 'Which of your loops run over the kernel’s nine positions, and which over anything else?',
    },
    async ({ learner, expect, random, measure }) => {
      const cost = async (side: number, groups: number, dilation: number): Promise<Kernels> => {
        const { image, kernel, options } = problemOf(random, [side, side], [3, 3, 1, groups], {
          ...{ groups, dilation, padding: 'same' },
        })
        return (await measure(() => learner.groupedConvolve2d(image, kernel, options))).kernels
      }
      const small = await cost(6, 2, 1)
      const found = Object.keys(small).find((kernel) => /Conv/.test(kernel))
      expect.that(found === undefined, `The kernel ${found} ran.`, {
        diagnosis: 'That is a built-in convolution.',
      })
      expect.that(
        MULTIPLYING.some((kernel) => small[kernel]),
        'No TF.js operation that multiplies ran.',
        { diagnosis: 'The arithmetic is done in plain JavaScript: it belongs in TF.js operations.' },
      )
      for (const [what, large] of [
        ['the image: 18 × 18 pixels take', await cost(18, 2, 1)],
        ['the groups: 16 of them take', await cost(6, 16, 1)],
        ['the dilation: with 6 it takes', await cost(6, 2, 6)],
      ] as const)
        expect.that(
          total(large) <= total(small) + 6,
          `The number of operations grows with ${what} ${total(large)}, where 6 × 6 pixels in two groups without gaps take ${total(small)}.`,
        )
    },
  )

  hidden(
    'The inputs are as they were, and can be used again',
    {
      category: 'memory',
      hint: 'Which tensors did you make, and which were given to you? Only the former are yours to dispose of.',
    },
    async ({ harness, expect, random }) => {
      for (const padding of ['valid', 'same'] as const) {
        const problem = problemOf(random, [3, 4], [2, 2, 2, 2], { groups: 2, padding })
        const after = await harness.twice(problem.image, problem.kernel, problem.options)
        await expect(after.second, `the second result with "${padding}"`).toBeCloseTo(convolve(problem))
        await expect(after.image, 'the image').toEqual(problem.image)
        await expect(after.kernel, 'the kernel').toEqual(problem.kernel)
      }
    },
  )
})

type Convolve = (image: NdArray, kernel: NdArray, options?: Options) => Promise<NdArray>

const total = (kernels: Kernels): number => Object.values(kernels).reduce((sum, count) => sum + count, 0)
