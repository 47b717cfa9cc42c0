// The inverted file straight from the statement, each step open to what people make of it otherwise.

import { type Collection, DISTANCES, type Hit, type Query } from './harness'

export interface Slips {
  readonly iterationsOf?: (iterations: number) => number
  /** The lists are those of the centroids before the last move, or the centroids are those before it. */
  readonly stale?: 'lists' | 'first lists' | 'centroids'
  /** What becomes of a centroid without vectors. */
  readonly empty?: 'to the origin' | 'to the first vector' | 'to where it began'
  /** When the iterations end before their time. */
  readonly stops?: 'same lengths' | 'small moves'
  /** Assigned again, a vector leaves its cell for a nearer centroid alone, not for one of a lower number. */
  readonly staysOnTies?: boolean
  /** The vectors are kept as float32. */
  readonly float32?: boolean
  readonly movesToSum?: boolean
  /** Where the squared Euclidean distance takes the place of the one that was given. */
  readonly euclidean?: 'for cells' | 'for vectors' | 'everywhere'
  /** Where the last of equally near centroids is taken. */
  readonly lastOfEquals?: 'to assign' | 'to probe'
  readonly probes?: 'first' | 'farthest' | 'one' | 'all' | 'one more' | 'none empty' | 'until k are found'
  /** Every probed cell gives its share of k. */
  readonly sharesK?: boolean
  readonly order?: (one: Hit, other: Hit) => number
  readonly distanceOf?: (distance: number) => number
  /** The numbers count the candidates. */
  readonly positions?: boolean
  readonly leavesOut?: 'distance 0' | 'number 0'
}

interface Cells {
  readonly centroids: readonly (readonly number[])[]
  readonly lists: readonly (readonly number[])[]
}

const nearestFirst = (one: Hit, other: Hit): number =>
  one.distance - other.distance || one.vector - other.vector

export function cellsOf(collection: Collection, slips: Slips = {}): Cells {
  const { initial, metric } = collection
  const vectors = keptOf(collection, slips)
  const isEuclidean = slips.euclidean === 'for cells' || slips.euclidean === 'everywhere'
  const distance = DISTANCES[isEuclidean ? 'squared Euclidean' : metric]
  const assigned = (
    centroids: readonly (readonly number[])[],
    own: readonly (readonly number[])[] = [],
  ): number[][] => {
    const lists = centroids.map((): number[] => [])
    vectors.forEach((vector, i) => {
      const all = centroids.map((centroid) => distance(vector, centroid))
      const least = Math.min(...all)
      const first = slips.lastOfEquals === 'to assign' ? all.lastIndexOf(least) : all.indexOf(least)
      const current = slips.staysOnTies ? own.findIndex((list) => list.includes(i)) : -1
      lists[all[current] === least ? current : first]?.push(i)
    })
    return lists
  }
  const moved = ({ centroids, lists }: Cells): number[][] =>
    centroids.map((centroid, cell) => {
      const members = lists[cell]!.map((vector) => vectors[vector]!)
      if (members.length === 0)
        return slips.empty === 'to the origin'
          ? centroid.map(() => 0)
          : slips.empty === 'to the first vector'
            ? [...vectors[0]!]
            : [...(slips.empty ? initial[cell]! : centroid)]
      return centroid.map((_, j) => {
        const sum = members.reduce((total, member) => total + member[j]!, 0)
        return slips.movesToSum ? sum : sum / members.length
      })
    })

  let cells: Cells = { centroids: initial, lists: assigned(initial) }
  const first = cells
  let before = cells
  const iterations = (slips.iterationsOf ?? Number)(collection.iterations)
  for (let i = 0; i < iterations; i++) {
    before = cells
    const centroids = moved(cells)
    cells = { centroids, lists: assigned(centroids, cells.lists) }
    if (slips.stops && isSettled(before, cells, slips.stops)) break
  }
  if (slips.stale === 'lists') return { ...cells, lists: before.lists }
  if (slips.stale === 'first lists') return { centroids: moved(first), lists: first.lists }
  return slips.stale === 'centroids' ? { ...cells, centroids: before.centroids } : cells
}

const isSettled = (before: Cells, after: Cells, stops: NonNullable<Slips['stops']>): boolean =>
  stops === 'same lengths'
    ? after.lists.every((list, cell) => list.length === before.lists[cell]!.length)
    : after.centroids.flat().every((x, i) => Math.abs(x - before.centroids.flat()[i]!) < 1e-3)

const keptOf = ({ vectors }: Collection, { float32 }: Slips): readonly (readonly number[])[] =>
  float32 ? vectors.map((vector) => vector.map(Math.fround)) : vectors

/** Which cells are looked into. */
function probedOf(
  { centroids, lists }: Cells,
  { query, k, probes }: Query,
  { metric }: Collection,
  slips: Slips,
): number[] {
  const isEuclidean = slips.euclidean === 'for cells' || slips.euclidean === 'everywhere'
  const distance = DISTANCES[isEuclidean ? 'squared Euclidean' : metric]
  const ranked = centroids
    .map((centroid, vector) => ({ vector, distance: distance(query, centroid) }))
    .sort((one, other) => {
      if (slips.probes === 'first') return one.vector - other.vector
      if (slips.probes === 'farthest') return nearestFirst(other, one)
      return slips.lastOfEquals === 'to probe'
        ? one.distance - other.distance || other.vector - one.vector
        : nearestFirst(one, other)
    })
    .map(({ vector }) => vector)
  if (slips.probes === 'one') return ranked.slice(0, 1)
  if (slips.probes === 'all') return ranked
  if (slips.probes === 'one more') return ranked.slice(0, probes + 1)
  if (slips.probes === 'none empty') return ranked.filter((cell) => lists[cell]!.length > 0).slice(0, probes)
  let most = probes
  const found = (): number => ranked.slice(0, most).reduce((sum, cell) => sum + lists[cell]!.length, 0)
  if (slips.probes === 'until k are found') while (most < ranked.length && found() < k) most++
  return ranked.slice(0, most)
}

/** What each search should find, and how often it may call `distance`. */
export function searchesOf(
  collection: Collection,
  queries: readonly Query[],
  slips: Slips = {},
): { found: Hit[][]; calls: number[] } {
  const cells = cellsOf(collection, slips)
  const vectors = keptOf(collection, slips)
  const isEuclidean = slips.euclidean === 'for vectors' || slips.euclidean === 'everywhere'
  const distance = DISTANCES[isEuclidean ? 'squared Euclidean' : collection.metric]
  const { order = nearestFirst, distanceOf = Number } = slips
  const calls: number[] = []
  const found = queries.map((query) => {
    const lists = probedOf(cells, query, collection, slips).map((cell) => cells.lists[cell]!)
    const candidates = lists.flat()
    calls.push(cells.centroids.length + candidates.length)
    const hitsOf = (numbers: readonly number[]): Hit[] =>
      numbers
        .map((vector) => ({ vector, distance: distance(query.query, vectors[vector]!) }))
        .filter((hit) => !(slips.leavesOut === 'distance 0' && hit.distance === 0))
        .filter(({ vector }) => !(slips.leavesOut === 'number 0' && vector === 0))
        .sort(order)
    const share = Math.ceil(query.k / Math.max(1, lists.length))
    const hits = slips.sharesK
      ? lists.flatMap((list) => hitsOf(list).slice(0, share)).sort(order)
      : hitsOf(candidates)
    return hits.slice(0, query.k).map((hit) => ({
      vector: slips.positions ? candidates.indexOf(hit.vector) : hit.vector,
      distance: distanceOf(hit.distance),
    }))
  })
  return { found, calls }
}

/** Which vectors are the k nearest of all. */
export const neighboursOf = (
  { vectors, metric }: Collection,
  query: readonly number[],
  k: number,
): number[] =>
  vectors
    .map((point, vector) => ({ vector, distance: DISTANCES[metric](query, point) }))
    .sort(nearestFirst)
    .slice(0, k)
    .map(({ vector }) => vector)
