// A sample that would be long to send, and a look at what is left of the arguments.

interface Conditions {
  baseRate: number
  falsePositive: number
  falseNegative: number
  capacity?: number
}
type Outcome = { cost: number; flagged: number }
type Choice = Outcome & { threshold: number }

interface Learner {
  evaluateThreshold(
    labels: Int32Array,
    scores: Float32Array,
    threshold: number,
    conditions: Conditions,
  ): Outcome | Promise<Outcome>
  chooseThreshold(labels: Int32Array, scores: Float32Array, conditions: Conditions): Choice | Promise<Choice>
}

const N = 100_000

/**
 * Distinct scores in an order that is far from sorted. By rank, from the highest: a fifth where four of five are harmful, a
 * fifth where one of five is, and the rest harmless.
 */
export function manyItems(): { labels: Int32Array; scores: Float32Array } {
  const labels = new Int32Array(N)
  const scores = new Float32Array(N)
  for (let i = 0; i < N; i++) {
    const rank = (i * 7919) % N
    scores[i] = N - rank
    const harmful = rank < N / 5 ? rank % 5 !== 0 : rank < (2 * N) / 5 && rank % 5 === 0
    labels[i] = Number(harmful)
  }
  return { labels, scores }
}

export async function chooseAmongMany({ chooseThreshold }: Learner, conditions: Conditions): Promise<Choice> {
  const { labels, scores } = manyItems()
  return chooseThreshold(labels, scores, conditions)
}

/** The arguments as they are after both were called. */
export async function afterwards(
  { evaluateThreshold, chooseThreshold }: Learner,
  labels: Int32Array,
  scores: Float32Array,
  conditions: Conditions,
): Promise<{ labels: Int32Array; scores: Float32Array; conditions: Conditions }> {
  await evaluateThreshold(labels, scores, 0.5, conditions)
  await chooseThreshold(labels, scores, conditions)
  return { labels, scores, conditions }
}
