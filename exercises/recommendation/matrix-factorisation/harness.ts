// Trains, asks for many predictions in one message, and makes the world of the demo.

export interface Rating {
  user: number
  item: number
  value: number
}

export interface Options {
  userFactors: number[][]
  itemFactors: number[][]
  epochs?: number
  learningRate?: number
  regularisation?: number
}

export type Pair = [user: number, item: number]

/** Your module. */
export interface Candidate {
  train(ratings: Rating[], options: Options): unknown
  predict(model: unknown, user: number, item: number): number | Promise<number>
}

async function predictAll(
  { predict }: Candidate,
  model: unknown,
  pairs: readonly Pair[],
): Promise<Float32Array> {
  const predictions = new Float32Array(pairs.length)
  for (const [i, [user, item]] of pairs.entries()) {
    const prediction: unknown = await predict(model, user, item)
    if (typeof prediction !== 'number')
      throw new Error(`predict returns ${prediction === null ? 'null' : typeof prediction}, not a number.`)
    predictions[i] = prediction
  }
  return predictions
}

/** What a model predicts that was trained on these ratings. */
export async function predictions(
  candidate: Candidate,
  ratings: Rating[],
  options: Options,
  pairs: Pair[],
): Promise<Float32Array> {
  return predictAll(candidate, await candidate.train(ratings, options), pairs)
}

/** Trains one model, then another; what each of them predicts then, and the first one once more. */
export async function sideBySide(
  candidate: Candidate,
  first: { ratings: Rating[]; options: Options },
  second: { ratings: Rating[]; options: Options },
  pairs: Pair[],
): Promise<{ first: Float32Array; second: Float32Array; again: Float32Array }> {
  const one = await candidate.train(first.ratings, first.options)
  const other = await candidate.train(second.ratings, second.options)
  return {
    first: await predictAll(candidate, one, pairs),
    second: await predictAll(candidate, other, pairs),
    again: await predictAll(candidate, one, pairs),
  }
}

/** What is predicted after the caller has overwritten all that train was given. */
export async function predictionsAfterwards(
  candidate: Candidate,
  ratings: Rating[],
  options: Options,
  pairs: Pair[],
): Promise<Float32Array> {
  const model = await candidate.train(ratings, options)
  for (const rating of ratings) Object.assign(rating, { user: 0, item: 0, value: -100 })
  ratings.length = 1
  for (const row of [...options.userFactors, ...options.itemFactors]) row.fill(9)
  Object.assign(options, { epochs: 1, learningRate: 9, regularisation: 9 })
  return predictAll(candidate, model, pairs)
}

/** The arguments as they are after training and predicting. */
export async function afterwards(
  candidate: Candidate,
  ratings: Rating[],
  options: Options,
): Promise<{ ratings: Rating[]; options: Options }> {
  await predictions(candidate, ratings, options, [[0, 0]])
  return { ratings, options }
}

/** Trains on tables of so many rows, made here, since they are long. */
export async function predictionsOfLongTables(
  candidate: Candidate,
  ratings: Rating[],
  rows: number,
  options: Omit<Options, 'userFactors' | 'itemFactors'>,
  pairs: Pair[],
): Promise<Float32Array> {
  return predictions(candidate, ratings, { ...longTables(rows), ...options }, pairs)
}

export function longTables(rows: number): Pick<Options, 'userFactors' | 'itemFactors'> {
  return {
    userFactors: Array.from({ length: rows }, (_, i) => [((i % 7) - 3) / 4, ((i % 5) - 2) / 3]),
    itemFactors: Array.from({ length: rows }, (_, i) => [((i % 11) - 5) / 8, ((i % 3) - 1) / 2]),
  }
}

const [USERS, ITEMS, RANK] = [60, 40, 2]

/** People of two tastes and a mood: 900 of their ratings to train with, and 300 that nobody shows to the model. */
export function world(): { seen: Rating[]; unseen: Rating[] } {
  const uniform = uniformsFrom(20)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const table = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, normal))
  const [likes, offers] = [table(USERS, RANK), table(ITEMS, RANK)]
  const [moods, fames] = [table(USERS, 1), table(ITEMS, 1)]
  const pairs = likes.flatMap((_, user) => offers.map((__, item) => ({ user, item, key: uniform() })))
  const ratings = pairs
    .sort((one, other) => one.key - other.key)
    .slice(0, 1200)
    .map(({ user, item }) => {
      const match = likes[user]!.reduce((sum, like, j) => sum + like * offers[item]![j]!, 0)
      return {
        user,
        item,
        value: 3.5 + 0.5 * moods[user]![0]! + 0.5 * fames[item]![0]! + 0.7 * match + 0.2 * normal(),
      }
    })
  return { seen: ratings.slice(0, 900), unseen: ratings.slice(900) }
}

/** Small random factors for the world's users and items. */
export function beginnings(factors: number): Pick<Options, 'userFactors' | 'itemFactors'> {
  const uniform = uniformsFrom(21)
  const table = (rows: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: factors }, () => 0.4 * (uniform() - 0.5)))
  return { userFactors: table(USERS), itemFactors: table(ITEMS) }
}

export function rootMeanSquare(ratings: readonly Rating[], predicted: ArrayLike<number>): number {
  const sum = ratings.reduce((total, { value }, i) => total + (value - predicted[i]!) ** 2, 0)
  return Math.sqrt(sum / ratings.length)
}

/** The error on ratings that the model was not shown. */
export async function heldOutError(
  candidate: Candidate,
  factors: number,
  options: Omit<Options, 'userFactors' | 'itemFactors'>,
): Promise<number> {
  const { seen, unseen } = world()
  const pairs = unseen.map(({ user, item }): Pair => [user, item])
  const predicted = await predictions(candidate, seen, { ...beginnings(factors), ...options }, pairs)
  return rootMeanSquare(unseen, predicted)
}

/** Uniform numbers by a linear congruence: enough for a world in a box. */
function uniformsFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
