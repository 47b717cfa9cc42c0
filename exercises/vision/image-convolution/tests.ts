import { type Draw, type Expect, type NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import { correlate, magnitude, mistakesOf, type Problem, sobelMistakes } from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Options = reference.ConvolveOptions
type Kernels = Readonly<Record<string, number>>

/** A picture of one channel from its rows. */
const picture = (rows: readonly (readonly number[])[]): NdArray =>
  tensor(rows.map((row) => row.map((value) => [value])))
/** A kernel of one channel in and one out from its rows. */
const filter = (rows: readonly (readonly number[])[]): NdArray =>
  tensor(rows.map((row) => row.map((value) => [[value]])))

const numbers = (shape: readonly number[], next: () => number): NdArray =>
  shaped(shape, Array.from({ length: shape.reduce((product, length) => product * length) }, next))
const noise = (random: Random, shape: readonly number[]): NdArray => numbers(shape, () => random.normal())
const ones = (shape: readonly number[]): NdArray => numbers(shape, () => 1)

interface Sizes {
  readonly kernel: (draw: Draw) => number
  readonly stride: (draw: Draw) => number
  readonly padding: 'valid' | 'same'
}

/** Whole numbers from −9 to 9 without 0, so that a counterexample can be read and no weight hides a mistake. */
const digits = (random: Random, shape: readonly number[]): NdArray =>
  numbers(shape, () => random.int(1, 9) * (random.next() < 0.5 ? -1 : 1))

/** A random image and bank of kernels. The smallest sizes have tests of their own. */
function drawProblem(draw: Draw, { kernel, stride, padding }: Sizes): Problem {
  const { int, random } = draw
  const [height, width] = [kernel(draw), kernel(draw)]
  const [channels, filters] = [int(1, 3), int(1, 3)]
  return {
    image: digits(random(), [Math.max(height, 3) + int(0, 6), Math.max(width, 3) + int(0, 6), channels]),
    kernel: digits(random(), [height, width, channels, filters]),
    options: { stride: stride(draw), padding },
  }
}

const MULTIPLYING = ['Multiply', 'BatchMatMul', '_FusedMatMul', 'Einsum', 'FFT']
const ARITHMETIC = [...MULTIPLYING, 'Add', 'AddN', 'Sub', 'Square', 'SquaredDifference', 'Sum', 'Pow']

export default suite(reference, harness, ({ example, hidden, property }) => {
  example('A 3 × 3 image under a 2 × 2 kernel', async ({ learner, expect }) => {
    const image = picture([
      [1, 2, 0],
      [3, 1, 4],
      [0, 5, 2],
    ])
    const kernel = filter([
      [1, 2],
      [3, 4],
    ])
    const options = { stride: 1, padding: 'valid' } as const
    const wanted = picture([
      [18, 21],
      [25, 32],
    ])
    const mistakes = mistakesOf({ image, kernel, options })
    await expect(await learner.convolve2d(image, kernel, options)).toBeCloseTo(wanted, { mistakes })
  })

  example('A row of four pixels: "same" with stride 2', async ({ learner, expect }) => {
    const image = picture([[1, 2, 3, 4]])
    const kernel = filter([[1, 10, 100]])
    const options = { stride: 2, padding: 'same' } as const
    const mistakes = mistakesOf({ image, kernel, options })
    await expect(await learner.convolve2d(image, kernel, options)).toBeCloseTo(picture([[321, 43]]), {
      mistakes,
    })
  })

  example('Two filters on two RGB pixels: brightness, and red minus blue', async ({ learner, expect }) => {
    const image = tensor([[[1, 0.5, 0.25], [0, 1, 1]]]) // prettier-ignore
    const kernel = tensor([[[[0.3, 1], [0.6, 0], [0.1, -1]]]]) // prettier-ignore
    const mistakes = mistakesOf({ image, kernel, options: {} })
    const wanted = tensor([[[0.625, 0.75], [0.7, -1]]]) // prettier-ignore
    await expect(await learner.convolve2d(image, kernel)).toBeCloseTo(wanted, { mistakes })
  })

  example('Sobel where dark meets bright', async ({ learner, expect }) => {
    const image = tensor([
      [0, 0, 9, 9],
      [0, 0, 9, 9],
      [0, 0, 9, 9],
    ])
    const [corner, top] = [9 * Math.hypot(3, 3), 9 * Math.hypot(3, 1)]
    const wanted = tensor([
      [0, top, corner, corner],
      [0, 36, 36, 36],
      [0, top, corner, corner],
    ])
    await expect(await learner.sobelMagnitude(image)).toBeCloseTo(wanted, { mistakes: sobelMistakes(image) })
  })

  property(
    'Stride 1 without padding is right for every shape',
    {
      hint: 'For one output number, which pixels meet which weights? Write out the indices for a kernel of 1 × 2 and two channels.',
      runs: 15,
      given: (draw) =>
        drawProblem(draw, { kernel: ({ int }) => int(1, 4), stride: () => 1, padding: 'valid' }),
    },
    async (problem, { learner, expect }) => {
      const out = await learner.convolve2d(problem.image, problem.kernel, problem.options)
      await expect(out).toBeCloseTo(correlate(problem), { mistakes: mistakesOf(problem) })
    },
  )

  property(
    'A stride moves the window that far, down and to the right',
    {
      hint: 'Where does window number 1 start when the stride is 3, and does the last one still lie inside the image?',
      runs: 15,
      given: (draw) =>
        drawProblem(draw, {
          kernel: ({ int }) => int(1, 4),
          stride: ({ int }) => int(2, 4),
          padding: 'valid',
        }),
    },
    async (problem, { learner, expect }) => {
      const out = await learner.convolve2d(problem.image, problem.kernel, problem.options)
      await expect(out).toBeCloseTo(correlate(problem), { mistakes: mistakesOf(problem) })
    },
  )

  property(
    'Padding "same" keeps the size, with odd and with even kernels',
    {
      hint: 'A kernel of length 4 needs three zeros along an axis. How many go before the image, and how many after?',
      runs: 15,
      given: (draw) =>
        drawProblem(draw, { kernel: ({ int }) => int(1, 5), stride: () => 1, padding: 'same' }),
    },
    async (problem, { learner, expect }) => {
      const out = await learner.convolve2d(problem.image, problem.kernel, problem.options)
      await expect(out).toBeCloseTo(correlate(problem), { mistakes: mistakesOf(problem) })
    },
  )

  property(
    'Padding "same" with a stride adds only the zeros that are needed',
    {
      hint: 'The number of windows is ⌈n / s⌉. Where does the last of them end, and how far is that beyond the image?',
      runs: 20,
      given: (draw) =>
        drawProblem(draw, {
          kernel: ({ int }) => int(1, 5),
          stride: ({ int }) => int(2, 4),
          padding: 'same',
        }),
    },
    async (problem, { learner, expect }) => {
      const out = await learner.convolve2d(problem.image, problem.kernel, problem.options)
      await expect(out).toBeCloseTo(correlate(problem), { mistakes: mistakesOf(problem) })
    },
  )

  hidden(
    'Padding "same" on 8 × 9 pixels with a 3 × 4 kernel and stride 4',
    { hint: 'Put both axes into the formula. One needs no zeros at all, the other needs three.' },
    async ({ learner, expect, random }) => {
      const problem: Problem = {
        image: noise(random, [8, 9, 2]),
        kernel: noise(random, [3, 4, 2, 2]),
        options: { stride: 4, padding: 'same' },
      }
      const out = await learner.convolve2d(problem.image, problem.kernel, problem.options)
      await expect(out).toBeCloseTo(correlate(problem), { mistakes: mistakesOf(problem) })
    },
  )

  hidden(
    'Left out, the stride is 1 and the padding "valid"',
    { hint: 'What are the defaults, when no options are given and when only one of them is?' },
    async ({ learner, expect, random }) => {
      const image = noise(random, [5, 6, 2])
      const kernel = noise(random, [3, 2, 2, 2])
      const check = async (out: Promise<NdArray>, options: Options, name: string): Promise<void> =>
        expect(await out, name).toBeCloseTo(correlate({ image, kernel, options }), {
          mistakes: mistakesOf({ image, kernel, options }),
        })
      await check(learner.convolve2d(image, kernel), {}, 'a call without options')
      await check(learner.convolve2d(image, kernel, {}), {}, 'a call with empty options')
      await check(
        learner.convolve2d(image, kernel, { stride: 2 }),
        { stride: 2 },
        'a call with only a stride',
      )
      await check(
        learner.convolve2d(image, kernel, { padding: 'same' }),
        { padding: 'same' },
        'a call with only a padding',
      )
    },
  )

  hidden(
    'Each input channel has its own weights, and so has each output channel',
    {
      hint: 'With three channels in and four out, which of the twelve 1 × 1 weights does output channel 2 use?',
    },
    async ({ learner, expect }) => {
      // Digits: 1, 10 and 100 for the input channels, so that each weight can be read off the sum.
      const image = tensor([[[1, 10, 100]]])
      const kernel = tensor([[[[1, 2, 3, 4], [5, 6, 7, 8], [9, 1, 2, 3]]]]) // prettier-ignore
      const mistakes = mistakesOf({ image, kernel, options: {} })
      await expect(await learner.convolve2d(image, kernel, {})).toBeCloseTo(
        tensor([[[951, 162, 273, 384]]]),
        { mistakes },
      )
    },
  )

  hidden(
    'The sizes of the result follow the two rules',
    { category: 'shape', hint: 'Put n = 7, k = 3 and s = 2, 3, 4 into ⌊(n − k) / s⌋ + 1 and into ⌈n / s⌉.' },
    async ({ learner, expect }) => {
      for (const stride of [1, 2, 3, 4]) {
        const valid = await learner.convolve2d(ones([7, 10, 1]), ones([3, 2, 1, 5]), {
          stride,
          padding: 'valid',
        })
        expect(valid, `the result with "valid" and stride ${stride}`).toHaveShape([
          Math.floor(4 / stride) + 1,
          Math.floor(8 / stride) + 1,
          5,
        ])
        const same = await learner.convolve2d(ones([7, 10, 1]), ones([3, 2, 1, 5]), {
          stride,
          padding: 'same',
        })
        expect(same, `the result with "same" and stride ${stride}`).toHaveShape([
          Math.ceil(7 / stride),
          Math.ceil(10 / stride),
          5,
        ])
        expect(same).toHaveDtype('float32')
      }
    },
  )

  hidden(
    'A tall kernel on a wide image',
    { category: 'shape', hint: 'Is the first axis of image and kernel the height everywhere in your code?' },
    async ({ learner, expect, random }) => {
      const problem: Problem = {
        image: noise(random, [5, 9, 1]),
        kernel: noise(random, [5, 2, 1, 1]),
        options: { stride: 1, padding: 'valid' },
      }
      const out = await learner.convolve2d(problem.image, problem.kernel, problem.options)
      await expect(out).toBeCloseTo(correlate(problem), { mistakes: mistakesOf(problem) })
    },
  )

  hidden(
    'An image of a single pixel under a large kernel',
    {
      category: 'edge',
      hint: 'With "same", how many zeros surround one pixel under a 3 × 3 kernel, and under a 4 × 4 one?',
    },
    async ({ learner, expect }) => {
      const options = { stride: 1, padding: 'same' } as const
      const weights = (size: number): NdArray =>
        shaped(
          [size, size, 1, 1],
          Array.from({ length: size * size }, (_, i) => i + 1),
        )
      const odd = await learner.convolve2d(picture([[2]]), weights(3), options)
      await expect(odd, 'the result of a 3 × 3 kernel').toBeCloseTo(picture([[10]]))
      const even = await learner.convolve2d(picture([[2]]), weights(4), options)
      await expect(even, 'the result of a 4 × 4 kernel').toBeCloseTo(picture([[12]]), {
        mistakes: [
          {
            says: 'The pixel meets the weight at [2, 2] of the 4 × 4 kernel: with one zero before it and two after, it meets the one at [1, 1].',
            gives: picture([[22]]),
          },
        ],
      })
    },
  )

  hidden(
    'A kernel as large as the image gives one number per filter',
    { category: 'edge', hint: 'How many windows fit when n = k? Does the stride matter then?' },
    async ({ learner, expect, random }) => {
      const image = noise(random, [3, 4, 2])
      const kernel = noise(random, [3, 4, 2, 2])
      for (const stride of [1, 2]) {
        const options = { stride, padding: 'valid' } as const
        const mistakes = mistakesOf({ image, kernel, options })
        await expect(await learner.convolve2d(image, kernel, options)).toBeCloseTo(
          correlate({ image, kernel, options }),
          { mistakes },
        )
      }
    },
  )

  hidden(
    'A stride larger than the kernel skips pixels',
    {
      category: 'edge',
      hint: 'When the windows do not even touch, how many zeros does "same" add? Can the formula turn negative?',
    },
    async ({ learner, expect, random }) => {
      const image = noise(random, [6, 8, 1])
      const kernel = filter([[0.5]])
      for (const [stride, padding] of [
        [3, 'same'],
        [4, 'same'],
        [3, 'valid'],
        [9, 'same'],
      ] as const) {
        // prettier-ignore
        const options = { stride, padding }
        const out = await learner.convolve2d(image, kernel, options)
        await expect(out, `the result with "${padding}" and stride ${stride}`).toBeCloseTo(
          correlate({ image, kernel, options }),
          {
            mistakes: mistakesOf({ image, kernel, options }),
          },
        )
      }
    },
  )

  property(
    'Sobel is √(gx² + gy²) for every image',
    {
      hint: 'What are gx and gy at a pixel of a diagonal edge, and what lies beyond the border?',
      runs: 15,
      given: ({ int, random }) => ({ image: digits(random(), [int(3, 7), int(3, 7)]) }),
    },
    async ({ image }, { learner, expect }) => {
      await expect(await learner.sobelMagnitude(image)).toBeCloseTo(magnitude(image), {
        mistakes: sobelMistakes(image),
      })
    },
  )

  hidden(
    'Sobel sees edges in all directions and of both signs alike',
    { hint: 'Turn an image by 90°: does the picture of its edges turn with it, and stay as bright?' },
    async ({ learner, expect }) => {
      const image = tensor([
        [0, 0, 0, 0, 0],
        [0, 3, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [5, 5, 5, 5, 5],
        [5, 5, 5, 5, 5],
        [1, 1, 1, 1, 1],
      ])
      await expect(await learner.sobelMagnitude(image)).toBeCloseTo(magnitude(image), {
        mistakes: sobelMistakes(image),
      })
    },
  )

  hidden(
    'Sobel of a 16-bit depth map keeps its large values',
    {
      category: 'stability',
      hint: 'How large can gx be for pixels up to 65 535, and how large its square? Does any step of yours clip, round or overflow?',
    },
    async ({ learner, expect, random }) => {
      const image = numbers([6, 5], () => random.int(0, 65_535))
      await expect(await learner.sobelMagnitude(image)).toBeCloseTo(magnitude(image), {
        mistakes: sobelMistakes(image),
      })
    },
  )

  hidden(
    'Sobel keeps faint edges, far below 1',
    { category: 'stability', hint: 'Does any step of yours round, or add something to the values?' },
    async ({ learner, expect, random }) => {
      const image = numbers([5, 6], () => random.uniform(0, 0.01))
      await expect(await learner.sobelMagnitude(image)).toBeCloseTo(magnitude(image), {
        mistakes: sobelMistakes(image),
      })
    },
  )

  hidden(
    'Sobel of one pixel, one row and one column',
    { category: 'edge', hint: 'What do the kernels meet when the image is thinner than they are?' },
    async ({ learner, expect }) => {
      for (const [name, image] of [
        ['a single pixel', tensor([[7]])],
        ['a single row', tensor([[1, 4, 9, 16]])],
        ['a single column', tensor([[2], [0], [5]])],
      ] as const)
        await expect(await learner.sobelMagnitude(image), `the result for ${name}`).toBeCloseTo(
          magnitude(image),
          {
            mistakes: sobelMistakes(image),
          },
        )
    },
  )

  hidden(
    'convolve2d: a larger image takes no more TF.js operations',
    { category: 'efficiency', hint: 'Which of your loops run over the kernel, and which over the image?' },
    async ({ learner, expect, random, measure }) => {
      const kernel = noise(random, [3, 3, 2, 4])
      for (const [stride, padding] of [
        [1, 'same'],
        [2, 'valid'],
      ] as const) {
        const cost = async (side: number): Promise<Kernels> => {
          const image = noise(random, [side, side, 2])
          return (await measure(() => learner.convolve2d(image, kernel, { stride, padding }))).kernels
        }
        const [small, large] = [await cost(8), await cost(24)]
        mustNotConvolve(expect, large)
        mustNotGrow(expect, small, large)
        mustCompute(expect, large, MULTIPLYING, 'No TF.js operation that multiplies ran in convolve2d.')
      }
    },
  )

  hidden(
    'sobelMagnitude: a larger image takes no more TF.js operations',
    { category: 'efficiency', hint: 'Can both gradients of all pixels come out of a few operations?' },
    async ({ learner, expect, random, measure }) => {
      const cost = async (side: number): Promise<Kernels> => {
        const image = noise(random, [side, side])
        return (await measure(() => learner.sobelMagnitude(image))).kernels
      }
      const [small, large] = [await cost(8), await cost(24)]
      mustNotConvolve(expect, large)
      mustNotGrow(expect, small, large)
      mustCompute(expect, large, ARITHMETIC, 'No TF.js operation that computes ran in sobelMagnitude.')
    },
  )

  hidden(
    'The inputs stay usable for a second call',
    {
      category: 'memory',
      hint: 'Which tensors did you make, and which were given to you? Only the former are yours to dispose of.',
    },
    async ({ harness, expect, random }) => {
      const image = noise(random, [5, 5, 2])
      const kernel = noise(random, [3, 3, 2, 1])
      const grey = noise(random, [4, 5])
      for (const padding of ['valid', 'same'] as const) {
        const options = { stride: 1, padding }
        const [, second] = await harness.convolveTwice(image, kernel, options)
        await expect(second!, `the second call with "${padding}"`).toBeCloseTo(
          correlate({ image, kernel, options }),
        )
      }
      const [, second] = await harness.sobelTwice(grey)
      await expect(second!, 'the second call of sobelMagnitude').toBeCloseTo(magnitude(grey))
    },
  )
})

function mustNotGrow(expect: Expect, small: Kernels, large: Kernels): void {
  const [few, many] = [total(small), total(large)]
  expect.that(many <= few + 4, `An 8 × 8 image takes ${few} TF.js operations, a 24 × 24 image ${many}.`, {
    diagnosis: 'The work is done pixel by pixel or row by row: loop over the kernel, not over the image.',
  })
}

function mustCompute(expect: Expect, kernels: Kernels, wanted: readonly string[], message: string): void {
  expect.that(
    wanted.some((kernel) => kernels[kernel]),
    message,
    {
      diagnosis:
        'The arithmetic is done in plain JavaScript: the products and sums belong in TF.js operations.',
    },
  )
}

function mustNotConvolve(expect: Expect, kernels: Kernels): void {
  const found = Object.keys(kernels).find((kernel) => /Conv/.test(kernel))
  expect.that(found === undefined, `The kernel ${found} ran.`, {
    diagnosis: 'That is a built-in convolution.',
  })
}

const total = (kernels: Kernels): number => Object.values(kernels).reduce((sum, count) => sum + count, 0)
