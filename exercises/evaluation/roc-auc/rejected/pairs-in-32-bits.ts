// rejected by: Four hundred thousand items · says: In the AUC: The result is not right
// The pairs are counted in 32 bits, which wrap.

function byScore(scores: Float32Array): Uint32Array {
  const order = new Uint32Array(scores.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  return order.sort((a, b) => scores[b]! - scores[a]!)
}

/** Calls `visit` once for each distinct score, from the highest, with the positives and negatives that have it. */
function eachScore(
  labels: Int32Array,
  scores: Float32Array,
  visit: (score: number, pos: number, neg: number) => void,
): void {
  const order = byScore(scores)
  let from = 0
  while (from < order.length) {
    const s = scores[order[from]!]!
    let to = from
    let pos = 0
    for (; to < order.length && scores[order[to]!] === s; to++) pos += labels[order[to]!]!
    visit(s, pos, to - from - pos)
    from = to
  }
}

export function rocCurve(
  labels: Int32Array,
  scores: Float32Array,
): { thresholds: number[]; fpr: number[]; tpr: number[] } {
  const P = labels.reduce((a, b) => a + b, 0)
  const N = labels.length - P
  const thresholds = [Infinity]
  const fpr = [0]
  const tpr = [0]
  let tp = 0
  let fp = 0
  eachScore(labels, scores, (s, pos, neg) => {
    tp += pos
    fp += neg
    thresholds.push(s)
    fpr.push(fp / N)
    tpr.push(tp / P)
  })
  return { thresholds, fpr, tpr }
}

export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  // [positives so far, negatives so far, twice the pairs won]
  const count = new Uint32Array(3)
  eachScore(labels, scores, (_, pos, neg) => {
    count[2]! += neg * (2 * count[0]! + pos)
    count[0]! += pos
    count[1]! += neg
  })
  const [P, N, twice] = count as unknown as [number, number, number]
  if (P === 0 || N === 0) return NaN
  return twice / (2 * P * N)
}

export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const P = labels.reduce((a, b) => a + b, 0)
  if (P === 0) return NaN
  let tp = 0
  let seen = 0
  let ap = 0
  eachScore(labels, scores, (_, pos, neg) => {
    tp += pos
    seen += pos + neg
    ap += (pos / P) * (tp / seen)
  })
  return ap
}
