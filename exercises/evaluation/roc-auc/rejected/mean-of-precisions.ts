// rejected by: Right for all items, with many ties or few · says: In the average precision
// Average precision as the plain mean of the precisions, not weighed by how much the recall grows.

function groups(labels: Int32Array, scores: Float32Array) {
  const m = new Map<number, [number, number]>()
  for (let i = 0; i < scores.length; i++) {
    const c = m.get(scores[i]!) ?? [0, 0]
    c[labels[i] === 1 ? 0 : 1]++
    m.set(scores[i]!, c)
  }
  return [...m].sort((a, b) => b[0] - a[0])
}

function count(labels: Int32Array) {
  let P = 0
  for (const l of labels) P += l
  return { P, N: labels.length - P }
}

export function rocCurve(
  labels: Int32Array,
  scores: Float32Array,
): { thresholds: number[]; fpr: number[]; tpr: number[] } {
  const { P, N } = count(labels)
  const thresholds = [Infinity]
  const fpr = [0]
  const tpr = [0]
  let tp = 0
  let fp = 0
  for (const [s, [p, q]] of groups(labels, scores)) {
    tp += p
    fp += q
    thresholds.push(s)
    fpr.push(fp / N)
    tpr.push(tp / P)
  }
  return { thresholds, fpr, tpr }
}

export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  const { P, N } = count(labels)
  if (P === 0 || N === 0) return NaN
  let tp = 0
  let pairs = 0
  for (const [, [p, q]] of groups(labels, scores)) {
    pairs += q * (tp + p / 2)
    tp += p
  }
  return pairs / (P * N)
}

export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const { P } = count(labels)
  if (P === 0) return NaN
  let tp = 0
  let fp = 0
  let sum = 0
  let steps = 0
  for (const [, [p, q]] of groups(labels, scores)) {
    tp += p
    fp += q
    if (p > 0) {
      sum += tp / (tp + fp)
      steps++
    }
  }
  return sum / steps
}
