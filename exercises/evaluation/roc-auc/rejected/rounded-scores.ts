// rejected by: Scores that differ in the last bit are not equal · says: Points are missing
// Scores nearer than a millionth count as equal.

/** How many of each kind score at least `threshold`. */
interface Point {
  readonly threshold: number
  readonly positives: number
  readonly negatives: number
}

/** A point for each distinct score, from the highest to the lowest. */
function points(labels: Int32Array, scores: Float32Array): Point[] {
  const ranked = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  const found: Point[] = []
  let [positives, negatives] = [0, 0]
  for (const [rank, item] of ranked.entries()) {
    if (labels[item] === 1) positives++
    else negatives++
    // Items of one score are passed all at once.
    const threshold = scores[item]!
    if (!(Math.abs((scores[ranked[rank + 1] ?? -1] ?? Infinity) - threshold) < 1e-6))
      found.push({ threshold, positives, negatives })
  }
  return found
}

/** FPR and TPR at every threshold that makes a difference, from "nothing is positive" to "everything is". */
export function rocCurve(
  labels: Int32Array,
  scores: Float32Array,
): { thresholds: number[]; fpr: number[]; tpr: number[] } {
  const found = points(labels, scores)
  const { positives, negatives } = found.at(-1)!
  return {
    thresholds: [Infinity, ...found.map((point) => point.threshold)],
    fpr: [0, ...found.map((point) => point.negatives / negatives)],
    tpr: [0, ...found.map((point) => point.positives / positives)],
  }
}

/** The chance that a positive scores higher than a negative, a tie counting half. NaN where there is no pair. */
export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  const { fpr, tpr } = rocCurve(labels, scores)
  return fpr.reduce(
    (area, x, i) => (i === 0 ? 0 : area + ((x - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)) / 2),
    0,
  )
}

/** Precision, averaged over the steps in which recall grows. NaN without positives. */
export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const found = points(labels, scores)
  const all = found.at(-1)!.positives
  let [sum, before] = [0, 0]
  for (const { positives, negatives } of found) {
    sum += ((positives - before) / all) * (positives / (positives + negatives))
    before = positives
  }
  return sum
}
