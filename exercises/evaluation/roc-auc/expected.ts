// The three measures by their definitions, a pair or a threshold at a time, and what they come to when ties are taken otherwise.

export interface Items {
  readonly labels: Int32Array
  readonly scores: Float32Array
}

const indices = (labels: Int32Array, of: number): number[] =>
  Array.from(labels.keys()).filter((i) => labels[i] === of)

/** Over all pairs of a positive and a negative; a tie counts `tie`. */
export function aucOf({ labels, scores }: Items, tie = 0.5): number {
  const [positives, negatives] = [indices(labels, 1), indices(labels, 0)]
  let sum = 0
  for (const i of positives)
    for (const j of negatives) sum += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? tie : 0
  return sum / (positives.length * negatives.length)
}

export interface Curve {
  readonly thresholds: number[]
  readonly fpr: number[]
  readonly tpr: number[]
}

export function curveOf({ labels, scores }: Items): Curve {
  const thresholds = [Infinity, ...[...new Set(scores)].sort((a, b) => b - a)]
  const share = (of: number): number[] => {
    const those = indices(labels, of)
    return thresholds.map((t) => those.filter((i) => scores[i]! >= t).length / those.length)
  }
  return { thresholds, fpr: share(0), tpr: share(1) }
}

/** Threshold by threshold. `joined`: precision between two points taken as a straight line. */
export function averagePrecisionOf({ labels, scores }: Items, { joined = false } = {}): number {
  const thresholds = [...new Set(scores)].sort((a, b) => b - a)
  const all = indices(labels, 1).length
  let [sum, recall, precision] = [0, 0, 1]
  for (const t of thresholds) {
    const above = Array.from(scores.keys()).filter((i) => scores[i]! >= t)
    const right = above.filter((i) => labels[i] === 1).length
    const [nextRecall, nextPrecision] = [right / all, right / above.length]
    sum += (nextRecall - recall) * (joined ? (precision + nextPrecision) / 2 : nextPrecision)
    recall = nextRecall
    precision = nextPrecision
  }
  return sum
}

/** Item by item in some order, as if no two scores tied. */
export function itemByItem(
  { labels }: Items,
  order: readonly number[],
): { auc: number; averagePrecision: number } {
  const [P, N] = [indices(labels, 1).length, indices(labels, 0).length]
  let [positives, area, sum] = [0, 0, 0]
  order.forEach((item, rank) => {
    if (labels[item] === 1) {
      positives++
      sum += positives / (rank + 1)
    } else area += positives
  })
  return { auc: area / (P * N), averagePrecision: sum / P }
}

/** Highest score first; among equals, as they stand. */
export const ranking = ({ scores }: Items): number[] =>
  Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)

/** The same by counting, for items too many for pairs. Scores are multiples of 1 / `steps`, below 1. */
export function countedOf(
  { labels, scores }: Items,
  steps: number,
): { auc: number; averagePrecision: number } {
  const [positives, negatives] = [new Float64Array(steps), new Float64Array(steps)]
  for (const [i, score] of scores.entries())
    (labels[i] === 1 ? positives : negatives)[Math.round(score * steps)]!++
  let [above, below, wins, sum] = [0, 0, 0, 0]
  for (let step = steps - 1; step >= 0; step--) {
    wins += negatives[step]! * (above + positives[step]! / 2)
    above += positives[step]!
    below += negatives[step]!
    sum += positives[step]! * (above / (above + below))
  }
  return { auc: wins / (above * below), averagePrecision: sum / above }
}
