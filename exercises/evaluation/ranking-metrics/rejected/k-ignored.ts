// rejected by: k cuts relevant documents off: for NDCG alone · says: NDCG at
// The whole list counts.

export interface Query {
  /** Numbers of documents, best first. */
  retrieved: Int32Array
  /** The grade of every document of the collection; above 0 is relevant. */
  grades: Int32Array
}

/** The gain of the first k results, discounted by rank, as a share of the best that was possible. */
export function ndcg(retrieved: Int32Array, grades: Int32Array, k: number): number {
  const best = Array.from(grades).sort((a, b) => b - a)
  const ideal = dcg(best, k)
  return ideal === 0 ? 0 : dcg(gradesByRank(retrieved, grades), k) / ideal
}

/** Precision at the rank of each relevant result, averaged over all that are relevant. */
export function averagePrecision(retrieved: Int32Array, grades: Int32Array): number {
  let [found, sum] = [0, 0]
  gradesByRank(retrieved, grades).forEach((grade, index) => {
    if (grade > 0) sum += ++found / (index + 1)
  })
  return found === 0 ? 0 : sum / grades.filter((grade) => grade > 0).length
}

/** One over the rank of the first relevant result. */
export function reciprocalRank(retrieved: Int32Array, grades: Int32Array): number {
  const first = gradesByRank(retrieved, grades).findIndex((grade) => grade > 0)
  return first === -1 ? 0 : 1 / (first + 1)
}

/** The means over the queries for which something is relevant. */
export function evaluate(queries: readonly Query[], k: number): { ndcg: number; map: number; mrr: number } {
  const asked = queries.filter(({ grades }) => grades.some((grade) => grade > 0))
  const mean = (measure: (query: Query) => number): number =>
    asked.reduce((sum, query) => sum + measure(query) / asked.length, 0)
  return {
    ndcg: mean(({ retrieved, grades }) => ndcg(retrieved, grades, k)),
    map: mean(({ retrieved, grades }) => averagePrecision(retrieved, grades)),
    mrr: mean(({ retrieved, grades }) => reciprocalRank(retrieved, grades)),
  }
}

/** A document that was listed before is worth nothing the second time. */
function gradesByRank(retrieved: Int32Array, grades: Int32Array): number[] {
  const seen = new Set<number>()
  return Array.from(retrieved, (document) => {
    const isNew = !seen.has(document)
    seen.add(document)
    return isNew ? grades[document]! : 0
  })
}

const dcg = (gradesByRank: readonly number[], k: number): number =>
  gradesByRank
    .slice(0, Math.max(k, gradesByRank.length))
    .reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0)
