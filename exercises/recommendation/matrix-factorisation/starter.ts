export interface Rating {
  /** A row of userFactors. */
  user: number
  /** A row of itemFactors. */
  item: number
  value: number
}

export interface Options {
  /** [users][factors]: where the users' factors begin. */
  userFactors: number[][]
  /** [items][factors]: where the items' factors begin. */
  itemFactors: number[][]
  /** 20 when absent. */
  epochs?: number
  /** 0.01 when absent. */
  learningRate?: number
  /** 0.02 when absent. */
  regularisation?: number
}

/** What was learned. It is yours to design: nobody else looks inside. */
export interface Model {
  mean: number
}

/**
 * Learns biases and factors by stochastic gradient descent: one step for each rating, in the order given, in every epoch.
 *
 * @param ratings perhaps none; a pair may be rated more than once
 */
export function train(ratings: Rating[], options: Options): Model {
  throw new Error('train is not written yet.')
}

/** The rating that this user would give this item, as far as the ratings tell; either may be new. */
export function predict(model: Model, user: number, item: number): number {
  throw new Error('predict is not written yet.')
}
