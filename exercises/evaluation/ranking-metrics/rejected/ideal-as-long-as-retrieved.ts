// rejected by: The best documents were not retrieved · says: In NDCG at 5
// The ideal list is cut where the retrieved one ends, so a short list costs nothing.

export interface Query {
  retrieved: Int32Array
  grades: Int32Array
}

function dcg(list: ArrayLike<number>, k: number): number {
  let total = 0
  for (let i = 0; i < Math.min(k, list.length); i++) total += (2 ** list[i]! - 1) / Math.log2(i + 2)
  return total
}

function judge(retrieved: Int32Array, grades: Int32Array): number[] {
  const seen = new Set<number>()
  const out: number[] = []
  for (const d of retrieved) {
    out.push(seen.has(d) ? 0 : grades[d]!)
    seen.add(d)
  }
  return out
}

export function ndcg(retrieved: Int32Array, grades: Int32Array, k: number): number {
  const depth = Math.min(k, retrieved.length)
  const ideal = dcg(Int32Array.from(grades).sort().reverse(), depth)
  return ideal === 0 ? 0 : dcg(judge(retrieved, grades), depth) / ideal
}

export function averagePrecision(retrieved: Int32Array, grades: Int32Array): number {
  const total = grades.filter((g) => g > 0).length
  if (total === 0) return 0
  let hits = 0
  let sum = 0
  judge(retrieved, grades).forEach((g, i) => {
    if (g > 0) sum += ++hits / (i + 1)
  })
  return sum / total
}

export function reciprocalRank(retrieved: Int32Array, grades: Int32Array): number {
  const at = judge(retrieved, grades).findIndex((g) => g > 0)
  return at < 0 ? 0 : 1 / (at + 1)
}

export function evaluate(queries: readonly Query[], k: number): { ndcg: number; map: number; mrr: number } {
  const out = { ndcg: 0, map: 0, mrr: 0 }
  const kept = queries.filter((q) => q.grades.some((g) => g > 0))
  if (kept.length === 0) return out
  for (const q of kept) {
    out.ndcg += ndcg(q.retrieved, q.grades, k) / kept.length
    out.map += averagePrecision(q.retrieved, q.grades) / kept.length
    out.mrr += reciprocalRank(q.retrieved, q.grades) / kept.length
  }
  return out
}
