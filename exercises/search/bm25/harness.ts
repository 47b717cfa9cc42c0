// Many queries in one message, and a look at what becomes of the arguments.

type Documents = string[][]
type Hits = { document: number; score: number }[]

interface Learner {
  buildIndex(documents: Documents, options?: { k1?: number; b?: number }): unknown
  search(index: unknown, query: string[], k: number): Hits | Promise<Hits>
}

const MANY = 20_000

/** Two documents hold each rare word, one of them twice perhaps; each document holds one rare word; all hold "the". */
export function manyDocuments(): Documents {
  return Array.from({ length: MANY }, (_, i) => {
    const rare = `rare${i % (MANY / 2)}`
    return ['the', rare, `group${i % 100}`, ...(i % 3 === 0 ? ['the', rare] : [])]
  })
}

/** Eight rare words each: one that looks its words up in every document pays for each of them. */
export const manyQueries = (): string[][] =>
  Array.from({ length: MANY / 2 }, (_, i) =>
    [3, 7, 11, 13, 17, 19, 23, 29].map((step) => `rare${(i * step) % (MANY / 2)}`),
  )

/** How many were found in all, and what every `step`-th query found. */
export async function askMany(
  { buildIndex, search }: Learner,
  step: number,
): Promise<{ found: number; answers: Hits[] }> {
  const index = await buildIndex(manyDocuments())
  const answers: Hits[] = []
  let found = 0
  for (const [i, query] of manyQueries().entries()) {
    const hits = await search(index, query, 20)
    found += hits.length
    if (i % step === 0) answers.push(hits)
  }
  return { found, answers }
}

/** What a search finds after the caller has overwritten and emptied the documents, and changed the options. */
export async function askAfterwards(
  { buildIndex, search }: Learner,
  documents: Documents,
  query: string[],
  k: number,
  options: { k1: number; b: number },
): Promise<Hits> {
  const index = await buildIndex(documents, options)
  for (const words of documents) words.fill('gone').pop()
  documents.length = 1
  Object.assign(options, { k1: 0, b: 0 })
  return search(index, query, k)
}

/** What a search finds for the second time, after the caller has overwritten what it found first. */
export async function askTwice(
  { buildIndex, search }: Learner,
  documents: Documents,
  query: string[],
  k: number,
): Promise<Hits> {
  const index = await buildIndex(documents)
  const hits = await search(index, query, k)
  for (const hit of hits) Reflect.set(hit, 'score', 0)
  Reflect.set(hits, 'length', 1)
  return search(index, query, k)
}

/** The arguments as they are after an index was built and searched. */
export async function afterwards(
  { buildIndex, search }: Learner,
  documents: Documents,
  query: string[],
): Promise<{ documents: Documents; query: string[] }> {
  const index = await buildIndex(documents)
  await search(index, query, 2)
  return { documents, query }
}
