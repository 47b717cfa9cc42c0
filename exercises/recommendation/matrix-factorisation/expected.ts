// The steps straight from the formulas, on whole tables, each open to what people make of it otherwise.

import type { Options, Pair, Rating } from './harness'

export interface Question {
  readonly ratings: readonly Rating[]
  readonly options: Options
  readonly pairs: readonly Pair[]
}

type Vector = number[]

export interface Slips {
  readonly meanOf?: (ratings: readonly Rating[]) => number
  /** The mean is a parameter that is trained too. */
  readonly learnsMean?: boolean
  /** Which ratings are trained with, in which order. */
  readonly visits?: (ratings: readonly Rating[]) => readonly Rating[]
  readonly optionsOf?: (options: Required<Options>) => Partial<Options>
  /** Whose new factors the other side's step sees. */
  readonly sees?: 'new user' | 'new item'
  /** The error is computed anew once the biases have moved. */
  readonly errorAgain?: boolean
  /** All errors of an epoch are those at its beginning. */
  readonly isBatch?: boolean
  readonly noBiases?: boolean
  /** Factors of the error and of the decay, in the step of a bias and in that of a factor. */
  readonly weights?: { error?: number; biasDecay?: number; factorDecay?: number }
  /** When the decay is applied, and to whom. */
  readonly decays?: 'once an epoch' | 'everybody'
  /** What is predicted where one of the two is new. */
  readonly unknown?: 'initial factors' | 'mean' | 'zero' | 'never rated row 0'
  /** Ids that count as rated although only the other side has them. */
  readonly sharesIds?: boolean
  readonly isClipped?: boolean
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
const dot = (p: Vector, q: Vector): number => p.reduce((sum, value, j) => sum + value * q[j]!, 0)

export function predictionsOf({ ratings, options, pairs }: Question, slips: Slips = {}): number[] {
  const defaults = { epochs: 20, learningRate: 0.01, regularisation: 0.02 }
  const complete = { ...defaults, ...options }
  const { epochs, learningRate, regularisation } = { ...complete, ...slips.optionsOf?.(complete) }
  const { error: errorWeight = 1, biasDecay = 1, factorDecay = 1 } = slips.weights ?? {}
  const [users, items] = [options.userFactors, options.itemFactors].map((table) =>
    table.map((factors) => ({ bias: 0, factors: [...factors] })),
  )
  const ends = (user: number, item: number) => [users![user]!, items![item]!] as const
  const visited = (slips.visits ?? ((all) => all))(ratings)
  let mean = (slips.meanOf ?? ((all) => meanOf(all.map(({ value }) => value))))(ratings)
  const valueAt = (user: number, item: number): number => {
    const [one, other] = ends(user, item)
    return mean + one.bias + other.bias + dot(one.factors, other.factors)
  }
  const decayed = (taste: { bias: number; factors: Vector }): void => {
    taste.bias -= learningRate * regularisation * taste.bias
    taste.factors = taste.factors.map((value) => value - learningRate * regularisation * value)
  }

  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = visited.map(({ user, item, value }) => value - valueAt(user, item))
    for (const [i, { user, item, value }] of visited.entries()) {
      const [one, other] = ends(user, item)
      let error = slips.isBatch ? before[i]! : value - valueAt(user, item)
      const late = slips.decays ? 0 : regularisation
      const moved = (old: number, slope: number, decay: number): number =>
        old + learningRate * (errorWeight * error * slope - late * decay * old)
      if (slips.decays === 'everybody') [...users!, ...items!].forEach(decayed)
      if (slips.learnsMean) mean += learningRate * error
      if (!slips.noBiases) {
        one.bias = moved(one.bias, 1, biasDecay)
        other.bias = moved(other.bias, 1, biasDecay)
      }
      if (slips.errorAgain) error = value - valueAt(user, item)
      const [p, q] = [one.factors, other.factors]
      const step = (mine: Vector, theirs: Vector): Vector =>
        mine.map((old, j) => moved(old, theirs[j]!, factorDecay))
      one.factors = step(p, slips.sees === 'new item' ? step(q, p) : q)
      other.factors = step(q, slips.sees === 'new user' ? one.factors : p)
    }
    if (slips.decays === 'once an epoch') [...users!, ...items!].forEach(decayed)
  }

  const rated = {
    users: new Set(ratings.map(({ user }) => user)),
    items: new Set(ratings.map(({ item }) => item)),
  }
  const [low, high] = [
    Math.min(...ratings.map(({ value }) => value)),
    Math.max(...ratings.map(({ value }) => value)),
  ]
  return pairs.map(([user, item]) => {
    const shared = (id: number): boolean =>
      slips.sharesIds === true && (rated.users.has(id) || rated.items.has(id))
    const isRow0New = slips.unknown === 'never rated row 0'
    const [one, other] = [
      (rated.users.has(user) || shared(user)) && !(isRow0New && user === 0) ? users![user] : undefined,
      (rated.items.has(item) || shared(item)) && !(isRow0New && item === 0) ? items![item] : undefined,
    ]
    if (slips.isClipped && ratings.length > 0) return Math.min(high, Math.max(low, valueOf()))
    return valueOf()

    function valueOf(): number {
      if (one && other) return mean + one.bias + other.bias + dot(one.factors, other.factors)
      if (slips.unknown === 'mean') return mean
      if (slips.unknown === 'zero') return 0
      const strangers = [users![user], items![item]]
      if (slips.unknown === 'initial factors' && strangers[0] && strangers[1])
        return mean + strangers[0].bias + strangers[1].bias + dot(strangers[0].factors, strangers[1].factors)
      return mean + (one?.bias ?? 0) + (other?.bias ?? 0)
    }
  })
}
