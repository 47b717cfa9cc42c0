import { type CaseTools, distribution, type Random, suite } from '@tensorkata/kit'
import { distributionOf, drawsFrom, judgeDistribution, type Options, topPFor } from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const row = (...logits: number[]): Float32Array => Float32Array.from(logits)
/** Logits whose softmax is in these proportions. */
const proportions = (...weights: number[]): Float32Array => Float32Array.from(weights, Math.log)

/** The case worked by hand in the statement. */
const LOGITS = proportions(2, 8, 1, 4)
const OPTIONS = { temperature: 0.5, topK: 3, topP: 0.9 }

/**
 * Draws for each test by frequency. A right sampler is refused with a probability of at most 1e-6 each time, so in fewer
 * than one of 50,000 submissions. A wrong one is found when n · KL > ln(2V / 1e-6) ≈ 16 for some token: at n = 1,000 that is
 * a share of 0.25 that is off by 0.08. What people get wrong below is off by more, which chance, 0.014, does not hide, or it is
 * a token that is impossible, of which one draw is enough. Finer differences show in nextTokenDistribution, which is
 * compared exactly.
 */
const DRAWS = 1_000
const uniforms = (random: Random, n = DRAWS): Float64Array =>
  Float64Array.from({ length: n }, () => random.next())

const JUST_BELOW_1 = 1 - 2 ** -53

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judge = async (
    { learner, expect }: Tools,
    logits: Float32Array,
    options: Options,
    name?: string,
  ): Promise<void> =>
    judgeDistribution(expect, await learner.nextTokenDistribution(logits, options), logits, options, name)

  const judgeDraws = async (
    { harness, random }: Tools,
    logits: Float32Array,
    options: Options,
    n = DRAWS,
  ): Promise<void> => {
    const { tokens } = await harness.draw(logits, options, uniforms(random, n))
    distribution(tokens).matches(distributionOf(logits, options), drawsFrom(logits, options))
  }

  /** Whether a number at an end of [0, 1) draws a possible token from each row, with one call. */
  const judgeAtTheEnd = async (
    { harness, expect }: Tools,
    rows: readonly Float32Array[],
    options: Options,
    uniform: number,
    { name, diagnosis }: { name: string; diagnosis: string },
  ): Promise<void> => {
    const { tokens, calls } = await harness.drawFromEach(rows, options, uniform)
    const wrong = rows.findIndex((each, i) => distributionOf(each, options)[tokens[i]!] === 0)
    expect.that(wrong < 0, `An impossible token is drawn when random gives ${name}.`, { diagnosis })
    expect.that(
      calls === rows.length,
      `${rows.length} draws call random ${calls} times if it gives ${name}.`,
      {
        diagnosis: `Another number is asked for in the place of ${name}: one call for each draw, whatever it gives.`,
      },
    )
  }

  example(
    'The case by hand: temperature ½, the best three, 0.9 of the probability',
    { hint: 'Go through the table of the statement line by line: at which do you part?' },
    (tools) => judge(tools, LOGITS, OPTIONS),
  )

  example(
    'A thousand draws of it',
    { hint: 'Given u between 0 and 1, which token is it for u = 0.1, for 0.79 and for 0.81?' },
    (tools) => judgeDraws(tools, LOGITS, OPTIONS),
  )

  example('Without options it is the softmax', async ({ learner, expect }) => {
    const logits = proportions(1, 2, 5)
    await judgeDistribution(expect, await learner.nextTokenDistribution(logits), logits, {})
    await judgeDistribution(expect, await learner.nextTokenDistribution(logits, {}), logits, {})
  })

  property(
    'Right for all logits and all options',
    {
      hint: 'Which of the three options does the smallest failing input use? Take the steps of the statement one by one.',
      runs: 60,
      given: ({ int, uniform, boolean, oneOf, normalTensor }) => {
        const size = int(1, 9)
        const logits = normalTensor([size], 2).data as Float32Array
        const options: { -readonly [K in keyof Options]: Options[K] } = {}
        if (boolean()) options.temperature = oneOf([1, 0.5, 2, 0.3, 1.7])
        if (boolean()) options.topK = int(1, size + 1)
        // In the middle of a step, so that no rounding decides what stays.
        if (boolean()) options.topP = topPFor(logits, options, int(1, size)) * uniform(0.9999, 1)
        return { logits, options }
      },
    },
    ({ logits, options }, tools) => judge(tools, logits, options),
  )

  // ---- temperature ----

  hidden(
    'Cold sharpens, hot flattens',
    {
      hint: 'What are two logits 2 apart worth at T = ½, and what at T = 2? Is it the logits that you divide?',
    },
    async (tools) => {
      for (const temperature of [0.25, 0.5, 2, 100])
        await judge(
          tools,
          row(1, 3, -2, 0.5),
          { temperature },
          `the distribution at temperature ${temperature}`,
        )
    },
  )

  hidden(
    'Temperature 0 takes the greatest logit, the first among equals',
    {
      category: 'edge',
      hint: 'Does your code divide by 0? And what do top-k and top-p leave of a single token?',
    },
    async (tools) => {
      for (const logits of [row(1, 3, 2), row(-5, -1, -7, -1), row(4, 4), row(-Infinity, -2, -3)])
        for (const options of [{}, { topK: 2 }, { topP: 0.5 }, { topK: 3, topP: 0.9 }])
          await judge(tools, logits, { temperature: 0, ...options })
      await judgeDraws(tools, row(-5, -1, -7, -1), { temperature: 0 }, 50)
    },
  )

  hidden(
    'A temperature near 0 neither overflows nor divides by 0',
    {
      category: 'stability',
      hint: 'What is e¹⁰⁰⁰⁰⁰⁰, and what is ∞ / ∞? Which logit can be subtracted from all without changing the softmax?',
    },
    async (tools) => {
      for (const temperature of [1e-3, 1e-6, 1e-30]) {
        await judge(tools, row(1, 3, 2), { temperature }, 'the distribution at a tiny temperature')
        await judge(tools, row(1000, 3, -2000), { temperature, topK: 2, topP: 0.9 })
        // Not 0: two greatest logits share.
        await judge(tools, row(-1, 5, 2, 5), { temperature }, 'the distribution of two equal logits')
      }
    },
  )

  hidden(
    'Logits of thousands, of either sign',
    { category: 'stability', hint: 'Is any exponential that you take of a number above 0?' },
    async (tools) => {
      for (const shift of [1000, -1000, 10_000, -10_000])
        for (const options of [{}, { temperature: 2 }, { topK: 2 }, { topP: 0.8 }])
          await judge(tools, row(shift, shift + 1, shift - 1, shift - 500), options)
    },
  )

  hidden(
    'Half a unit between logits of ten thousand still counts',
    {
      category: 'stability',
      hint: 'In float32, what is left of the difference between 10000 / 0.3 and 9999.5 / 0.3? And of the difference first, divided then?',
    },
    async (tools) => {
      for (const shift of [10_000, -10_000])
        for (const temperature of [0.3, 0.7])
          await judge(tools, row(shift, shift - 0.5, shift - 0.25), { temperature })
    },
  )

  hidden(
    'Logits of −∞ are impossible, whatever the options',
    { category: 'edge', hint: 'What is −∞ − (−∞), in a comparison or in an exponent?' },
    async (tools) => {
      const logits = row(-Infinity, 1, -Infinity, 2, -Infinity)
      for (const options of [
        {},
        { temperature: 0.5 },
        { topK: 1 },
        { topK: 4 },
        { topP: 0.99 },
        { topK: 5, topP: 1 },
      ])
        await judge(tools, logits, options)
      await judge(tools, row(-Infinity, -3), { topK: 2, topP: 0.5 }, 'the distribution of one possible token')
      await judgeDraws(tools, logits, { topK: 4 })
    },
  )

  // ---- top-k ----

  hidden(
    'Top-k keeps the k best, wherever they stand',
    { hint: 'Are your k tokens ranked by their logits, and are those of k = V and k > V right?' },
    async (tools) => {
      const logits = proportions(3, 9, 1, 12, 5)
      for (const topK of [1, 2, 4, 5, 6, 1000])
        await judge(tools, logits, { topK }, `the distribution of the best ${topK}`)
      // A rare token at 2: the negative logits must not lose against zeros.
      await judge(tools, row(-4, -2, -3, -9), { topK: 2 }, 'the distribution of two negative logits')
      // In float32, e to the power of each is 1.
      for (const options of [{ topK: 2 }, { topP: 0.5 }])
        await judge(tools, row(1e-8, 3e-8, 2e-8), options, 'the distribution of logits that hardly differ')
    },
  )

  hidden(
    'Top-k cuts through equal logits by index',
    {
      category: 'edge',
      hint: 'Is "at least the k-th greatest" the same as "k of them"? Which of two equals does your ranking put first?',
    },
    async (tools) => {
      for (const [logits, topK] of [
        [row(1, 2, 2, 2), 2],
        [row(0, 0, 0, 0), 3],
        [row(5, 1, 1, 5, 1), 3],
        [row(2, 2), 1],
      ] as const)
        await judge(tools, logits, { topK })
      // So many that an unstable sort, or one by text, would show.
      await judge(
        tools,
        Float32Array.from({ length: 40 }, (_, i) => (i % 3 === 1 ? 2 : 0)),
        { topK: 20 },
      )
    },
  )

  // ---- top-p ----

  hidden(
    'The token that crosses p stays',
    { hint: 'With 0.5, 0.3 and 0.2 and p = 0.7: is 0.5 enough? Is 0.5 + 0.3?' },
    async (tools) => {
      const logits = proportions(2, 5, 3)
      for (const topP of [0.4, 0.55, 0.7, 0.75, 0.85, 0.95])
        await judge(tools, logits, { topP }, `the distribution with top-p ${topP}`)
      await judgeDraws(tools, logits, { topP: 0.7 })
    },
  )

  hidden(
    'A p below the best probability leaves one token, a p of 1 leaves all',
    {
      category: 'edge',
      hint: 'Can your loop end before it has kept anything, or before it has seen everything?',
    },
    async (tools) => {
      const logits = proportions(1, 6, 2, 1)
      for (const topP of [0.001, 0.3, 1]) await judge(tools, logits, { topP })
      await judge(
        tools,
        row(0, 0, 0),
        { topP: 0.01 },
        'the distribution of three equal logits with a small p',
      )
      await judge(tools, row(-3), { topP: 0.2 }, 'the distribution of a single token')
    },
  )

  hidden(
    'A sum of exactly p is enough, and equals go by index',
    { category: 'edge', hint: 'Of four equal logits, how many make a half? Which ones?' },
    async (tools) => {
      await judge(tools, row(1, 1, 1, 1), { topP: 0.5 })
      await judge(tools, row(0, 2, 2, 2, 0), { topP: 0.6 })
    },
  )

  hidden(
    'Top-p and top-k may keep thousands of tokens',
    {
      hint: 'How far down the ranking do you look? Is there anything in the statement that lets you stop there?',
    },
    async (tools) => {
      // All but one are rarer than the tolerance, so that a few more or fewer, by rounded sums, make no difference.
      const shares = Array.from({ length: 6_000 }, (_, token) =>
        token === 3_000 ? 0.952 : 6.5e-6 + 3e-6 * tools.random.next(),
      )
      const logits = proportions(...shares)
      for (const options of [{ topP: 0.99 }, { topK: 5_000 }]) await judge(tools, logits, options)
    },
  )

  // ---- the order of the steps ----

  hidden(
    'Temperature first, then top-p',
    { hint: 'At T = 2 the probabilities are closer to each other. How many does it take to reach p then?' },
    async (tools) => {
      // Two tokens and more lie between the two orders, so that it is not taken for a slip in top-p itself.
      const logits = proportions(30, 100, 5, 10, 1, 2)
      for (const [temperature, topP] of [
        [3, 0.8],
        [0.5, 0.95],
        [2, 0.9],
      ] as const)
        await judge(tools, logits, { temperature, topP })
      await judgeDraws(tools, logits, { temperature: 3, topP: 0.8 })
    },
  )

  hidden(
    'Top-k first, then top-p of what is left',
    { hint: 'Do the probabilities of the k tokens sum to 1 when top-p begins to add them up?' },
    async (tools) => {
      // Of the best five: 0.31, 0.54, … reach 0.35 with two. Of all: 0.14, 0.25, 0.32, 0.39, with four.
      const logits = proportions(1, 3, 1, 2, 1, 4, 1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
      await judge(tools, logits, { topK: 5, topP: 0.35 })
      await judge(tools, proportions(3, 4, 1, 2), { topK: 3, topP: 0.75 })
      await judge(tools, logits, { topK: 1, topP: 0.9 })
      await judgeDraws(tools, logits, { topK: 5, topP: 0.35 }, 500)
    },
  )

  // ---- the draw ----

  hidden(
    'Each token comes up as often as it should',
    { hint: 'Let the probabilities be 0.2, 0.5 and 0.3. For which u do you return token 0, 1 and 2?' },
    async (tools) => {
      await judgeDraws(tools, proportions(2, 5, 3), {})
      await judgeDraws(tools, proportions(6, 1, 9, 4), { topK: 3 })
      await judgeDraws(tools, row(3, 0, 1), { temperature: 2.5 })
    },
  )

  property(
    'Draws follow the distribution, whatever the options',
    {
      hint: 'Does sample draw from the very distribution that nextTokenDistribution gives?',
      runs: 4,
      given: ({ int, oneOf, random, normalTensor }) => {
        const logits = normalTensor([int(1, 6)], 1).data as Float32Array
        const options = { temperature: oneOf([1, 0.6, 1.8]), topK: int(2, 6) }
        return {
          logits,
          options: { ...options, topP: topPFor(logits, options, 4) },
          random: uniforms(random(), 400),
        }
      },
    },
    async ({ logits, options, random }, { harness }) => {
      const { tokens } = await harness.draw(logits, options, random)
      distribution(tokens).matches(distributionOf(logits, options), drawsFrom(logits, options))
    },
  )

  hidden(
    'Chance comes from random, once for each draw',
    { hint: 'Where does your random number come from, and how often do you ask for one?' },
    async ({ harness, expect, random }) => {
      const n = 100
      for (const [logits, options] of [
        [proportions(2, 5, 3), {}],
        [proportions(2, 5, 3, 9), { temperature: 0.7, topK: 3, topP: 0.9 }],
        [row(1), { temperature: 1 }],
      ] as const) {
        const { calls } = await harness.draw(logits, options, uniforms(random, n))
        expect.that(calls !== 0, 'random is never called.', {
          diagnosis:
            'Chance comes from somewhere else, such as Math.random: whoever calls could not repeat a draw.',
        })
        expect.that(calls === n, `${n} draws call random ${calls} times.`, {
          diagnosis: 'One uniform number is enough for a draw.',
        })
      }
      const { calls } = await harness.draw(row(1, 2), { temperature: 0 }, uniforms(random, n))
      expect.that(calls <= n, `${n} draws at temperature 0 call random ${calls} times.`, {
        diagnosis: 'There is nothing to draw at temperature 0: once at most.',
      })
    },
  )

  hidden(
    'The same number draws the same token',
    {
      hint: 'Is there anything that a draw depends on besides logits, options and random? And what if the caller writes other logits into the same list?',
    },
    async ({ harness, expect, random }) => {
      const numbers = uniforms(random, 100)
      const logits = proportions(4, 2, 3, 1)
      const [first, second] = [
        await harness.draw(logits, { topP: 0.95 }, numbers),
        await harness.draw(logits, { topP: 0.95 }, numbers),
      ]
      await expect(Array.from(second.tokens), 'the second hundred draws').toEqual(Array.from(first.tokens))
      // The list is filled anew for the second turn, the options for the third.
      const turns = [
        { logits: row(2, 2, 0, 0), options: { topK: 2 } },
        { logits: row(0, 0, 2, 2), options: { topK: 2 } },
        { logits: row(0, 0, 2, 2), options: { topK: 1 } },
      ]
      const few = numbers.slice(0, 20)
      const refilled = await harness.drawRefilled(turns, few)
      for (const [i, turn] of turns.entries()) {
        const { tokens } = await harness.draw(turn.logits, turn.options, few)
        const { tokens: again, probabilities } = refilled[i]!
        expect.that(
          again.every((token, n) => token === tokens[n]),
          'Other tokens are drawn if logits and options come in a list and an object that were used before.',
          { diagnosis: 'What an earlier call remembered is out of date: the caller has filled them anew.' },
        )
        const name = 'the distribution of a list and options filled anew'
        await judgeDistribution(expect, probabilities, turn.logits, turn.options, name)
      }
    },
  )

  hidden(
    'A random number just below 1 draws a possible token',
    {
      category: 'edge',
      hint: 'Add up ten times 0.1. What does your loop return when the sum of the probabilities stays below u?',
    },
    async (tools) => {
      // Rounding takes some of these sums below 1 and some above. The last tokens are impossible in all.
      const rows = Array.from({ length: 60 }, () =>
        Float32Array.from({ length: 13 }, (_, token) => (token > 10 ? -Infinity : tools.random.normal())),
      )
      const thousand = Float32Array.from({ length: 1_001 }, (_, token) => (token === 1_000 ? -Infinity : 0.1))
      // The best twelve of eleven: an impossible one is among them.
      for (const options of [{}, { topK: 2 }, { topK: 12 }, { temperature: 0.7, topK: 12 }])
        await judgeAtTheEnd(tools, [...rows, thousand], options, JUST_BELOW_1, {
          name: 'the largest number below 1',
          diagnosis:
            'The rounded probabilities sum to less than 1: what is left over belongs to a token of positive probability, which not all of the best k need have.',
        })
    },
  )

  hidden(
    'A random number of 0 draws a possible token',
    { category: 'edge', hint: 'If the first token has probability 0, is u ≤ 0 true for u = 0?' },
    async (tools) => {
      const rows = [row(-Infinity, 1, 2), row(-9, 1, 5, -9), row(-4, 3, 3, 3)]
      for (const options of [{ topK: 2 }, { topP: 0.5, topK: 3 }])
        await judgeAtTheEnd(tools, rows, options, 0, {
          name: '0',
          diagnosis:
            'A stretch of length 0 holds no number: compare with <, or pass over tokens of probability 0.',
        })
    },
  )

  hidden(
    'A vocabulary of one token, and of two',
    { category: 'edge', hint: 'What is left of each step when there is nothing to choose?' },
    async (tools) => {
      for (const options of [{}, { temperature: 0 }, { temperature: 3, topK: 1, topP: 0.1 }, { topK: 7 }])
        await judge(tools, row(-2), options)
      await judgeDraws(tools, row(700), { topK: 2, topP: 0.9 }, 20)
      await judge(tools, proportions(1, 3), { topP: 0.8 })
      await judgeDraws(tools, proportions(1, 3), {})
    },
  )

  hidden(
    'Logits and options stay as they are',
    { category: 'memory', hint: 'Does sort() make a new list? Does reverse()?' },
    async ({ harness, expect }) => {
      for (const options of [OPTIONS, { temperature: 0 }, { temperature: 2 }, { topK: 2 }, { topP: 0.5 }]) {
        const { changed } = await harness.handBack(row(0.5, 3, -1, 2), options)
        expect.that(changed.length === 0, `Changed: ${changed.join('; ')}.`, {
          diagnosis: 'The logits belong to the caller, who samples from them again: work on a copy.',
        })
      }
    },
  )

  hidden(
    'A vocabulary of 50,000',
    {
      category: 'efficiency',
      hint: 'Does a loop over the vocabulary stand inside another one? Does anything spread 50,000 arguments?',
    },
    async (tools) => {
      const logits = Float32Array.from({ length: 50_000 }, () => tools.random.normal(0, 2))
      const options = { temperature: 0.5, topK: 20 }
      await judge(tools, logits, { ...options, topP: topPFor(logits, options, 8) })
    },
  )
})
