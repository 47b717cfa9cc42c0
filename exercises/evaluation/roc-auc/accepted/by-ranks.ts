// The area by the sum of ranks (Mann and Whitney), ties sharing their mean rank; everything in typed arrays.
export const rocAuc = (labels: Int32Array, scores: Float32Array): number => {
  const n = scores.length
  const order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  order.sort((a, b) => scores[a]! - scores[b]!)
  let positives = 0
  let rankSum = 0
  for (let start = 0; start < n;) {
    let end = start
    while (end < n && scores[order[end]!] === scores[order[start]!]) end++
    const rank = (start + 1 + end) / 2
    for (let r = start; r < end; r++)
      if (labels[order[r]!] === 1) {
        positives++
        rankSum += rank
      }
    start = end
  }
  const negatives = n - positives
  if (positives === 0 || negatives === 0) return NaN
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}

function grouped(labels: Int32Array, scores: Float32Array): Map<number, [number, number]> {
  const groups = new Map<number, [number, number]>()
  for (let i = 0; i < scores.length; i++) {
    const group = groups.get(scores[i]!) ?? [0, 0]
    group[labels[i]!]!++
    groups.set(scores[i]!, group)
  }
  return groups
}

export function rocCurve(labels: Int32Array, scores: Float32Array) {
  const groups = grouped(labels, scores)
  const thresholds = Float32Array.from([Infinity, ...groups.keys()])
    .sort()
    .reverse()
  const fpr = new Float64Array(thresholds.length)
  const tpr = new Float64Array(thresholds.length)
  for (let i = 1; i < thresholds.length; i++) {
    const [negatives, positives] = groups.get(thresholds[i]!)!
    fpr[i] = fpr[i - 1]! + negatives
    tpr[i] = tpr[i - 1]! + positives
  }
  const [N, P] = [fpr[fpr.length - 1]!, tpr[tpr.length - 1]!]
  return { thresholds, fpr: fpr.map((count) => count / N), tpr: tpr.map((count) => count / P) }
}

export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const groups = [...grouped(labels, scores)].sort(([a], [b]) => b - a)
  let [seen, found, sum] = [0, 0, 0]
  for (const [, [negatives, positives]] of groups) {
    seen += negatives + positives
    found += positives
    sum += (positives * found) / seen
  }
  return sum / found
}
