// Biases as two more columns: users are [b, 1, …p], items [1, c, …q], and the ones never move. The model is a function.
type Rating = { user: number; item: number; value: number }
type Model = (user: number, item: number) => number

export function train(
  ratings: Rating[],
  {
    userFactors,
    itemFactors,
    epochs = 20,
    learningRate = 0.01,
    regularisation = 0.02,
  }: {
    userFactors: number[][]
    itemFactors: number[][]
    epochs?: number
    learningRate?: number
    regularisation?: number
  },
): Model {
  const users: Record<number, number[]> = {}
  const items: Record<number, number[]> = {}
  let total = 0
  for (const { user, item, value } of ratings) {
    users[user] ??= [0, 1, ...userFactors[user]!]
    items[item] ??= [1, 0, ...itemFactors[item]!]
    total += value
  }
  const mean = ratings.length > 0 ? total / ratings.length : 0
  const product = (x: number[], y: number[]) => x.reduce((sum, value, j) => sum + value * y[j]!, 0)
  const model: Model = (user, item) => {
    const [x, y] = [users[user], items[item]]
    return mean + (x && y ? product(x, y) : x ? x[0]! : y ? y[1]! : 0)
  }
  const step = (x: number[], y: number[], error: number, fixed: number) =>
    x.map((value, j) =>
      j === fixed ? value : value + learningRate * (error * y[j]! - regularisation * value),
    )
  Array.from({ length: epochs }).forEach(() =>
    ratings.forEach(({ user, item, value }) => {
      const [x, y, error] = [users[user]!, items[item]!, value - model(user, item)]
      users[user] = step(x, y, error, 1)
      items[item] = step(y, x, error, 0)
    }),
  )
  return model
}

export const predict = (model: Model, user: number, item: number): number => model(user, item)
