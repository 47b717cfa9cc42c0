import { type CaseTools, type Handle, suite, tensor } from '@tensorkata/kit'
import { logitsOf, mistakesOf, type Model } from './expected'
import * as harness from './harness'
import { BY_HAND, drawnModel, drawnProblem, drawnTokens, type Sizes, steep } from './inputs'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** Logits here are of size 10 at most, and come through up to three layers. */
const CLOSE = { atol: 1e-4, rtol: 1e-4 }

/** The model that costs are measured with: d is wide, so that making keys anew shows. */
const WIDE: Sizes = { vocabulary: 3, d: 32, heads: 2, headWidth: 8, layers: 2, context: 200 }
/** The opposite, for what grows faster than the cache: little is allowed for a position, so that pairs of them show. */
const LEAN: Sizes = { vocabulary: 3, d: 4, heads: 1, headWidth: 4, layers: 1, context: 200 }
/** Numbers in the cache for each position of it. */
const keptBy = ({ layers, heads, headWidth }: Sizes): number => 2 * layers * heads * headWidth
const KEPT = keptBy(WIDE)

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { harness, expect }: Tools,
    model: Model,
    prompt: readonly number[],
    more: readonly number[],
  ): Promise<void> => {
    const got = await harness.decode([...prompt], [...more], model)
    const want = logitsOf(model, prompt, more)
    for (const [part, name] of [
      ['prompt', 'the logits of the prompt'],
      ['steps', 'the logits of the steps'],
    ] as const)
      await expect(got[part], name).toBeCloseTo(want[part], {
        ...CLOSE,
        mistakes: mistakesOf(part, model, prompt, more),
      })
  }

  example(
    'The case by hand',
    { hint: 'Two tokens are in the cache. At which position does the third one stand?' },
    async ({ learner, expect }) => {
      const { logits, cache } = await learner.prefill([0, 1], BY_HAND)
      await expect(logits, 'the logits of the prompt').toBeCloseTo(tensor([[1, 5], [1, 6]]), {
        ...CLOSE,
        mistakes: mistakesOf('prompt', BY_HAND, [0, 1], [1]),
      }) // prettier-ignore
      const step = await learner.decodeStep(1, cache, BY_HAND)
      await expect(step.logits, 'the logits of the step').toBeCloseTo(tensor([2, 9]), {
        ...CLOSE,
        mistakes: mistakesOf('steps', BY_HAND, [0, 1], [1]).map(({ says, gives }) => ({
          says,
          gives: async () => tensor([...(await rowOf(gives))]),
        })),
      })
    },
  )

  example(
    'Token by token, three layers and two heads',
    {
      hint: 'Which layer’s input are the keys and values of a layer made of? And which of its columns are a head’s?',
    },
    (tools) => judge(tools, drawnModel(tools.random, { layers: 3 }), [3, 1, 4], [1, 0, 2]),
  )

  property(
    'Right for all models, wherever the prompt ends',
    {
      hint: 'Is it the prompt that differs, or a step? The first one, or only a later one?',
      runs: 10,
      given: drawnProblem,
    },
    ({ model, prompt, more }, tools) => judge(tools, model, prompt, more),
  )

  // ---- one token at a time ----

  hidden(
    'The prompt may end anywhere',
    { hint: 'Is a step after a prompt of one token different from a step after a step?' },
    async (tools) => {
      const model = drawnModel(tools.random)
      const tokens = drawnTokens(tools.random, 6)
      for (const n of [1, 3, 5]) await judge(tools, model, tokens.slice(0, n), tokens.slice(n))
    },
  )

  hidden(
    'A token may come again, and one of them is token 0',
    { hint: 'Is anything looked up by its token that belongs to its position? Is 0 taken for "nothing"?' },
    async (tools) => {
      const model = drawnModel(tools.random)
      await judge(tools, model, [0, 0], [0, 0, 0])
      await judge(tools, model, [2, 0, 2], [2, 0])
    },
  )

  hidden(
    'What comes later changes no logits of the prompt',
    { hint: 'Is anything hidden from the prompt’s tokens while they are done all at once?' },
    async ({ learner, expect, random }) => {
      const model = drawnModel(random)
      const [one, other] = [
        await learner.prefill([1, 2, 3, 4], model),
        await learner.prefill([1, 2, 0, 0], model),
      ]
      const head = (logits: typeof one.logits): number[][] => (logits.toNested() as number[][]).slice(0, 2)
      await expect(
        tensor(head(one.logits)),
        'the logits of the first two tokens, with others behind them',
      ).toBeCloseTo(tensor(head(other.logits)), CLOSE)
    },
  )

  hidden(
    'A model in which positions are all there is',
    { hint: 'All tokens are alike here. What is left that tells a step where it stands?' },
    async (tools) => {
      const model = drawnModel(tools.random, { heads: 1 })
      const alike = tools.random.normal()
      const embedding = model.embedding
      await judge(
        tools,
        {
          ...model,
          embedding: tensor((embedding.toNested() as number[][]).map((row) => row.map(() => alike))),
        },
        [0, 1],
        [2, 3, 4],
      )
    },
  )

  // ---- whose cache it is ----

  hidden(
    'Two continuations of one cache',
    {
      hint: 'A beam goes on in two ways from here. Does the second still find the cache as the first found it?',
    },
    async ({ harness, expect, random }) => {
      const model = drawnModel(random, { context: 12 })
      const prompt = drawnTokens(random, 2)
      const continuations = [[0, 3, 1], [4, 2, 2], [0, 3, 1]] // prettier-ignore
      const got = await harness.branches(prompt, continuations, model)
      for (const [i, more] of continuations.entries())
        await expect(got[i], `the logits of continuation ${i} from the same cache`).toBeCloseTo(
          logitsOf(model, prompt, more).steps,
          CLOSE,
        )
    },
  )

  hidden(
    'Two sequences and two models in turn',
    { hint: 'What do you keep outside of the cache? Whose is it when another sequence has its turn?' },
    async ({ harness, expect, random }) => {
      const models = [drawnModel(random), drawnModel(random, { heads: 1, headWidth: 4, layers: 1 })] as const
      const sequences = [
        [1, 0, 3, 2],
        [0, 4, 4],
      ] as const
      const got = await harness.inTurn([[...sequences[0]], [...sequences[1]]], [models[0], models[1]])
      for (const [i, tokens] of sequences.entries())
        await expect(got[i], `the logits of sequence ${i}, done in turn with another`).toBeCloseTo(
          logitsOf(models[i]!, tokens.slice(0, 1), tokens.slice(1)).steps,
          CLOSE,
        )
    },
  )

  hidden(
    'A step leaves the old cache as it was',
    {
      category: 'memory',
      hint: 'Is something appended to a list, or put into an object, that is the caller’s?',
    },
    async ({ harness, expect, random }) => {
      const { before, after } = await harness.cacheAround([1, 3], 2, drawnModel(random))
      expect.that(before === after, 'The cache that a step was given is another one after the step.', {
        diagnosis: after.includes('disposed')
          ? 'Tensors of the old cache were disposed of: they are the caller’s, who may still branch from them.'
          : 'It was changed in place: make a new one, and leave the old one for other branches.',
      })
    },
  )

  hidden(
    'The old cache may go before the new one, or after it',
    {
      category: 'memory',
      hint: 'Is one tensor in two caches? Then disposing of the one breaks the other: whoever frees one cannot know.',
    },
    async ({ harness, expect, random }) => {
      const model = drawnModel(random)
      const got = await harness.ownership([1, 3], [2, 4], model)
      const steps = logitsOf(model, [1, 3], [2, 4]).steps.toNested() as number[][]
      await expect(got.newGone, 'a step from a cache whose other branch is gone').toBeCloseTo(
        tensor(steps[0]!),
        CLOSE,
      )
      await expect(got.oldGone, 'a step from a cache whose parent is gone').toBeCloseTo(
        tensor(steps[1]!),
        CLOSE,
      )
      expect.that(
        got.left === 0,
        `${got.left} tensors are left when all caches and logits are disposed of by tf.dispose.`,
        {
          diagnosis:
            'Either a call leaves tensors behind, or tf.dispose does not find all that is in a cache.',
        },
      )
    },
  )

  hidden(
    'A copy of a cache is as good as the cache',
    { hint: 'Is all that a step needs in the cache itself?' },
    async ({ learner, expect, random }) => {
      const model = drawnModel(random)
      // Through the messages between realms: numbers arrive, and new tensors are made of them.
      let { cache } = await learner.prefill([4, 0], model)
      const steps = logitsOf(model, [4, 0], [2, 1]).steps.toNested() as number[][]
      for (const [i, token] of [2, 1].entries()) {
        const step = await learner.decodeStep(token, cache, model)
        await expect(step.logits, `the logits of step ${i} from a copied cache`).toBeCloseTo(
          tensor(steps[i]!),
          CLOSE,
        )
        cache = step.cache
      }
    },
  )

  // ---- the end of the context ----

  hidden(
    'The last position of the context can be used',
    { category: 'edge', hint: 'With P positions, which is the last? How many tokens is that?' },
    async (tools) => {
      await judge(tools, drawnModel(tools.random, { context: 4 }), [1, 2], [3, 4])
      await judge(tools, drawnModel(tools.random, { context: 2 }), [1], [3])
    },
  )

  hidden(
    'One token beyond the context is refused, and leaves nothing behind',
    {
      category: 'edge',
      hint: 'What does gather give for a row that is not there, on a CPU and on a GPU? And what is made before you look?',
    },
    async ({ harness, expect, random }) => {
      const { words, left, changed } = await harness.beyond([1, 2, 3], drawnModel(random, { context: 3 }))
      for (const [i, name] of ['decodeStep', 'prefill'].entries()) {
        expect.that(words[i] !== null, `${name} should have thrown an Error at the end of the context.`)
        expect.that(
          /context/i.test(words[i] ?? ''),
          `At the end of the context ${name} says "${words[i]}", without the word "context".`,
        )
      }
      expect.that(!changed, 'The cache is another one after a step that was refused.')
      expect.that(left === 0, `${left} tensors are left behind when an Error is thrown.`, {
        diagnosis: 'Look before anything is made, or make it inside of tf.tidy.',
      })
    },
  )

  // ---- numbers and shapes ----

  hidden(
    'Scores of ±100,000 overflow nothing, and what is hidden stays hidden',
    {
      category: 'stability',
      hint: 'What may be taken away from a whole row without softmax noticing? Is what you put in the place of a hidden score lower than all that are seen, for certain?',
    },
    async (tools) => {
      for (const strength of [100_000, -100_000])
        await judge(tools, steep([1, -1, 0.5], strength), [0, 1, 2], [0, 2])
    },
  )

  hidden(
    'The smallest sizes: one token, one column, one head',
    { category: 'edge', hint: 'Which axes vanish when you squeeze, and which must stay?' },
    async (tools) => {
      const one = { vocabulary: 1, d: 1, heads: 1, headWidth: 1, layers: 1, context: 2 }
      await judge(tools, drawnModel(tools.random, one), [0], [0])
      await judge(tools, drawnModel(tools.random, { ...one, vocabulary: 3, heads: 3 }), [2], [1])
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    {
      category: 'shape',
      hint: 'A prompt has a row of logits for each token. Has a step an axis of length 1 too many?',
    },
    async ({ learner, expect, random }) => {
      const model = drawnModel(random)
      for (const n of [1, 3]) {
        const { logits, cache } = await learner.prefill(drawnTokens(random, n), model)
        expect(logits, 'the logits of the prompt').toHaveShape([n, 5])
        expect(logits, 'the logits of the prompt').toHaveDtype('float32')
        const step = await learner.decodeStep(1, cache, model)
        expect(step.logits, 'the logits of a step').toHaveShape([5])
        expect(step.logits, 'the logits of a step').toHaveDtype('float32')
      }
    },
  )

  // ---- cost ----

  hidden(
    'As many operations at position 48 as at position 6',
    { category: 'efficiency', hint: 'Does anything loop over positions, in a step or in the prompt?' },
    async ({ learner, harness, expect, random, measure, keep }) => {
      const kernels = async (n: number): Promise<{ prefill: number; step: number }> => {
        const model = drawnModel(random, { context: 64 })
        const tokens = drawnTokens(random, n)
        const cache: Handle = await keep(() => harness.cacheOf(tokens, model))
        return {
          prefill: (await measure(() => learner.prefill(tokens, model))).kernelCount,
          step: (await measure(() => harness.stepFrom(1, cache as never, model))).kernelCount,
        }
      }
      const [few, many] = [await kernels(6), await kernels(48)]
      for (const part of ['step', 'prefill'] as const)
        expect.that(
          many[part] <= few[part] + 6,
          `${part === 'step' ? 'A step' : 'prefill'} runs ${few[part]} operations at 6 positions, and ${many[part]} at 48: their number grows with the positions.`,
        )
    },
  )

  hidden(
    'A step does the work of one position',
    {
      category: 'efficiency',
      hint: 'Which products of a step have a row for each position of the cache? Keys and values that were made once need not be made again.',
    },
    async ({ harness, expect, random }) => {
      const work = async (sizes: Sizes, n: number): Promise<number> =>
        (await harness.costs(drawnTokens(random, n, sizes.vocabulary), drawnModel(random, sizes))).work
      const judgeEach = async (sizes: Sizes, n: number, diagnosis: string): Promise<void> => {
        const each = Math.round(((await work(sizes, n)) - (await work(sizes, 8))) / (n - 8))
        const allowed = 12 * keptBy(sizes)
        expect.that(
          each <= allowed,
          `From 8 to ${n} positions, each position in the cache costs a step ${each} multiplications and numbers; ${allowed} are allowed.`,
          { diagnosis },
        )
        expect.that(
          each >= keptBy(sizes),
          `Each position in the cache costs a step ${each} multiplications; to look at its keys and values once takes ${keptBy(sizes)}.`,
          { diagnosis: 'The arithmetic is not done by TF.js operations.' },
        )
      }
      await judgeEach(
        WIDE,
        72,
        'A step computes anew what it computed before: keep keys and values, not what they are made of.',
      )
      await judgeEach(
        LEAN,
        136,
        'A step makes something for all pairs of positions, such as the mask of a whole sequence: it has one query.',
      )
      const [short, long] = [await work({ ...LEAN, context: 20 }, 8), await work(LEAN, 8)]
      expect.that(
        long <= short,
        `With 8 positions in the cache a step does ${short} multiplications and numbers if the context holds 20, and ${long} if it holds ${LEAN.context}.`,
        { diagnosis: 'A step makes something for every position that the context has room for.' },
      )
    },
  )

  hidden(
    'A cache holds keys and values, and a step little more',
    {
      category: 'memory',
      hint: 'How many numbers must be kept for one position and one layer? And how large does a tensor of scores become?',
    },
    async ({ harness, expect, random, measure, keep }) => {
      const model = drawnModel(random, WIDE)
      const prompt = drawnTokens(random, 63, WIDE.vocabulary)
      // With the first position, and with the ninth, room that is doubled or made in blocks is emptiest.
      for (const n of [63, 8, 1]) {
        const { promptBytes, stepBytes } = await harness.costs(prompt.slice(0, n), model)
        for (const [bytes, positions] of [
          [promptBytes, n],
          [stepBytes, n + 1],
        ] as const)
          expect.that(
            bytes <= 1.5 * 4 * KEPT * positions,
            `At a length of ${positions} a cache holds ${bytes} bytes; ${6 * KEPT * positions} are allowed, and keys and values take ${4 * KEPT * positions}.`,
            {
              diagnosis:
                n === 63
                  ? 'A step needs the keys and values of the positions that are there, and nothing else of them.'
                  : 'A long cache is small enough, a short one is not: it has room for positions that are not there.',
            },
          )
      }
      const held = await keep(() => harness.model(model))
      const cache = await keep(() => harness.cacheOf(prompt, model))
      const { peakBytes } = await measure(() => harness.stepFrom(1, cache as never, held as never))
      const times = peakBytes / (4 * KEPT * 64)
      expect.that(
        times <= 6,
        `A step holds tensors of ${times.toFixed(1)} times the bytes of its cache at a time; 6 times are allowed.`,
        { diagnosis: 'Something of a step is made for all positions: it has one query.' },
      )
    },
  )

  hidden(
    'The caller’s tokens and parameters are as they were',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours, append to a list, or put a parameter into a cache?',
    },
    async ({ harness, expect, random }) => {
      const model = drawnModel(random)
      const after = await harness.argumentsAfter([3, 1], model)
      await expect(after.tokens, 'the tokens').toEqual([3, 1])
      await expect(after.params as never, 'the parameters').toEqual(model as never)
    },
  )
})

/** The one row of a wrong answer for a single step. */
async function rowOf(gives: unknown): Promise<number[]> {
  const { data } = (await (gives as () => { data: Float32Array })()) as { data: Float32Array }
  return Array.from(data)
}
