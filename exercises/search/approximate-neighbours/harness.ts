// Distances that count their calls, and a world of vectors to search.

type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number

export interface Hit {
  vector: number
  distance: number
}

/** Your module. */
export interface Candidate {
  build(vectors: number[][], initial: number[][], iterations: number, distance: Distance): unknown
  search(index: unknown, query: number[], k: number, probes: number): Hit[] | Promise<Hit[]>
}

/** The distances that the tests use. All are sums or maxima of what the coordinates give. */
export const DISTANCES = {
  'squared Euclidean': (a, b) => sumOf(a, (x, j) => (x - b[j]!) ** 2),
  'city block': (a, b) => sumOf(a, (x, j) => Math.abs(x - b[j]!)),
  /** As the first, but the first coordinate counts a hundred times. */
  stretched: (a, b) => sumOf(a, (x, j) => (j === 0 ? 100 : 1) * (x - b[j]!) ** 2),
} satisfies Record<string, Distance>

export type Metric = keyof typeof DISTANCES

function sumOf(a: ArrayLike<number>, term: (x: number, j: number) => number): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += term(a[j]!, j)
  return sum
}

/** A distance that counts its calls and looks at what it is given. */
export function counted(metric: Metric, d: number): { distance: Distance; calls: () => number } {
  let count = 0
  const check = (point: ArrayLike<number>): void => {
    if (point?.length !== d)
      throw new Error(`distance was given a point of ${point?.length} coordinates; ${d} are wanted.`)
    for (let j = 0; j < d; j++)
      if (!Number.isFinite(point[j]))
        throw new Error(`distance was given a point with ${point[j]} as a coordinate.`)
  }
  const distance: Distance = (a, b) => {
    count++
    check(a)
    check(b)
    return DISTANCES[metric](a, b)
  }
  return { distance, calls: () => count }
}

export interface Collection {
  vectors: number[][]
  initial: number[][]
  iterations: number
  metric: Metric
}

export interface Query {
  query: number[]
  k: number
  probes: number
}

export interface Outcome {
  /** How often `build` called `distance`. */
  built: number
  /** What each search found, and how often it called `distance`. */
  found: Hit[][]
  searched: number[]
}

/** Builds an index and searches it, counting. */
export async function run(
  { build, search }: Candidate,
  { vectors, initial, iterations, metric }: Collection,
  queries: Query[],
): Promise<Outcome> {
  const { distance, calls } = counted(metric, initial[0]!.length)
  const index = await build(vectors, initial, iterations, distance)
  const outcome: Outcome = { built: calls(), found: [], searched: [] }
  for (const { query, k, probes } of queries) {
    const before = calls()
    outcome.found.push(await search(index, query, k, probes))
    outcome.searched.push(calls() - before)
  }
  return outcome
}

/** Builds one index, then another, and searches both in turns. */
export async function runBoth(
  { build, search }: Candidate,
  first: Collection,
  second: Collection,
  queries: Query[],
): Promise<{ first: Hit[][]; second: Hit[][] }> {
  const indexOf = ({ vectors, initial, iterations, metric }: Collection): unknown =>
    build(vectors, initial, iterations, counted(metric, initial[0]!.length).distance)
  const [one, other] = [await indexOf(first), await indexOf(second)]
  const found: { first: Hit[][]; second: Hit[][] } = { first: [], second: [] }
  for (const { query, k, probes } of queries) {
    found.first.push(await search(one, query, k, probes))
    found.second.push(await search(other, query, k, probes))
  }
  return found
}

/** What is found after the caller has overwritten all that build was given, each answer that it got, and its query. */
export async function runAfterwards(
  { build, search }: Candidate,
  { vectors, initial, iterations, metric }: Collection,
  queries: Query[],
): Promise<Hit[][]> {
  const { distance } = counted(metric, initial[0]!.length)
  const index = await build(vectors, initial, iterations, distance)
  for (const row of [...vectors, ...initial]) row.fill(77)
  vectors.length = 1
  initial.length = 1
  for (const { query, k, probes } of queries) {
    const hits = await search(index, [...query], k, probes)
    for (const hit of hits) Reflect.set(hit, 'vector', -1)
    Reflect.set(hits, 'length', 0)
  }
  const found = []
  // The caller has one array for all queries.
  const point: number[] = []
  for (const { query, k, probes } of queries) {
    point.splice(0, Infinity, ...query)
    found.push(await search(index, point, k, probes))
  }
  return found
}

/** The arguments as they are after an index was built and searched. */
export async function afterwards(
  candidate: Candidate,
  collection: Collection,
  query: Query,
): Promise<{ collection: Collection; query: Query }> {
  await run(candidate, collection, [query])
  return { collection, query }
}

const [SIZE, CELLS, QUERIES] = [1_200, 36, 40]
const [DIMENSIONS, CLUMPS] = [8, 60]

/** Vectors in clumps of different sizes, which the cells do not know of, and queries from the same clumps. */
export function world(): { collection: Collection; queries: number[][] } {
  const uniform = uniformsFrom(5)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const clumps = Array.from({ length: CLUMPS }, () => Array.from({ length: DIMENSIONS }, normal))
  const point = (): number[] => {
    const clump = clumps[Math.floor(CLUMPS * uniform() ** 1.5)]!
    return clump.map((x) => x + 0.8 * normal())
  }
  const vectors = Array.from({ length: SIZE }, point)
  const initial = Array.from({ length: CELLS }, (_, cell) => [...vectors[cell * 31]!])
  const queries = Array.from({ length: QUERIES }, point)
  return { collection: { vectors, initial, iterations: 2, metric: 'squared Euclidean' }, queries }
}

/** The world's queries, each with every one of these numbers of probes: those of the first number come first. */
export const worldQueries = (k: number, probes: readonly number[]): Query[] =>
  probes.flatMap((most) => world().queries.map((query) => ({ query, k, probes: most })))

export const searchWorld = (candidate: Candidate, k: number, probes: number[]): Promise<Outcome> =>
  run(candidate, world().collection, worldQueries(k, probes))

/** Many vectors on a line, made here, since they are many. */
export function longLine(count: number, cells: number): Collection {
  const vectors = Array.from({ length: count }, (_, i) => [(i * 7_919) % count])
  const initial = Array.from({ length: cells }, (_, cell) => [((cell + 0.25) * count) / cells])
  return { vectors, initial, iterations: 0, metric: 'city block' }
}

export async function searchLongLine(
  candidate: Candidate,
  count: number,
  cells: number,
  queries: Query[],
): Promise<Outcome> {
  return run(candidate, longLine(count, cells), queries)
}

/** Uniform numbers by a linear congruence: enough for a world in a box. */
function uniformsFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
