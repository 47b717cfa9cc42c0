// Plain loops, nothing shared.
export function ndcg(retrieved: Int32Array, grades: Int32Array, k: number): number {
  const seen: boolean[] = []
  let dcg = 0
  for (let i = 0; i < Math.min(k, retrieved.length); i++) {
    const document = retrieved[i]!
    if (seen[document]) continue
    seen[document] = true
    dcg += ((1 << grades[document]!) - 1) * (Math.LN2 / Math.log(i + 2))
  }
  const counts = [0, 0, 0, 0, 0, 0]
  for (const grade of grades) counts[grade]!++
  let ideal = 0
  let rank = 0
  for (let grade = 5; grade > 0; grade--)
    for (let n = 0; n < counts[grade]! && rank < k; n++, rank++)
      ideal += ((1 << grade) - 1) * (Math.LN2 / Math.log(rank + 2))
  return ideal > 0 ? dcg / ideal : 0
}

export function averagePrecision(retrieved: Int32Array, grades: Int32Array): number {
  const relevant = new Set<number>()
  for (let document = 0; document < grades.length; document++)
    if (grades[document]! > 0) relevant.add(document)
  const total = relevant.size
  let found = 0
  let sum = 0
  for (let i = 0; i < retrieved.length; i++)
    if (relevant.delete(retrieved[i]!)) {
      found++
      sum += found / (i + 1)
    }
  return total > 0 ? sum / total : 0
}

export function reciprocalRank(retrieved: Int32Array, grades: Int32Array): number {
  for (let i = 0; i < retrieved.length; i++) if (grades[retrieved[i]!]! > 0) return 1 / (i + 1)
  return 0
}

export function evaluate(queries: { retrieved: Int32Array; grades: Int32Array }[], k: number) {
  let [n, a, b, c] = [0, 0, 0, 0]
  for (const { retrieved, grades } of queries) {
    if (Math.max(...grades) === 0) continue
    n++
    a += ndcg(retrieved, grades, k)
    b += averagePrecision(retrieved, grades)
    c += reciprocalRank(retrieved, grades)
  }
  return n === 0 ? { ndcg: 0, map: 0, mrr: 0 } : { ndcg: a / n, map: b / n, mrr: c / n }
}
