// Each post weighs what its kind weighs in production; running sums over the posts, sorted as pairs.
interface Conditions {
  baseRate: number
  falsePositive: number
  falseNegative: number
  capacity?: number
}

function weigh(labels: Int32Array, baseRate: number): (label: number) => number {
  let positives = 0
  for (const label of labels) if (label) positives++
  const harmful = baseRate / positives
  const harmless = (1 - baseRate) / (labels.length - positives)
  return (label) => (label ? harmful : harmless)
}

export async function evaluateThreshold(
  labels: Int32Array,
  scores: Float32Array,
  threshold: number,
  { baseRate, falsePositive, falseNegative }: Conditions,
) {
  const weightOf = weigh(labels, baseRate)
  let cost = 0
  let flagged = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weightOf(labels[i]!)
    const isFlagged = scores[i]! >= threshold
    if (isFlagged) flagged += weight
    if (isFlagged && !labels[i]) cost += weight * falsePositive
    if (!isFlagged && labels[i]) cost += weight * falseNegative
  }
  return { cost, flagged }
}

export async function chooseThreshold(labels: Int32Array, scores: Float32Array, conditions: Conditions) {
  const { baseRate, falsePositive, falseNegative, capacity = 1 } = conditions
  const weightOf = weigh(labels, baseRate)
  const posts = [...scores].map((score, i) => ({ score, label: labels[i]! }))
  posts.sort((a, b) => b.score - a.score)
  let cost = baseRate * falseNegative
  let flagged = 0
  let best = { threshold: Infinity, cost, flagged }
  for (let i = 0; i < posts.length;) {
    const { score } = posts[i]!
    for (; i < posts.length && posts[i]!.score === score; i++) {
      const { label } = posts[i]!
      flagged += weightOf(label)
      cost += weightOf(label) * (label ? -falseNegative : falsePositive)
    }
    if (flagged > capacity) break
    if (cost < best.cost) best = { threshold: score, cost, flagged }
  }
  return best
}
