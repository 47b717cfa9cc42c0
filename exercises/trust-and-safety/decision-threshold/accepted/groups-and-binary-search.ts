// Both kinds sorted apart; how many of a kind reach a threshold is found by bisection.
type Conditions = { baseRate: number; falsePositive: number; falseNegative: number; capacity?: number }

const kind = (labels: Int32Array, scores: Float32Array, label: number): Float32Array =>
  scores.filter((_, i) => labels[i] === label).sort()

/** The share of ascending values that are at least `threshold`. */
function shareFrom(sorted: Float32Array, threshold: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! >= threshold) high = middle
    else low = middle + 1
  }
  return (sorted.length - low) / sorted.length
}

function outcomes(labels: Int32Array, scores: Float32Array, c: Conditions) {
  const [harmless, harmful] = [kind(labels, scores, 0), kind(labels, scores, 1)]
  return (threshold: number) => {
    const [fpr, tpr] = [shareFrom(harmless, threshold), shareFrom(harmful, threshold)]
    return {
      threshold,
      cost: c.baseRate * (1 - tpr) * c.falseNegative + (1 - c.baseRate) * fpr * c.falsePositive,
      flagged: c.baseRate * tpr + (1 - c.baseRate) * fpr,
    }
  }
}

export function evaluateThreshold(
  labels: Int32Array,
  scores: Float32Array,
  threshold: number,
  c: Conditions,
) {
  const { cost, flagged } = outcomes(labels, scores, c)(threshold)
  return { cost, flagged }
}

export const chooseThreshold = (labels: Int32Array, scores: Float32Array, c: Conditions) =>
  [...new Set(scores), Infinity]
    .map(outcomes(labels, scores, c))
    .filter(({ flagged }) => flagged <= (c.capacity ?? 1))
    .sort((a, b) => a.cost - b.cost || (a.threshold < b.threshold ? 1 : -1))[0]!
