// Float32 tables, flat, with flags for who was rated; the dot product and both steps in one loop over j.
interface Rating {
  user: number
  item: number
  value: number
}

interface Options {
  userFactors: number[][]
  itemFactors: number[][]
  epochs?: number
  learningRate?: number
  regularisation?: number
}

type Model = ReturnType<typeof train>

export function train(ratings: Rating[], options: Options) {
  const { userFactors, itemFactors } = options
  const epochs = options.epochs ?? 20
  const rate = options.learningRate ?? 0.01
  const lambda = options.regularisation ?? 0.02
  const f = userFactors[0]?.length ?? 0
  const P = Float32Array.from(userFactors.flat())
  const Q = Float32Array.from(itemFactors.flat())
  const b = new Float32Array(userFactors.length)
  const c = new Float32Array(itemFactors.length)
  const hasRated = new Uint8Array(userFactors.length)
  const wasRated = new Uint8Array(itemFactors.length)
  let mean = 0
  for (let n = 0; n < ratings.length; n++) {
    const rating = ratings[n]!
    mean += (rating.value - mean) / (n + 1)
    hasRated[rating.user] = 1
    wasRated[rating.item] = 1
  }
  for (let epoch = epochs; epoch > 0; epoch--) {
    for (const { user: u, item: i, value } of ratings) {
      let error = value - mean - b[u]! - c[i]!
      for (let j = 0; j < f; j++) error -= P[u * f + j]! * Q[i * f + j]!
      b[u]! += rate * (error - lambda * b[u]!)
      c[i]! += rate * (error - lambda * c[i]!)
      for (let j = 0; j < f; j++) {
        const p = P[u * f + j]!
        const q = Q[i * f + j]!
        P[u * f + j] = p + rate * (error * q - lambda * p)
        Q[i * f + j] = q + rate * (error * p - lambda * q)
      }
    }
  }
  return { f, P, Q, b, c, hasRated, wasRated, mean }
}

export function predict({ f, P, Q, b, c, hasRated, wasRated, mean }: Model, user: number, item: number) {
  let sum = mean
  if (hasRated[user]) sum += b[user]!
  if (wasRated[item]) sum += c[item]!
  if (hasRated[user] && wasRated[item]) for (let j = 0; j < f; j++) sum += P[user * f + j]! * Q[item * f + j]!
  return sum
}
