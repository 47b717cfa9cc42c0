// Classes; values shrink by 1 − ηλ, then move; a bias is a factor whose partner is 1.
type Rating = { user: number; item: number; value: number }

class Side {
  readonly rows = new Map<number, { own: number; factors: Float64Array }>()

  constructor(table: number[][], ids: Iterable<number>) {
    for (const id of new Set(ids)) this.rows.set(id, { own: 0, factors: Float64Array.from(table[id]!) })
  }

  biasOf(id: number): number {
    return this.rows.get(id)?.own ?? 0
  }
}

class Factorisation {
  constructor(
    private readonly mean: number,
    private readonly users: Side,
    private readonly items: Side,
  ) {}

  value(user: number, item: number): number {
    const p = this.users.rows.get(user)?.factors
    const q = this.items.rows.get(item)?.factors
    let match = 0
    if (p && q) p.forEach((x, j) => (match += x * q[j]!))
    return match + this.users.biasOf(user) + this.items.biasOf(item) + this.mean
  }

  learn({ user, item, value }: Rating, rate: number, decay: number): void {
    const push = rate * (value - this.value(user, item))
    const [one, other] = [this.users.rows.get(user)!, this.items.rows.get(item)!]
    const before = one.factors.slice()
    one.own = decay * one.own + push
    other.own = decay * other.own + push
    one.factors = one.factors.map((x, j) => decay * x + push * other.factors[j]!)
    other.factors = other.factors.map((x, j) => decay * x + push * before[j]!)
  }
}

export async function train(
  ratings: Rating[],
  options: {
    userFactors: number[][]
    itemFactors: number[][]
    epochs?: number
    learningRate?: number
    regularisation?: number
  },
): Promise<Factorisation> {
  const { epochs, learningRate, regularisation } = {
    ...{ epochs: 20, learningRate: 0.01, regularisation: 0.02 },
    ...options,
  }
  let mean = 0
  for (const { value } of ratings) mean += value / ratings.length
  const model = new Factorisation(
    mean,
    new Side(
      options.userFactors,
      ratings.map(({ user }) => user),
    ),
    new Side(
      options.itemFactors,
      ratings.map(({ item }) => item),
    ),
  )
  for (let epoch = 1; epoch <= epochs; epoch++)
    for (const rating of ratings) model.learn(rating, learningRate, 1 - learningRate * regularisation)
  return model
}

export const predict = async (model: Factorisation, user: number, item: number) => model.value(user, item)
