// Objects, grouped by a reduce; the area from the counts of wins.
interface Group {
  score: number
  pos: number
  neg: number
}

function groupsOf(labels: Int32Array, scores: Float32Array): Group[] {
  const items = [...scores].map((score, i) => ({ score, label: labels[i] }))
  items.sort((a, b) => (a.score < b.score ? 1 : a.score > b.score ? -1 : 0))
  return items.reduce<Group[]>((groups, { score, label }) => {
    let last = groups[groups.length - 1]
    if (!last || last.score !== score) groups.push((last = { score, pos: 0, neg: 0 }))
    if (label) last.pos += 1
    else last.neg += 1
    return groups
  }, [])
}

export async function rocCurve(labels: Int32Array, scores: Float32Array) {
  const groups = groupsOf(labels, scores)
  const P = groups.reduce((sum, group) => sum + group.pos, 0)
  const N = groups.reduce((sum, group) => sum + group.neg, 0)
  const curve = { thresholds: [Infinity], fpr: [0], tpr: [0] }
  let tp = 0
  let fp = 0
  for (const { score, pos, neg } of groups) {
    tp += pos
    fp += neg
    curve.thresholds.push(score)
    curve.fpr.push(fp / N)
    curve.tpr.push(tp / P)
  }
  return curve
}

export async function rocAuc(labels: Int32Array, scores: Float32Array) {
  let wins = 0
  let P = 0
  let N = 0
  for (const { pos, neg } of groupsOf(labels, scores)) {
    wins += P * neg + (pos * neg) / 2
    P += pos
    N += neg
  }
  return P && N ? wins / P / N : NaN
}

export async function averagePrecision(labels: Int32Array, scores: Float32Array) {
  const P = labels.reduce((a, b) => a + b)
  if (P === 0) return NaN
  let ap = 0
  let tp = 0
  let all = 0
  for (const { pos, neg } of groupsOf(labels, scores)) {
    tp += pos
    all += pos + neg
    ap += (pos / P) * (tp / all)
  }
  return ap
}
