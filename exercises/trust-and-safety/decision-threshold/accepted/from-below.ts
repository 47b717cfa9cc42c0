// Starts by flagging everything, and lets the threshold rise; distinct scores in a map.
interface Conditions {
  baseRate: number
  falsePositive: number
  falseNegative: number
  capacity?: number
}

class Production {
  readonly #harmful: number
  constructor(
    labels: Int32Array,
    readonly conditions: Conditions,
    readonly n = labels.length,
  ) {
    this.#harmful = labels.filter(Boolean).length
  }

  outcome(passedHarmful: number, passedHarmless: number) {
    const { baseRate, falsePositive, falseNegative } = this.conditions
    const missed = passedHarmful / this.#harmful
    const spared = passedHarmless / (this.n - this.#harmful)
    return {
      cost: baseRate * missed * falseNegative + (1 - baseRate) * (1 - spared) * falsePositive,
      flagged: baseRate * (1 - missed) + (1 - baseRate) * (1 - spared),
    }
  }
}

export const evaluateThreshold = (
  labels: Int32Array,
  scores: Float32Array,
  threshold: number,
  conditions: Conditions,
) => {
  const passed = [0, 0]
  labels.forEach((label, i) => {
    if (scores[i]! < threshold) passed[label]!++
  })
  return new Production(labels, conditions).outcome(passed[1]!, passed[0]!)
}

export const chooseThreshold = (labels: Int32Array, scores: Float32Array, conditions: Conditions) => {
  const counts = new Map<number, [number, number]>()
  scores.forEach((score, i) => {
    const count = counts.get(score) ?? [0, 0]
    count[labels[i] as 0 | 1]++
    counts.set(score, count)
  })
  const production = new Production(labels, conditions)
  const passed = [0, 0]
  let best: { threshold: number; cost: number; flagged: number } | undefined
  for (const threshold of [...counts.keys(), Infinity].sort((a, b) => a - b || 0)) {
    const outcome = production.outcome(passed[1]!, passed[0]!)
    const fits = outcome.flagged <= (conditions.capacity ?? 1)
    if (fits && (!best || outcome.cost <= best.cost)) best = { threshold, ...outcome }
    const [harmless, harmful] = counts.get(threshold) ?? [0, 0]
    passed[0]! += harmless
    passed[1]! += harmful
  }
  return best!
}
