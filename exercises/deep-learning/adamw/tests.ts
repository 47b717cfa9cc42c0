import { type Draw, type NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import * as wanted from './expected'
import type { Options, Slip, State, Step, Stepped } from './expected'
import * as harness from './harness'
import { CLOSE, judge, judgeStep, wrongsOf } from './judge'
import { OF_THE_OPTIONS, PARAMETER, ZEROS } from './mistakes'
import * as reference from './solution'

/** The one number worked by hand in the statement. */
const BY_HAND: Options = { learningRate: 0.1, beta1: 0.8, beta2: 0.75, weightDecay: 0.5 }

const filled = (shape: readonly number[], next: () => number): NdArray =>
  shaped(shape, Float32Array.from({ length: shape.reduce((product, length) => product * length, 1) }, next))
const normal = (random: Random, shape: readonly number[]): NdArray => filled(shape, () => random.normal())
const several = (random: Random, count: number, shape: readonly number[]): NdArray[] =>
  Array.from({ length: count }, () => normal(random, shape))
const scaled = (values: NdArray, factor: number): NdArray =>
  shaped(
    values.shape,
    (values.data as Float32Array).map((value) => value * factor),
  )

/** Averages as they are some way into a training. v is not near 0, so that no step is long. */
function stateOf(random: Random, shape: readonly number[], t: number): State {
  return {
    t,
    m: filled(shape, () => random.uniform(-1, 1)),
    v: filled(shape, () => random.uniform(0.25, 4)),
  }
}

const shapeOf = ({ int }: Draw): number[] => Array.from({ length: int(0, 4) }, () => int(1, 3))

export default suite(reference, harness, ({ example, hidden, property }) => {
  example('The state before the first step: zeros', async ({ learner, expect }) => {
    const param = tensor([[4, -1, 2]])
    const { t, m, v } = (await learner.initialState(param)) ?? {}
    await expect(t, 't').toEqual(0)
    await expect(m, 'm').toEqual(wanted.zerosLike(param))
    await expect(v, 'v').toEqual(wanted.zerosLike(param))
  })

  const first: Step = {
    ...{ param: tensor([6]), grad: tensor([2]) },
    ...{ state: { t: 0, m: tensor([0]), v: tensor([0]) }, options: BY_HAND },
  }
  example('The case by hand: the first step', (tools) => judgeStep(tools, first))
  example(
    'The case by hand: the second step',
    {
      hint: 'Write down the row of the table for t = 2. Which of its columns is the first to differ from yours?',
    },
    (tools) =>
      judgeStep(tools, {
        ...{ param: tensor([5.6]), grad: tensor([-5]) },
        ...{ state: { t: 1, m: tensor([0.4]), v: tensor([1]) }, options: BY_HAND },
      }),
  )

  property(
    'One step is right, from any state and in any shape',
    {
      hint: 'Take the smallest failing case and work out m, v, the two corrections and the decay one by one.',
      runs: 15,
      given: (draw): Step => {
        const [shape, random] = [shapeOf(draw), draw.random()]
        const t = draw.oneOf([0, 1, 2, 9, 500])
        const options = {
          learningRate: draw.oneOf([0.1, 0.05]),
          beta1: draw.oneOf([0.9, 0.5, 0.95]),
          beta2: draw.oneOf([0.999, 0.9, 0.99]),
          weightDecay: draw.oneOf([0.5, 0, 3]),
        }
        return {
          param: normal(random, shape),
          grad: normal(random, shape),
          state: stateOf(random, shape, t),
          options,
        }
      },
    },
    (step, tools) => judgeStep(tools, step),
  )

  property(
    'A run of steps is right, from the initial state on',
    {
      hint: 'After which step does it first differ? What does that step get from the one before?',
      runs: 6,
      given: ({ int, random }) => {
        const [shape, steps, numbers] = [[int(1, 2), int(1, 3)], int(1, 8), random()]
        return { param: normal(numbers, shape), grads: several(numbers, steps, shape) }
      },
    },
    async ({ param, grads }, { harness, expect }) => {
      const options = { learningRate: 0.1, beta1: 0.8, beta2: 0.95, weightDecay: 0.3 }
      const result = await harness.run(param, grads, options)
      await judge(expect, result, (slips) => wanted.runOf(param, grads, options, slips))
    },
  )

  property(
    'Options may change from step to step',
    {
      hint: 'Is there anything of the options of one step that reaches the next?',
      runs: 4,
      given: ({ int, oneOf, random }) => {
        const [steps, numbers] = [int(2, 5), random()]
        const options = Array.from({ length: steps }, (_, i) => ({
          learningRate: oneOf([0.1, 0.2]),
          beta1: [0.9, 0.5][i] ?? oneOf([0.9, 0.5]),
          beta2: [0.99, 0.5][i] ?? oneOf([0.99, 0.5]),
          weightDecay: oneOf([0.5, 0]),
        }))
        return { param: normal(numbers, [3]), grads: several(numbers, steps, [3]), options }
      },
    },
    async ({ param, grads, options }, { harness, expect }) => {
      const result = await harness.run(param, grads, options)
      const gives = (slips?: wanted.Slips): Stepped => wanted.runOf(param, grads, options, slips)
      await judge(expect, result, gives, [
        {
          says: 'The corrections seem to use products of all βs so far. βᵗ is the β of this step, to the power t.',
          gives: wanted.withProductsOf(param, grads, options),
        },
        {
          says: 'The options of the first step seem to be kept for all later ones.',
          gives: wanted.runOf(param, grads, options[0]!),
        },
      ])
    },
  )

  // ---- bias correction ----

  hidden(
    'The first step has the length of the learning rate, whatever the size of the gradient',
    { hint: 'With t = 1, what is m̂, and what is v̂?' },
    async (tools) => {
      const param = tensor([0, 0, 0, 0, 0])
      const grad = tensor([1000, -20, 1, -0.05, 0.002])
      const options = { learningRate: 0.25, weightDecay: 0 }
      await judgeStep(tools, { param, grad, state: wanted.initialOf(param), options })
    },
  )

  hidden(
    'A late step needs no correction any more',
    { category: 'edge', hint: 'What is 0.9 to the power of 100,000?' },
    async (tools) => {
      const { random } = tools
      for (const t of [2_000, 100_000])
        await judgeStep(tools, {
          ...{ param: normal(random, [3, 2]), grad: normal(random, [3, 2]) },
          ...{ state: stateOf(random, [3, 2], t), options: { learningRate: 0.1 } },
        })
    },
  )

  hidden(
    'A constant gradient of 1 is seen as exactly that, from the first step on',
    { hint: 'The average of ones is 1. Is that what you divide, and divide by, at every step?' },
    async ({ harness, expect }) => {
      const param = tensor([0, 5])
      const grads = Array.from({ length: 7 }, () => tensor([1, -1]))
      const options = { learningRate: 0.1, weightDecay: 0 }
      const result = await harness.run(param, grads, options)
      await judge(expect, result, (slips) => wanted.runOf(param, grads, options, slips))
      await expect(result.param, 'the parameter after 7 steps of 0.1').toBeCloseTo(tensor([-0.7, 5.7]), CLOSE)
    },
  )

  // ---- weight decay ----

  hidden(
    'Without a gradient, the decay alone shrinks the parameter, and the averages stay 0',
    { hint: 'What is left of each formula when g = 0?' },
    async (tools) => {
      const param = tensor([8, -4, 0])
      const grad = wanted.zerosLike(param)
      const options = { learningRate: 0.5, weightDecay: 0.25 }
      await judgeStep(tools, { param, grad, state: wanted.initialOf(param), options })
      await judgeStep(tools, { param, grad, state: stateOf(tools.random, [3], 6), options })
    },
  )

  hidden(
    'A large gradient does not weaken the decay',
    {
      hint: 'Two weights, one with gradients of 1, one with gradients of 1,000: which of the two should decay faster?',
    },
    async ({ harness, expect, random }) => {
      const param = tensor([2, 2, -2, -2])
      const sizes = [1, 1000, 1, 1000]
      const grads = Array.from({ length: 6 }, () => tensor(sizes.map((size) => size * random.normal())))
      const options = { learningRate: 0.1, weightDecay: 2 }
      const result = await harness.run(param, grads, options)
      await judge(expect, result, (slips) => wanted.runOf(param, grads, options, slips))
    },
  )

  hidden(
    'Gradients a thousand times as large make the same steps',
    {
      category: 'stability',
      hint: 'What happens to m, to √v and to their ratio when all gradients grow by one factor?',
    },
    async ({ harness, expect, random }) => {
      const param = normal(random, [4])
      const options = { learningRate: 0.2, beta2: 0.9, weightDecay: 0.1 }
      // None is near ε.
      const entry = (): number => (random.int(0, 1) === 0 ? -1 : 1) * random.uniform(0.5, 2)
      const grads = Array.from({ length: 5 }, () => filled([4], entry))
      const right = wanted.runOf(param, grads, options).param
      // Powers of 2, so that the scaled gradients are exact.
      for (const factor of [1, 2 ** 10, 2 ** 36]) {
        const large = grads.map((grad) => scaled(grad, factor))
        const result = await harness.run(param, large, options)
        await expect(result.param, 'the parameter').toBeCloseTo(right, {
          ...CLOSE,
          mistakes: wanted.mistakesOf(
            wrongsOf(PARAMETER, (slips) => wanted.runOf(param, large, options, slips)),
            (stepped) => stepped.param,
          ),
        })
      }
    },
  )

  // ---- epsilon ----

  hidden(
    'Where a gradient is as small as ε, the step is half as long',
    {
      category: 'stability',
      hint: 'm̂ = √v̂ = ε: what is the ratio? Where in the denominator does your ε stand?',
    },
    async (tools) => {
      const param = tensor([0, 0, 0, 0, 0])
      const grad = tensor([1e-8, -1e-8, 3e-8, -1e-7, 1e-9])
      const options = { learningRate: 1, weightDecay: 0 }
      await judgeStep(tools, { param, grad, state: wanted.initialOf(param), options })
      const large = tensor([1, -1, 3, -10, 0.1])
      await judgeStep(tools, {
        param,
        grad: large,
        state: wanted.initialOf(param),
        options: { ...options, epsilon: 1 },
      })
    },
  )

  hidden(
    'An entry whose gradient has always been 0 stays where it is',
    { category: 'stability', hint: 'What is 0 / (√0 + ε), and what would it be without ε?' },
    async ({ harness, expect }) => {
      const param = tensor([1, 2, 3])
      const grads = [tensor([0, 1, 0]), tensor([0, -2, 0]), tensor([0, 1, 0])]
      const options = { learningRate: 0.1, weightDecay: 0 }
      const result = await harness.run(param, grads, options)
      await judge(expect, result, (slips) => wanted.runOf(param, grads, options, slips))
    },
  )

  // ---- options ----

  hidden(
    'Options that are absent have the values of the table',
    { hint: 'Go through the table, option by option: what stands in your code?' },
    async (tools) => {
      const { learner, expect } = tools
      const param = tensor([2000, -1000, 0])
      const plain: Step = { param, grad: tensor([1, -2, 0.5]), state: wanted.initialOf(param), options: {} }
      for (const t of [0, 3])
        await judgeStep(
          tools,
          { ...plain, state: { ...plain.state, t }, options: { learningRate: 1 } },
          OF_THE_OPTIONS,
        )
      await judgeStep(
        tools,
        {
          ...plain,
          param: tensor([0, 0, 0]),
          grad: tensor([1e-8, 1e-7, -1e-8]),
          options: { learningRate: 1 },
        },
        OF_THE_OPTIONS,
      )
      // The default learning rate is small: it shows in the decay, 1 in 2,000 … and in the step of an entry at 0.
      const strong: Step = { ...plain, options: { weightDecay: 50 } }
      await judgeStep(tools, strong, OF_THE_OPTIONS)
      const result = await learner.adamWStep(plain.param, plain.grad, plain.state)
      const gives = (slips?: wanted.Slips): Stepped => wanted.stepOf(plain, slips)
      await judge(expect, result, gives, wrongsOf(OF_THE_OPTIONS, gives))
    },
  )

  hidden(
    'An option that is 0 is not an option that is absent',
    { category: 'edge', hint: 'What does || do with a 0 on its left?' },
    async (tools) => {
      const step: Step = {
        ...{ param: tensor([40, -20]), grad: tensor([0.5, -2]) },
        ...{ state: { t: 2, m: tensor([1, 1]), v: tensor([1, 0.5]) }, options: {} },
      }
      const full = { learningRate: 1, beta1: 0.5, beta2: 0.5, weightDecay: 0.1 }
      for (const name of ['weightDecay', 'beta1', 'beta2'] as const)
        await judgeStep(tools, { ...step, options: { ...full, [name]: 0 } }, ZEROS)
      // With no learning rate nothing moves, the averages apart. Decay of 200 would show.
      await judgeStep(tools, { ...step, options: { ...full, learningRate: 0, weightDecay: 200 } }, ZEROS)
    },
  )

  // ---- what it does to the caller ----

  hidden(
    'Two parameters in turn, each with a state of its own',
    { hint: 'Does anything that one parameter leaves reach the other: a counter, an average?' },
    async ({ harness, expect, random }) => {
      const options = { learningRate: 0.1, beta1: 0.8, beta2: 0.9, weightDecay: 0.1 }
      const parameters = [[2, 3], [2, 3], [4]].map((shape) => ({
        ...{ param: normal(random, shape), grads: several(random, 4, shape) },
      }))
      const results = await harness.inTurn(parameters, options)
      for (const [i, { param, grads }] of parameters.entries()) {
        const gives = (slips?: wanted.Slips): Stepped => wanted.runOf(param, grads, options, slips)
        const shared = [true, false].map((fresh) => ({
          says: 'These are averages of another parameter too: keep nothing in the module, the state has it all.',
          gives: wanted.sharedOf(parameters.slice(0, 2), options, fresh)[i] ?? gives(),
        }))
        const counter: Slip = {
          says: 'The correction seems to use one counter for all parameters. Each has its own t.',
          slips: { correction: (beta, t) => 1 - beta ** ((t - 1) * parameters.length + i + 1) },
        }
        await judge(expect, results[i], gives, [...shared, ...wrongsOf([counter], gives)])
      }
    },
  )

  hidden(
    'The same step twice, and what was given is as it was',
    { category: 'memory', hint: 'Do you change the state that you were given, or dispose of its tensors?' },
    async ({ harness, expect, random }) => {
      const options = { learningRate: 0.1, weightDecay: 0.1 }
      const step: Step = {
        param: normal(random, [3]),
        grad: normal(random, [3]),
        state: stateOf(random, [3], 4),
        options,
      }
      const { second, given } = await harness.twice(step.param, step.grad, step.state, options)
      for (const name of ['m', 'v'] as const)
        await expect(given.state[name], `${name} of the state that was given`).toEqual(step.state[name])
      await expect(given.param, 'the parameter that was given').toEqual(step.param)
      await expect(given.grad, 'the gradient that was given').toEqual(step.grad)
      await judge(expect, second, (slips) => wanted.stepOf(step, slips))
    },
  )

  hidden(
    'Shapes and dtypes stay, from rank 0 to rank 4',
    { category: 'shape', hint: 'Is there a shape that you flatten, and do not put back?' },
    async (tools) => {
      for (const shape of [[], [1], [1, 1], [2, 1, 3], [1, 2, 1, 2]]) {
        const param = normal(tools.random, shape)
        const { m, v } = (await tools.learner.initialState(param)) ?? {}
        await tools.expect(m, 'm before the first step').toEqual(wanted.zerosLike(param))
        await tools.expect(v, 'v before the first step').toEqual(wanted.zerosLike(param))
        await judgeStep(tools, {
          ...{ param, grad: normal(tools.random, shape) },
          ...{ state: stateOf(tools.random, shape, 1), options: { learningRate: 0.1 } },
        })
      }
    },
  )

  hidden(
    'As many operations for a large parameter as for a small one',
    { category: 'efficiency', hint: 'Does a tensor operation stand in a loop over rows, or entries?' },
    async ({ learner, expect, random, measure }) => {
      const kernels = async (rows: number): Promise<number> => {
        const param = normal(random, [rows, 2])
        const state = wanted.initialOf(param)
        return (await measure(() => learner.adamWStep(param, param, state, {}))).kernelCount
      }
      const [few, many] = [await kernels(2), await kernels(40)]
      expect.that(many <= few + 2, `${few} operations run for 2 rows, and ${many} for 40.`, {
        diagnosis: 'Their number grows with the parameter: one operation does all entries at once.',
      })
    },
  )
})
