// Calls with data that would be long to send, and a look at what is left of the arguments.

interface Learner {
  rocCurve(
    labels: Int32Array,
    scores: Float32Array,
  ): { thresholds: ArrayLike<number> } | Promise<{ thresholds: ArrayLike<number> }>
  rocAuc(labels: Int32Array, scores: Float32Array): number | Promise<number>
  averagePrecision(labels: Int32Array, scores: Float32Array): number | Promise<number>
}

const N = 400_000
/** Distinct scores; a hundred items share each. */
const STEPS = 4_000

/** Items in an order that is far from sorted, the positives more frequent among high scores. */
export function manyItems(): { labels: Int32Array; scores: Float32Array } {
  const labels = new Int32Array(N)
  const scores = new Float32Array(N)
  for (let i = 0; i < N; i++) {
    const step = (i * 7919) % STEPS
    scores[i] = step / STEPS
    labels[i] = Math.floor(i / STEPS) < (100 * (step + 1)) / (STEPS + 1) ? 1 : 0
  }
  return { labels, scores }
}

export async function measureMany({ rocCurve, rocAuc, averagePrecision }: Learner): Promise<{
  auc: number
  averagePrecision: number
  points: number
}> {
  const { labels, scores } = manyItems()
  return {
    auc: await rocAuc(labels, scores),
    averagePrecision: await averagePrecision(labels, scores),
    points: (await rocCurve(labels, scores)).thresholds.length,
  }
}

/** The arguments as they are after all three were called. */
export async function afterwards(
  { rocCurve, rocAuc, averagePrecision }: Learner,
  labels: Int32Array,
  scores: Float32Array,
): Promise<{ labels: Int32Array; scores: Float32Array }> {
  await rocCurve(labels, scores)
  await rocAuc(labels, scores)
  await averagePrecision(labels, scores)
  return { labels, scores }
}
