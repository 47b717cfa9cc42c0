// rejected by: One kind only: NaN, or 1 · says: In the AUC of one item
// “All scores are equal, so ½” is asked before whether a class is missing.

export function rocCurve(
  labels: Int32Array,
  scores: Float32Array,
): { thresholds: number[]; fpr: number[]; tpr: number[] } {
  const { thresholds, tp, fp } = sweep(labels, scores)
  const P = tp[tp.length - 1]!
  const N = fp[fp.length - 1]!
  return { thresholds, fpr: fp.map((x) => x / N), tpr: tp.map((x) => x / P) }
}

export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  const { thresholds, tp, fp } = sweep(labels, scores)
  // Infinity and a single score: every pair is a tie
  if (thresholds.length === 2) return 0.5
  const P = tp[tp.length - 1]!
  const N = fp[fp.length - 1]!
  if (P === 0 || N === 0) return NaN
  let area = 0
  for (let i = 1; i < tp.length; i++) area += ((fp[i]! - fp[i - 1]!) / N) * ((tp[i]! + tp[i - 1]!) / (2 * P))
  return area
}

export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const { tp, fp } = sweep(labels, scores)
  const P = tp[tp.length - 1]!
  if (P === 0) return NaN
  let ap = 0
  for (let i = 1; i < tp.length; i++) ap += ((tp[i]! - tp[i - 1]!) / P) * (tp[i]! / (tp[i]! + fp[i]!))
  return ap
}

// Positives and negatives sorted apart, then merged from the top.
function sweep(labels: Int32Array, scores: Float32Array) {
  const pos = scores
    .filter((_, i) => labels[i] === 1)
    .sort()
    .reverse()
  const neg = scores
    .filter((_, i) => labels[i] !== 1)
    .sort()
    .reverse()
  const thresholds = [Infinity]
  const tp = [0]
  const fp = [0]
  let a = 0
  let b = 0
  while (a < pos.length || b < neg.length) {
    const t = Math.max(a < pos.length ? pos[a]! : -Infinity, b < neg.length ? neg[b]! : -Infinity)
    while (a < pos.length && pos[a]! === t) a++
    while (b < neg.length && neg[b]! === t) b++
    thresholds.push(t)
    tp.push(a)
    fp.push(b)
  }
  return { thresholds, tp, fp }
}
