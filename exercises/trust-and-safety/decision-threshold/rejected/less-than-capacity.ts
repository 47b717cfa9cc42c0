// rejected by: A flagged share that equals the capacity is allowed, one that exceeds it is not · says: "At most" allows it
// "Below" for "at most".

export interface Conditions {
  baseRate: number
  falsePositive: number
  falseNegative: number
  capacity?: number
}

export interface Outcome {
  /** Expected, for each post. */
  cost: number
  /** The share of posts in production. */
  flagged: number
}

/** What a threshold would cost in production, and how much it would flag. */
export function evaluateThreshold(
  labels: Int32Array,
  scores: Float32Array,
  threshold: number,
  conditions: Conditions,
): Outcome {
  const caught = labels.filter((_, i) => scores[i]! >= threshold)
  const harmful = sum(caught)
  return forecast(labels, conditions)(harmful, caught.length - harmful)
}

/** The threshold of least cost among those that flag at most the capacity; of equal ones, the highest. */
export function chooseThreshold(
  labels: Int32Array,
  scores: Float32Array,
  conditions: Conditions,
): Outcome & { threshold: number } {
  const { capacity = 1 } = conditions
  const outcomeOf = forecast(labels, conditions)
  const ranking = Array.from(scores.keys()).sort((i, j) => scores[j]! - scores[i]!)
  let best = { threshold: Infinity, ...outcomeOf(0, 0) }
  let harmful = 0
  ranking.forEach((item, rank) => {
    harmful += labels[item]!
    const threshold = scores[item]!
    // Items of equal score are passed together: only after the last of them is there a threshold.
    if (scores[ranking[rank + 1]!] === threshold) return
    const outcome = outcomeOf(harmful, rank + 1 - harmful)
    if (outcome.flagged < capacity && outcome.cost < best.cost) best = { threshold, ...outcome }
  })
  return best
}

/** What becomes of production when so many of the sample's harmful and harmless posts are flagged. */
function forecast(
  labels: Int32Array,
  { baseRate, falsePositive, falseNegative }: Conditions,
): (harmful: number, harmless: number) => Outcome {
  const positives = sum(labels)
  const negatives = labels.length - positives
  return (harmful, harmless) => {
    const caught = baseRate * (harmful / positives)
    const missed = baseRate * (1 - harmful / positives)
    const wrong = (1 - baseRate) * (harmless / negatives)
    return { cost: missed * falseNegative + wrong * falsePositive, flagged: caught + wrong }
  }
}

const sum = (values: Int32Array): number => values.reduce((total, value) => total + value, 0)
