// rejected by: Numbers beyond the tables, at both ends of a pair · says: share a key
// Keeps answers under a number where item 1,000,000 of user 0 is item 0 of user 1.

export interface Rating {
  user: number
  item: number
  value: number
}

export interface Options {
  /** [users][factors]: where the users' factors begin. */
  userFactors: readonly (readonly number[])[]
  /** [items][factors]: where the items' factors begin. */
  itemFactors: readonly (readonly number[])[]
  epochs?: number
  learningRate?: number
  regularisation?: number
}

/** What has been learned of one user, or of one item. */
interface Taste {
  bias: number
  factors: number[]
}

/** Only who was rated, or did rate, is in the maps. */
export interface Model {
  mean: number
  users: Map<number, Taste>
  items: Map<number, Taste>
  answers: Map<number, number>
}

/** Learns biases and factors by stochastic gradient descent, rating by rating in the order given. */
export function train(
  ratings: readonly Rating[],
  { userFactors, itemFactors, epochs = 20, learningRate = 0.01, regularisation = 0.02 }: Options,
): Model {
  const mean = ratings.reduce((sum, { value }) => sum + value, 0) / Math.max(1, ratings.length)
  const users = new Map(ratings.map(({ user }) => [user, { bias: 0, factors: [...userFactors[user]!] }]))
  const items = new Map(ratings.map(({ item }) => [item, { bias: 0, factors: [...itemFactors[item]!] }]))
  const model = { mean, users, items, answers: new Map<number, number>() }
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { user, item, value } of ratings) {
      const [one, other] = [users.get(user)!, items.get(item)!]
      const error = value - valueAt(model, user, item)
      const moved = (old: number, slope: number): number =>
        old + learningRate * (error * slope - regularisation * old)
      one.bias = moved(one.bias, 1)
      other.bias = moved(other.bias, 1)
      const { factors } = one
      one.factors = factors.map((p, j) => moved(p, other.factors[j]!))
      other.factors = other.factors.map((q, j) => moved(q, factors[j]!))
    }
  return model
}

export function predict(model: Model, user: number, item: number): number {
  const key = user * 1_000_000 + item
  if (!model.answers.has(key)) model.answers.set(key, valueAt(model, user, item))
  return model.answers.get(key)!
}

/** The mean, plus what is known of the user and of the item, plus their match where both are known. */
function valueAt({ mean, users, items }: Model, user: number, item: number): number {
  const [one, other] = [users.get(user), items.get(item)]
  const match = one && other ? one.factors.reduce((sum, p, j) => sum + p * other.factors[j]!, 0) : 0
  return mean + (one?.bias ?? 0) + (other?.bias ?? 0) + match
}
