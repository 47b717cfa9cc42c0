// One class for a judged list; the duplicates leave a hole in it.
class Judged {
  readonly gradeAt: (number | undefined)[]
  readonly best: number[]

  constructor(retrieved: Int32Array, grades: Int32Array) {
    const where = new Map<number, number>()
    retrieved.forEach((document, index) => {
      if (!where.has(document)) where.set(document, index)
    })
    this.gradeAt = new Array(retrieved.length)
    for (const [document, index] of where) this.gradeAt[index] = grades[document]
    this.best = [...grades].sort((a, b) => b - a)
  }

  get relevantRanks(): number[] {
    return this.gradeAt.map((grade, index) => (grade ? index + 1 : 0)).filter(Boolean)
  }

  get relevant(): number {
    return this.best.filter(Boolean).length
  }
}

const discounted = (list: (number | undefined)[], k: number): number => {
  let sum = 0
  for (let rank = 1; rank <= k && rank <= list.length; rank++) {
    const grade = list[rank - 1]
    if (grade) sum += (Math.pow(2, grade) - 1) / Math.log2(1 + rank)
  }
  return sum
}

export const ndcg = async (retrieved: Int32Array, grades: Int32Array, k: number) => {
  const { gradeAt, best } = new Judged(retrieved, grades)
  return best[0] ? discounted(gradeAt, k) / discounted(best, k) : 0
}

export const averagePrecision = async (retrieved: Int32Array, grades: Int32Array) => {
  const { relevantRanks, relevant } = new Judged(retrieved, grades)
  return relevantRanks.reduce((sum, rank, i) => sum + (i + 1) / rank, 0) / Math.max(relevant, 1)
}

export const reciprocalRank = async (retrieved: Int32Array, grades: Int32Array) => {
  const [first] = new Judged(retrieved, grades).relevantRanks
  return first === undefined ? 0 : 1 / first
}

export const evaluate = async (queries: { retrieved: Int32Array; grades: Int32Array }[], k: number) => {
  const kept = queries.filter((query) => new Judged(query.retrieved, query.grades).relevant > 0)
  const mean = async (of: (retrieved: Int32Array, grades: Int32Array) => Promise<number>) => {
    const values = await Promise.all(kept.map((query) => of(query.retrieved, query.grades)))
    return values.reduce((a, b) => a + b, 0) / (values.length || 1)
  }
  return {
    ndcg: await mean((retrieved, grades) => ndcg(retrieved, grades, k)),
    map: await mean(averagePrecision),
    mrr: await mean(reciprocalRank),
  }
}
