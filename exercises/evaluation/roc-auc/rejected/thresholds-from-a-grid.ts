// rejected by: Right for all items, with many ties or few · says: thresholds
// A hundred thresholds between 0 and 1.

const GRID = Array.from({ length: 101 }, (_, i) => 1 - i / 100)

export function rocCurve(labels: Int32Array, scores: Float32Array) {
  const P = labels.reduce((sum, label) => sum + label, 0)
  const N = labels.length - P
  const used = GRID.filter((t, i) =>
    [...scores].some((score) => score >= t && (i === 0 || score < GRID[i - 1]!)),
  )
  const rate = (of: number, all: number) => [
    0,
    ...used.map((t) => [...scores].filter((score, i) => score >= t && labels[i] === of).length / all),
  ]
  return { thresholds: [Infinity, ...used], fpr: rate(0, N), tpr: rate(1, P) }
}

export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  const { fpr, tpr } = rocCurve(labels, scores)
  return fpr.reduce(
    (area, x, i) => (i === 0 ? 0 : area + ((x - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)) / 2),
    0,
  )
}

export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const { thresholds, tpr } = rocCurve(labels, scores)
  return thresholds.reduce((sum, t, i) => {
    if (i === 0) return 0
    const above = [...scores].filter((score) => score >= t).length
    const right = [...scores].filter((score, j) => score >= t && labels[j] === 1).length
    return sum + (tpr[i]! - tpr[i - 1]!) * (right / above)
  }, 0)
}
