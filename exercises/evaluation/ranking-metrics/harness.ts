// A look at what is left of the arguments.

interface Query {
  retrieved: Int32Array
  grades: Int32Array
}

interface Learner {
  ndcg(retrieved: Int32Array, grades: Int32Array, k: number): unknown
  averagePrecision(retrieved: Int32Array, grades: Int32Array): unknown
  reciprocalRank(retrieved: Int32Array, grades: Int32Array): unknown
  evaluate(queries: readonly Query[], k: number): unknown
}

/** The arguments as they are after all four were called. */
export async function afterwards(
  { ndcg, averagePrecision, reciprocalRank, evaluate }: Learner,
  retrieved: Int32Array,
  grades: Int32Array,
): Promise<Query> {
  await ndcg(retrieved, grades, 3)
  await averagePrecision(retrieved, grades)
  await reciprocalRank(retrieved, grades)
  await evaluate([{ retrieved, grades }], 3)
  return { retrieved, grades }
}
