import { type CaseTools, type Random, shaped, suite } from '@tensorkata/kit'
import { predictionsOf, type Question } from './expected'
import * as harness from './harness'
import { longTables, type Options, type Pair, type Rating } from './harness'
import { MISTAKES } from './mistakes'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const rated = (...ratings: readonly [user: number, item: number, value: number][]): Rating[] =>
  ratings.map(([user, item, value]) => ({ user, item, value }))

/** The case of the statement. */
const RATINGS = rated([0, 0, 5], [1, 0, 2], [0, 1, 2])
const OPTIONS: Options = {
  userFactors: [[1], [2]],
  itemFactors: [[0.5], [1]],
  epochs: 1,
  learningRate: 0.1,
  regularisation: 0.2,
}

/** Every user and every item of the tables, and one of each who stands in none. */
function everyPair({ userFactors, itemFactors }: Options): Pair[] {
  return Array.from({ length: userFactors.length + 1 }, (_, user) =>
    Array.from({ length: itemFactors.length + 1 }, (__, item): Pair => [user, item]),
  ).flat()
}

const table = (random: Random, rows: number, factors: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: factors }, () => random.uniform(-1, 1)))

/** Tables of random factors, and as many ratings by their users as `count` says. */
function drawn(
  random: Random,
  sizes: { users: number; items: number; factors: number; count: number },
  options: Partial<Options> = {},
): { ratings: Rating[]; options: Options } {
  const { users, items, factors, count } = sizes
  const ratings = Array.from({ length: count }, () => ({
    user: random.int(0, users - 1),
    item: random.int(0, items - 1),
    value: random.int(0, 10) / 2,
  }))
  const tables = { userFactors: table(random, users, factors), itemFactors: table(random, items, factors) }
  return { ratings, options: { ...tables, epochs: 3, learningRate: 0.05, regularisation: 0.1, ...options } }
}

/** As a matrix of users and items where all pairs are asked. */
const arranged = (values: ArrayLike<number>, { options, pairs }: Question) => {
  const [rows, columns] = [options.userFactors.length + 1, options.itemFactors.length + 1]
  const shape = rows * columns === pairs.length ? [rows, columns] : [pairs.length]
  return shaped(shape, Float32Array.from(values))
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgePredictions = (
    { expect }: Tools,
    got: ArrayLike<number>,
    question: Question,
    name = 'the predictions',
  ): Promise<void> =>
    expect(arranged(got, question), name).toBeCloseTo(arranged(predictionsOf(question), question), {
      mistakes: MISTAKES.map(({ says, slips }) => ({
        says,
        gives: () => arranged(predictionsOf(question, slips), question),
      })),
    })

  const judge = async (tools: Tools, ratings: Rating[], options: Options): Promise<void> => {
    const pairs = everyPair(options)
    const got = await tools.harness.predictions(ratings, options, pairs)
    await judgePredictions(tools, got, { ratings, options, pairs })
  }

  example(
    'The case by hand: three ratings, one factor, one epoch',
    {
      hint: 'Three ratings are three steps. Which numbers has the first one changed when the second begins?',
    },
    (tools) => judge(tools, RATINGS, OPTIONS),
  )
  example('The same, ten epochs', (tools) => judge(tools, RATINGS, { ...OPTIONS, epochs: 10 }))
  example(
    'One rating: its user and its item know each other, everybody else is new',
    { hint: 'What is known of a user who has rated nothing? And of an item that only one user has rated?' },
    (tools) => judge(tools, rated([1, 0, 4]), { ...OPTIONS, epochs: 2 }),
  )

  property(
    'Right for all ratings, tables and options',
    {
      hint: 'Go through the smallest failing case by hand. Is it the mean, a bias, a factor, or somebody who is new?',
      runs: 50,
      given: ({ int, oneOf, random }) =>
        drawn(
          random(),
          { users: int(1, 4), items: int(1, 3), factors: int(0, 3), count: int(0, 8) },
          {
            epochs: int(0, 4),
            learningRate: oneOf([0.05, 0.1, 0]),
            regularisation: oneOf([0.1, 0, 0.02, 0.5]),
          },
        ),
    },
    ({ ratings, options }, tools) => judge(tools, ratings, options),
  )

  // ---- one step ----

  hidden(
    'One rating moves both factors by what they were before it',
    { hint: 'When you change q, which p do you multiply the error with?' },
    async (tools) => {
      const options = { userFactors: [[1, -2]], itemFactors: [[0.5, 1.5]], epochs: 1, learningRate: 0.2 }
      await judge(tools, rated([0, 0, 3]), options)
      await judge(tools, rated([0, 0, 3], [0, 0, -1]), { ...options, regularisation: 0.5 })
    },
  )

  hidden(
    'Regularisation shrinks biases and factors, of those whom the rating names',
    { hint: 'Count the places where λ stands in the statement. Whose values does one rating touch?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 3, items: 4, factors: 2, count: 9 })
      for (const regularisation of [0.5, 2]) await judge(tools, ratings, { ...options, regularisation })
      await judge(tools, rated([0, 1, 2], [2, 0, 2], [0, 1, 4]), { ...options, regularisation: 1 })
    },
  )

  hidden(
    'Regularisation of 0, no epochs, a learning rate of 0',
    { category: 'edge', hint: 'What does || make of 0, in the place of a default?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 3, items: 2, factors: 2, count: 7 })
      await judge(tools, ratings, { ...options, regularisation: 0 })
      await judge(tools, ratings, { ...options, epochs: 0 })
      await judge(tools, ratings, { ...options, learningRate: 0 })
    },
  )

  hidden(
    'Options that are absent have their defaults',
    { category: 'edge', hint: 'What happens to the learning rate when only the epochs are given?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 3, items: 2, factors: 2, count: 7 })
      const { userFactors, itemFactors, epochs, learningRate, regularisation } = options
      const tables = { userFactors, itemFactors }
      await judge(tools, ratings, tables)
      await judge(tools, ratings, { ...tables, epochs: epochs! })
      await judge(tools, ratings, { ...tables, learningRate: learningRate! })
      await judge(tools, ratings, { ...tables, regularisation: regularisation! })
    },
  )

  hidden(
    'All epochs are made, even when the error is 0 or rises',
    { hint: 'An error of 0 from the beginning: is there nothing that still moves?' },
    async (tools) => {
      // Each rating is its prediction; only the decay moves anything, and users 0 and 1 show it at the other's item.
      const options = { userFactors: [[1, 0], [0, 2]], itemFactors: [[0, 2], [1, 0]] } // prettier-ignore
      const ratings = rated([0, 0, 3], [1, 1, 3])
      await judge(tools, ratings, { ...options, epochs: 30, learningRate: 0.1, regularisation: 0.2 })
      const { ratings: more, options: others } = drawn(tools.random, {
        users: 3,
        items: 3,
        factors: 2,
        count: 8,
      })
      await judge(tools, more, { ...others, epochs: 100, regularisation: 0.5 })
    },
  )

  // ---- the ratings ----

  hidden(
    'The order of the ratings is kept, in every epoch',
    { hint: 'Do you shuffle, sort or group the ratings? Here the caller does, if anybody.' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 4, items: 3, factors: 2, count: 12 })
      await judge(tools, ratings, options)
      await judge(tools, [...ratings].reverse(), options)
    },
  )

  hidden(
    'A pair that is rated again is another step, and counts in the mean',
    { category: 'edge', hint: 'Do you keep the ratings in a table with one place for each pair?' },
    async (tools) => {
      const { options } = drawn(tools.random, { users: 2, items: 2, factors: 2, count: 0 })
      const ratings = rated([1, 1, 5], [0, 1, 2], [1, 1, 1], [1, 0, 4], [1, 1, 5], [1, 1, 5])
      await judge(tools, ratings, options)
    },
  )

  hidden(
    'Ratings of 0, below 0, and of a hundred',
    { category: 'edge', hint: 'Is 0 a rating? What do you know of the scale?' },
    async (tools) => {
      const { options } = drawn(tools.random, { users: 3, items: 3, factors: 1, count: 0 })
      await judge(tools, rated([0, 0, 0], [1, 0, 4], [1, 2, 0], [2, 1, 1]), options)
      await judge(tools, rated([0, 0, -3], [1, 2, -1], [2, 2, 0]), options)
      await judge(tools, rated([0, 0, 100], [1, 2, 90], [2, 2, 95]), options)
    },
  )

  hidden(
    'Ratings that are 50 higher: predictions that are 50 higher',
    { hint: 'What is taken away from the ratings before anything is learned, and where does it come back?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 3, items: 4, factors: 2, count: 10 })
      const pairs = everyPair(options)
      const higher = ratings.map((rating) => ({ ...rating, value: rating.value + 50 }))
      const low = await tools.harness.predictions(ratings, options, pairs)
      const high = await tools.harness.predictions(higher, options, pairs)
      await judgePredictions(tools, high, { ratings: higher, options, pairs })
      await tools
        .expect(shaped([pairs.length], high), 'the predictions for higher ratings')
        .toBeCloseTo(shaped([pairs.length], low.map((value) => value + 50))) // prettier-ignore
    },
  )

  hidden(
    'Users and items change places: the predictions are transposed',
    { hint: 'Is anything done to users that is not done to items?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 2, items: 4, factors: 3, count: 10 })
      const turned = ratings.map(({ user, item, value }) => ({ user: item, item: user, value }))
      const { userFactors, itemFactors } = options
      await judge(tools, ratings, options)
      await judge(tools, turned, { ...options, userFactors: itemFactors, itemFactors: userFactors })
    },
  )

  // ---- who is new ----

  hidden(
    'A user without ratings gets the mean and the item’s bias, an item without ratings the user’s',
    { hint: 'What were the factors of somebody whom no rating has ever moved?' },
    async (tools) => {
      const { options } = drawn(tools.random, { users: 4, items: 5, factors: 2, count: 0 }, { epochs: 5 })
      await judge(tools, rated([1, 2, 5], [3, 2, 1], [1, 4, 2], [3, 4, 2]), options)
      await judge(tools, rated([0, 3, 1], [2, 3, 4], [0, 4, 2]), options)
    },
  )

  hidden(
    'Numbers beyond the tables, at both ends of a pair',
    {
      category: 'edge',
      hint: 'Which row has a user who came after the tables were made? And if you join two numbers to one: is it another one for every other pair?',
    },
    async (tools) => {
      const ratings = rated([0, 1, 4], [1, 1, 2], [1, 0, 5])
      // Whoever keeps answers under user · base + item mistakes (0, base + 1) for (1, 1), or rounds large numbers to one.
      const bases = [10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 2 ** 10, 2 ** 16, 2 ** 20, 2 ** 31, 2 ** 32, 2 ** 40] // prettier-ignore
      const strangers = [7, ...bases.flatMap((base) => [base - 1, base, base + 1])]
      const met = [0, 1].flatMap((user) => [0, 1].map((item): Pair => [user, item]))
      const others = strangers.flatMap((id): Pair[] => [[0, id], [id, 0], [1, id], [id, 1], [id, id]]) // prettier-ignore
      const pairs = [...met, ...others]
      const options = { ...OPTIONS, epochs: 4 }
      const got = await tools.harness.predictions(ratings, options, pairs)
      const backwards = await tools.harness.predictions(ratings, options, [...pairs].reverse())
      tools.expect.that(
        pairs.every((_, i) => Object.is(got[i], backwards[pairs.length - 1 - i])),
        'What is predicted for a pair depends on which pairs were asked before it.',
        { diagnosis: 'Two pairs seem to share a key in what predict remembers.' },
      )
      await judgePredictions(tools, got, { ratings, options, pairs })
    },
  )

  hidden(
    'No rating at all, and tables without a row',
    { category: 'edge', hint: 'What is the mean of nothing, and what should everybody be predicted?' },
    async (tools) => {
      await judge(tools, [], OPTIONS)
      await judge(tools, [], { userFactors: [], itemFactors: [] })
    },
  )

  hidden(
    'Factors of length 0 leave the biases alone',
    { category: 'edge', hint: 'What is the sum of no products?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 4, items: 3, factors: 0, count: 9 })
      await judge(tools, ratings, options)
    },
  )

  hidden(
    'Numbers beyond 65,535',
    { category: 'edge', hint: 'How are numbers stored, and how are two of them joined to one key?' },
    async (tools) => {
      const ratings = rated([65_535, 1, 4], [65_536, 65_537, 1], [1, 65_536, 5], [11, 1, 2], [1, 11, 5], [0, 1, 3]) // prettier-ignore
      const ids = [0, 1, 11, 111, 65_535, 65_536, 65_537]
      const pairs = ids.flatMap((user) => ids.map((item): Pair => [user, item]))
      const options = { epochs: 3, learningRate: 0.1 }
      const got = await tools.harness.predictionsOfLongTables(ratings, 65_540, options, pairs)
      const question = { ratings, options: { ...longTables(65_540), ...options }, pairs }
      await judgePredictions(tools, got, question)
    },
  )

  // ---- a model is a thing of its own ----

  hidden(
    'Two models are held at once, and asking changes neither',
    { category: 'memory', hint: 'Where does what you learned live: in the model, or in the module?' },
    async (tools) => {
      const { random, harness } = tools
      const sizes = { users: 12, items: 12, factors: 2, count: 30 }
      const [first, second] = [drawn(random, sizes), drawn(random, sizes, { epochs: 1, regularisation: 0 })]
      const pairs = everyPair(first.options)
      const got = await harness.sideBySide(first, second, pairs)
      await judgePredictions(tools, got.first, { ...first, pairs }, 'the predictions of the first model')
      await judgePredictions(tools, got.second, { ...second, pairs }, 'the predictions of the second model')
      await judgePredictions(tools, got.again, { ...first, pairs }, 'those of the first, asked again')
    },
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'A copy of a table: are its rows copies too?' },
    async (tools) => {
      const { ratings, options } = drawn(tools.random, { users: 3, items: 2, factors: 2, count: 6 })
      const after = await tools.harness.afterwards(ratings, options)
      await tools
        .expect(after.ratings, 'the ratings afterwards')
        .toEqual(ratings.map((rating) => ({ ...rating })))
      await tools.expect({ ...after.options }, 'the options afterwards').toEqual({ ...options })
    },
  )

  hidden(
    'The caller overwrites everything after training',
    { category: 'memory', hint: 'Does the model hold on to arrays or options that are not its own?' },
    async (tools) => {
      const { ratings, options: drawnOptions } = drawn(tools.random, {
        users: 3,
        items: 3,
        factors: 2,
        count: 5,
      })
      // Without an epoch nothing has been replaced by a step: the factors are still those of the tables.
      for (const epochs of [3, 0]) {
        const options = { ...drawnOptions, epochs }
        const pairs = everyPair(options)
        const got = await tools.harness.predictionsAfterwards(ratings, options, pairs)
        await judgePredictions(
          tools,
          got,
          { ratings, options, pairs },
          `the predictions after ${epochs} epochs, with the tables overwritten`,
        )
      }
    },
  )

  // ---- what it is for ----

  hidden(
    'Unseen ratings are predicted twice as well as by biases alone',
    { category: 'learning', hint: 'Do your factors still move after the first epochs?' },
    async ({ harness, expect }) => {
      const options = { epochs: 60, learningRate: 0.02, regularisation: 0.05 }
      const biases = await harness.heldOutError(0, options)
      const factors = await harness.heldOutError(2, options)
      expect(biases, 'the error of biases alone on unseen ratings').toBeAtMost(1.4)
      expect(factors, 'the error with two factors on unseen ratings').toBeAtMost(biases / 2)
    },
  )
})
