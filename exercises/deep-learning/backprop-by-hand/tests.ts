import { type Draw, type Expect, NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import { gradientsOf, judgeGradients, judgeLoss, type Params, type Problem } from './expected'
import * as harness from './harness'
import * as reference from './solution'

interface Sizes {
  readonly n: number
  readonly d: number
  readonly h: number
  readonly c: number
}

/**
 * Multiples of ¼ from −3 to 3. Their products and sums are exact in float32, whatever the order, so a hidden unit is at
 * exactly 0 on every backend or on none, and no test depends on which side of 0 rounding falls.
 */
const quarters = (random: Random, shape: readonly number[], most = 12): NdArray =>
  filled(shape, () => random.int(-most, most) / 4)

function filled(shape: readonly number[], next: () => number): NdArray {
  const size = shape.reduce((product, length) => product * length, 1)
  return new NdArray(shape, 'float32', Float32Array.from({ length: size }, next))
}

const labelsOf = (random: Random, n: number, c: number): NdArray =>
  tensor(
    Array.from({ length: n }, () => random.int(0, c - 1)),
    'int32',
  )

/** Logits of a few units: nothing saturates, so that every factor shows in the gradients. */
const problemOf = (random: Random, { n, d, h, c }: Sizes): Problem => ({
  x: quarters(random, [n, d], 8),
  labels: labelsOf(random, n, c),
  params: {
    w1: quarters(random, [d, h], 4),
    b1: quarters(random, [h], 4),
    w2: quarters(random, [h, c], 2),
    b2: quarters(random, [c], 2),
  },
})

const drawProblem = (draw: Draw, sizes: Sizes): Problem => problemOf(draw.random(), sizes)

/** The case worked by hand in the statement. */
const BY_HAND: Problem = {
  x: tensor([[1, 2]]),
  labels: tensor([0], 'int32'),
  params: {
    w1: tensor([[1, 2], [1, -2]]), // prettier-ignore
    b1: tensor([0, 1]),
    w2: tensor([[2, 1], [5, -2]]), // prettier-ignore
    b2: tensor([0, 3]),
  },
}

const THREE: Problem = {
  x: tensor([[1, 0], [-1, 1.5], [0.5, 1]]), // prettier-ignore
  labels: tensor([2, 0, 2], 'int32'),
  params: {
    w1: tensor([[1, -1, 0.5, 2], [0.5, 1, -1, 0.25]]), // prettier-ignore
    b1: tensor([0, 0.5, 0.25, -1]),
    w2: tensor([[0.5, -0.5, 0.25], [1, 0.25, -0.5], [-0.25, 0.75, 0.5], [0.5, 0.5, -1]]), // prettier-ignore
    b2: tensor([0.25, 0, -0.25]),
  },
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { harness: { pass }, expect }: { harness: { pass: Pass }; expect: Expect },
    problem: Problem,
  ): Promise<void> => {
    const { loss, gradients } = await pass(problem.x, problem.labels, problem.params)
    await judgeLoss(expect, loss, problem)
    await judgeGradients(expect, gradients, problem)
  }

  example('The case by hand: one example, one unit on and one off', (tools) => judge(tools, BY_HAND))

  example(
    'Three examples, four hidden units, three classes',
    { hint: 'Write the shape of each quantity beside it. What is n here, and where does 1/n come in?' },
    (tools) => judge(tools, THREE),
  )

  example(
    'Your gradients are the slopes of your own loss',
    { hint: 'Nudge one weight up and down: by how much does the loss change for each unit of it?' },
    async ({ harness, expect }) => {
      const { x, labels, params } = THREE
      const { gradients } = await harness.pass(x, labels, params)
      const slopes = await harness.differences(x, labels, params, STEP)
      for (const name of ['b2', 'w2', 'b1', 'w1'] as const)
        await expect(gradients[name], `the gradient of ${name}, beside the slope of your loss`).toBeCloseTo(
          slopes[name],
          SLOPE,
        )
    },
  )

  property(
    'Right for every shape',
    {
      hint: 'Set n, d, h and c all different. In which products can the axes only fit one way?',
      runs: 15,
      given: (draw) =>
        drawProblem(draw, { n: draw.int(1, 5), d: draw.int(1, 4), h: draw.int(1, 5), c: draw.int(2, 4) }),
    },
    (problem, tools) => judge(tools, problem),
  )

  property(
    'Right where a wrong transpose still fits: d = h = c = n',
    {
      hint: 'With square matrices no shape complains. Which of a, G, W is transposed in each of the three products of a layer?',
      runs: 10,
      given: (draw) => {
        const size = draw.int(2, 3)
        return drawProblem(draw, { n: size, d: size, h: size, c: size })
      },
    },
    (problem, tools) => judge(tools, problem),
  )

  hidden(
    'A square second layer: no shape complains of a wrong transpose',
    { hint: 'What do the hidden units receive: G W₂, or G W₂ᵀ?' },
    async (tools) => {
      const problem: Problem = {
        x: tensor([[1, 0.5, -1], [-0.5, 2, 1], [2, 1, 0.5], [1, -1, 0.25]]), // prettier-ignore
        labels: tensor([0, 1, 1, 0], 'int32'),
        params: {
          w1: tensor([[1, 0.5], [0.5, 1], [-1, 0.25]]), // prettier-ignore
          b1: tensor([0.25, 0.5]),
          w2: tensor([[1, -0.5], [0.25, 0.75]]), // prettier-ignore
          b2: tensor([0.25, -0.25]),
        },
      }
      await judge(tools, problem)
    },
  )

  property(
    'Your gradients are the slopes of your own loss, away from the kinks',
    {
      hint: 'Where your gradient and the measured slope differ, which of the two functions is at fault? The loss is tested by itself too.',
      runs: 4,
      given: ({ int, random }) =>
        awayFromKinks(random(), { n: int(1, 3), d: int(1, 3), h: int(1, 3), c: int(2, 3) }),
    },
    async ({ x, labels, params }, { harness, expect }) => {
      const { gradients } = await harness.pass(x, labels, params)
      const slopes = await harness.differences(x, labels, params, STEP)
      for (const name of ['b2', 'w2', 'b1', 'w1'] as const)
        await expect(gradients[name], `the gradient of ${name}, beside the slope of your loss`).toBeCloseTo(
          slopes[name],
          SLOPE,
        )
    },
  )

  // ---- ReLU ----

  hidden(
    'Units that are off pass nothing back',
    {
      hint: 'If a hidden unit outputs 0 for every example, can a small change of its weights change the loss?',
    },
    async (tools) => {
      const { harness, expect } = tools
      const problem: Problem = {
        ...THREE,
        // Unit 1 is off for all examples.
        params: { ...THREE.params, b1: tensor([0, -9, 0.25, -1]) },
      }
      const { gradients } = await harness.pass(problem.x, problem.labels, problem.params)
      await judgeGradients(expect, gradients, problem)
      expect.that(
        gradients.b1.get(1) === 0 && gradients.w1.get(0, 1) === 0 && gradients.w1.get(1, 1) === 0,
        'A unit that is off for all examples still gets a gradient.',
      )
    },
  )

  hidden(
    'What decides is z₁, not the sign of what comes back',
    { hint: 'ReLU’s derivative is a fact about the forward pass. Does your mask look at the gradient?' },
    async (tools) => {
      // Every unit is on; the gradients that arrive have both signs.
      const problem: Problem = {
        x: tensor([[1, 0.5], [0.25, 2]]), // prettier-ignore
        labels: tensor([0, 1], 'int32'),
        params: {
          w1: tensor([[1, 0.5, 0.25], [0.5, 1, 2]]), // prettier-ignore
          b1: tensor([0.5, 0.25, 1]),
          w2: tensor([[1, -1], [-2, 1], [0.5, 1.5]]), // prettier-ignore
          b2: tensor([0, 0.25]),
        },
      }
      await judge(tools, problem)
    },
  )

  hidden(
    'A bias alone can turn a unit on or off',
    { hint: 'z₁ is x W₁ + b₁. Which of the two does your mask look at?' },
    async (tools) => {
      // x W₁ is 1 and −1; the biases turn both around.
      const problem: Problem = {
        x: tensor([[1], [0.5]]),
        labels: tensor([1, 0], 'int32'),
        params: {
          w1: tensor([[1, -1]]),
          b1: tensor([-2, 2]),
          w2: tensor([[1, -1], [-2, 1]]), // prettier-ignore
          b2: tensor([0.5, 0]),
        },
      }
      await judge(tools, problem)
    },
  )

  hidden(
    'At exactly 0 nothing passes',
    { category: 'edge', hint: 'Which derivative does the statement give ReLU at 0?' },
    async (tools) => {
      const problem: Problem = {
        x: tensor([[1, -1], [2, 1], [-3, 1]]), // prettier-ignore
        labels: tensor([1, 0, 0], 'int32'),
        params: {
          // The first example leaves both units at exactly 0, the last one turns them off.
          w1: tensor([[1, 0.5], [1, 0]]), // prettier-ignore
          b1: tensor([0, -0.5]),
          w2: tensor([[1, -1], [-2, 1]]), // prettier-ignore
          b2: tensor([0.5, 0]),
        },
      }
      await judge(tools, problem)
      // Weights that all start at 0, as a layer added later may have: only b2 learns.
      await judge(tools, {
        x: tensor([[1, 2, 3]]),
        labels: tensor([2], 'int32'),
        params: {
          w1: filled([3, 2], () => 0),
          b1: filled([2], () => 0),
          w2: filled([2, 3], () => 1),
          b2: filled([3], () => 0),
        },
      })
    },
  )

  hidden(
    'A unit just above 0 lets everything pass',
    { category: 'edge', hint: 'What does your mask compare z₁ with?' },
    async ({ harness, expect }) => {
      // The first example leaves the units at 2⁻²⁰ and 2⁻⁶⁰, the second as far below 0.
      const problem: Problem = {
        x: tensor([[1], [-1]]),
        labels: tensor([0, 1], 'int32'),
        params: {
          w1: tensor([[2 ** -20, 2 ** -60]]),
          b1: tensor([0, 0]),
          w2: tensor([[1, -1], [-2, 1]]), // prettier-ignore
          b2: tensor([0.5, 0]),
        },
      }
      const { gradients } = await harness.pass(problem.x, problem.labels, problem.params)
      expect(gradients.b1, 'the gradient of b1').toHaveShape([2])
      expect.that(
        gradients.b1.get(0) !== 0 && gradients.b1.get(1) !== 0,
        'A unit whose z₁ is just above 0 gets no gradient.',
        { diagnosis: 'Units just above 0 are taken for off: the mask is z₁ > 0, with no margin.' },
      )
      await judgeGradients(expect, gradients, problem)
    },
  )

  // ---- the mean over the batch ----

  hidden(
    'The whole batch twice over has the same loss and the same gradients',
    { hint: 'Sum or mean: which of them changes when every example comes twice?' },
    async ({ harness, expect, random }) => {
      const problem = problemOf(random, { n: 3, d: 2, h: 4, c: 3 })
      const { x, labels, params } = problem
      const twice = { x: stacked(x, x), labels: stacked(labels, labels), params }
      const { loss, gradients } = await harness.pass(twice.x, twice.labels, params)
      await judgeLoss(expect, loss, problem)
      await judgeGradients(expect, gradients, twice)
    },
  )

  hidden(
    'Every example counts in the biases’ gradients',
    { hint: 'A bias is added to every row. In how many places does it touch the loss?' },
    async (tools) => {
      // The last example is classified all but perfectly, the first is far off: their gradients differ by much.
      const problem: Problem = {
        x: tensor([[-1, 1], [1, 1], [2, -1], [1, 3]]), // prettier-ignore
        labels: tensor([2, 1, 0, 0], 'int32'),
        params: {
          w1: tensor([[0.5, 1, -1], [1, 0.25, 0.5]]), // prettier-ignore
          b1: tensor([0.25, 0.5, 1]),
          w2: tensor([[2, -1, 0.5], [1, 0.5, -1], [0.25, 1, 0.5]]), // prettier-ignore
          b2: tensor([0, 0.25, 0.5]),
        },
      }
      await judge(tools, problem)
    },
  )

  hidden(
    'A class that nobody has',
    { category: 'edge', hint: 'How many columns have the one-hot labels when the last class never occurs?' },
    async (tools) => {
      const problem = problemOf(tools.random, { n: 4, d: 2, h: 3, c: 5 })
      await judge(tools, { ...problem, labels: tensor([1, 1, 0, 1], 'int32') })
    },
  )

  hidden(
    'The smallest sizes: one example, one feature, one unit, two classes',
    { category: 'edge', hint: 'Which axes vanish when you squeeze, and which must stay?' },
    async (tools) => {
      for (const sizes of [
        { n: 1, d: 1, h: 1, c: 2 },
        { n: 1, d: 3, h: 1, c: 2 },
        { n: 2, d: 1, h: 1, c: 3 },
      ]) {
        const problem = problemOf(tools.random, sizes)
        // The unit is on, so that there is something to see.
        await judge(tools, { ...problem, params: { ...problem.params, b1: tensor([12.5]) } })
      }
    },
  )

  hidden(
    'Shapes and dtypes are those of the parameters',
    { category: 'shape', hint: 'Does each gradient have the very shape of its parameter?' },
    async ({ harness, expect, random }) => {
      const { x, labels, params } = problemOf(random, { n: 6, d: 5, h: 3, c: 4 })
      const { loss, gradients } = await harness.pass(x, labels, params)
      expect(loss, 'the loss').toHaveShape([])
      for (const name of ['w1', 'b1', 'w2', 'b2'] as const) {
        expect(gradients[name], `the gradient of ${name}`).toHaveShape(params[name].shape)
        expect(gradients[name], `the gradient of ${name}`).toHaveDtype('float32')
      }
    },
  )

  // ---- numbers ----

  hidden(
    'Logits of several thousand overflow nothing',
    {
      category: 'stability',
      hint: 'What is e¹⁰⁰⁰ in float32, and what does softmax not notice being taken away?',
    },
    async (tools) => {
      const problem: Problem = {
        x: tensor([[1], [2], [1]]),
        labels: tensor([0, 1, 2], 'int32'),
        params: {
          w1: tensor([[1, 2]]),
          b1: tensor([0, 0]),
          w2: tensor([[1000, -500, 0], [500, 250, -2000]]), // prettier-ignore
          b2: tensor([0, 0, 0]),
        },
      }
      await judge(tools, problem)
      // Every logit far below 0: without taking the greatest away, all of e^z are 0.
      await judge(tools, { ...problem, params: { ...problem.params, b2: tensor([-9000, -9000, -9000]) } })
    },
  )

  hidden(
    'An improbable label costs what it should',
    {
      category: 'stability',
      hint: 'e⁻²⁰⁰ is 0 in float32. Can you reach its logarithm without passing through it?',
    },
    async (tools) => {
      const problem = (gap: number): Problem => ({
        x: tensor([[1], [0]]),
        labels: tensor([1, 0], 'int32'),
        params: { w1: tensor([[1]]), b1: tensor([0]), w2: tensor([[gap, 0]]), b2: tensor([0, 0]) },
      })
      for (const gap of [30, 200]) await judge(tools, problem(gap))
    },
  )

  hidden(
    'A perfect prediction has a loss of 0, not below, and no gradient',
    { category: 'stability', hint: 'What is left of ln p when p rounds to 1?' },
    async (tools) => {
      await judge(tools, {
        x: tensor([[1], [3]]),
        labels: tensor([0, 0], 'int32'),
        params: { w1: tensor([[4]]), b1: tensor([0]), w2: tensor([[50, 0]]), b2: tensor([0, 0]) },
      })
    },
  )

  // ---- what it does to the caller ----

  hidden(
    'Two passes forward, then back through the first, twice',
    { category: 'memory', hint: 'Does anything that backward needs live outside of its cache?' },
    async ({ harness, expect, random }) => {
      const sizes = { d: 2, h: 4, c: 3 }
      const [first, second] = [problemOf(random, { n: 3, ...sizes }), problemOf(random, { n: 5, ...sizes })]
      const { gradients, again } = await harness.interleave(first, second)
      const [own, others] = [gradientsOf(first).b2, gradientsOf(second).b2]
      for (const [got, when] of [
        [gradients, 'the first time'],
        [again, 'the second time'],
      ] as const) {
        await expect(got.b2, `the gradient of b2 ${when}`).toBeCloseTo(own, {
          atol: 1e-4,
          rtol: 1e-3,
          mistakes: [
            {
              says: 'This belongs to the other forward pass: something is kept in the module, not in the cache.',
              gives: others,
            },
            {
              says: 'This is divided by the number of examples of the other forward pass: n belongs in the cache.',
              gives: shaped(
                [3],
                Array.from(own.data as Float32Array, (value) => (value * 3) / 5),
              ),
            },
          ],
        })
        await judgeGradients(expect, got, first)
      }
    },
  )

  hidden(
    'Parameters stay as they are, and no tensor stays behind',
    {
      category: 'memory',
      hint: 'Who takes the step of gradient descent, you or the caller? And what made outside of tf.tidy is still there?',
    },
    async ({ harness, expect, random }) => {
      for (const sizes of [
        // No other case has these sizes: a table that is kept for a size is first made here.
        { n: 9, d: 7, h: 8, c: 10 },
        // The smallest, where short cuts lie.
        { n: 1, d: 1, h: 1, c: 2 },
      ]) {
        const { x, labels, params } = problemOf(random, sizes)
        const { left, changed, disposed } = await harness.account(x, labels, params)
        expect.that(disposed.length === 0, `${disposed.join(', ')} was disposed of.`, {
          diagnosis: 'Inputs and parameters belong to the caller, who uses them again.',
        })
        expect.that(changed.length === 0, `${changed.join(', ')} changed.`, {
          diagnosis: 'forward and backward only read the parameters: the step is the caller’s.',
        })
        expect.that(
          left <= 0,
          `One forward and one backward pass with n = ${sizes.n} leave tensors behind: ${left}.`,
          {
            diagnosis:
              'Tensors leak: wrap the work in tf.tidy, return from it what backward needs in the cache, and keep none in the module.',
          },
        )
      }
    },
  )

  hidden(
    'A larger batch takes no more TF.js operations',
    { category: 'efficiency', hint: 'Does a loop of yours run over the examples, or over the units?' },
    async ({ harness, expect, random, measure }) => {
      const cost = async (n: number, h: number): Promise<number> => {
        const { x, labels, params } = problemOf(random, { n, d: 3, h, c: 3 })
        return (await measure(() => harness.pass(x, labels, params))).kernelCount
      }
      const [few, many, wide] = [await cost(4, 4), await cost(64, 4), await cost(4, 32)]
      expect.that(many <= few + 4, `4 examples take ${few} TF.js operations, 64 take ${many}.`, {
        diagnosis: 'The work is done example by example: one product of matrices takes the whole batch.',
      })
      // Only now: work that is done example by example would take long.
      const most = await cost(5000, 4)
      expect.that(most <= few + 4, `4 examples take ${few} TF.js operations, 5000 take ${most}.`, {
        diagnosis:
          'The work is done in chunks: one product of matrices takes the whole batch, however large.',
      })
      expect.that(wide <= few + 4, `4 hidden units take ${few} TF.js operations, 32 take ${wide}.`, {
        diagnosis: 'The work is done unit by unit: one product of matrices takes them all.',
      })
      expect.that(many <= MOST_KERNELS, `${many} TF.js operations ran; ${MOST_KERNELS} are allowed.`)
    },
  )

  hidden(
    'Gradient descent with your gradients learns exclusive-or',
    {
      category: 'learning',
      weight: 2,
      hint: 'If the loss falls at first and then stays, which parameter gets no gradient, or one in the wrong direction?',
    },
    async ({ harness, expect }) => {
      const x = tensor([[-1, -1], [-1, 1], [1, -1], [1, 1]]) // prettier-ignore
      const labels = tensor([0, 1, 1, 0], 'int32')
      // From this start, the true gradients bring the loss below 0.02 by far; nothing here is left to chance.
      const start: Params = {
        w1: tensor([[0.5, -0.75, 0.25, -0.5, 0.75, -0.25], [0.25, 0.5, -0.75, -0.5, 0.25, 0.75]]), // prettier-ignore
        b1: tensor([0.25, 0, 0.25, 0, -0.25, 0.25]),
        w2: tensor([[0.5, -0.25], [-0.5, 0.5], [0.25, 0.75], [0.5, 0], [-0.25, 0.5], [0.75, -0.5]]), // prettier-ignore
        b2: tensor([0, 0]),
      }
      const { losses } = await harness.descend(x, labels, start, { steps: 150, learningRate: 0.5 })
      expect(losses, 'the losses on the way').toBeFinite()
      expect(losses.at(-1)!, 'the loss after 150 steps').toBeAtMost(0.05)
    },
  )
})

type Pass = (
  x: NdArray,
  labels: NdArray,
  params: Params,
) => Promise<{ loss: NdArray; gradients: { w1: NdArray; b1: NdArray; w2: NdArray; b2: NdArray } }>

const MOST_KERNELS = 80

/**
 * How far apart the two losses of a slope lie, and how near it comes. A loss near 1 is rounded by a few units of
 * 6e-8, on a GPU by up to 1e-6, so its slope by 1e-6 / (2 · STEP) ≈ 3e-5. What the third derivative adds is
 * STEP² / 6 · |L‴|; inputs and weights of at most 1 keep |L‴| under 1, so that is at most 4e-5.
 */
const STEP = 1 / 64
const SLOPE = { atol: 2e-4, rtol: 2e-3 }

/** Where no hidden unit is so near 0 that a step would take it across: the slope of a kink is neither side's. */
function awayFromKinks(random: Random, { n, d, h, c }: Sizes): Problem {
  for (;;) {
    const problem: Problem = {
      x: quarters(random, [n, d], 4),
      labels: labelsOf(random, n, c),
      params: {
        w1: quarters(random, [d, h], 4),
        b1: quarters(random, [h], 4),
        w2: quarters(random, [h, c], 4),
        b2: quarters(random, [c], 4),
      },
    }
    if (leastSum(problem) >= 2 * STEP) return problem
  }
}

/** The least |z₁|. */
function leastSum({ x, params: { w1, b1 } }: Problem): number {
  const rows = x.toNested() as number[][]
  const sums = rows.flatMap((row) =>
    (b1.toNested() as number[]).map((bias, j) =>
      row.reduce((sum, value, k) => sum + value * w1.get(k, j), bias),
    ),
  )
  return Math.min(...sums.map(Math.abs))
}

/** One below the other. */
function stacked(a: NdArray, b: NdArray): NdArray {
  const [rows, ...rest] = a.shape
  const data = [...(a.data as ArrayLike<number> as number[]), ...(b.data as ArrayLike<number> as number[])]
  const typed = a.dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data)
  return new NdArray([2 * rows!, ...rest], a.dtype, typed)
}
