// rejected by: Scores that differ in the last bit are not equal · says: Points are missing
// Scores that are merely close count as equal, as `isClose` would have them.

const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b)

function cumulate(labels: Int32Array, scores: Float32Array) {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const thresholds = [Infinity]
  const tps = [0]
  const fps = [0]
  let tp = 0
  let fp = 0
  let k = 0
  while (k < order.length) {
    const s = scores[order[k]!]!
    while (k < order.length && isClose(scores[order[k]!]!, s)) {
      if (labels[order[k]!] === 1) tp++
      else fp++
      k++
    }
    thresholds.push(s)
    tps.push(tp)
    fps.push(fp)
  }
  return { thresholds, tps, fps, P: tp, N: fp }
}

export function rocCurve(
  labels: Int32Array,
  scores: Float32Array,
): { thresholds: number[]; fpr: number[]; tpr: number[] } {
  const { thresholds, tps, fps, P, N } = cumulate(labels, scores)
  return { thresholds, fpr: fps.map((x) => x / N), tpr: tps.map((x) => x / P) }
}

export function rocAuc(labels: Int32Array, scores: Float32Array): number {
  const { tps, fps, P, N } = cumulate(labels, scores)
  if (P === 0 || N === 0) return NaN
  let area = 0
  for (let i = 1; i < tps.length; i++) area += (fps[i]! - fps[i - 1]!) * (tps[i]! + tps[i - 1]!)
  return area / (2 * P * N)
}

export function averagePrecision(labels: Int32Array, scores: Float32Array): number {
  const { tps, fps, P } = cumulate(labels, scores)
  if (P === 0) return NaN
  let ap = 0
  for (let i = 1; i < tps.length; i++) ap += ((tps[i]! - tps[i - 1]!) / P) * (tps[i]! / (tps[i]! + fps[i]!))
  return ap
}
