// What people make of it otherwise, each with the words that name it.

import type { Slips } from './expected'

/** Tried in this order. */
export const MISTAKES: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'A vector seems to stay in its cell when it is as near to a lower one. The first is wanted, each time.',
    slips: { staysOnTies: true },
  },
  {
    says: 'The lists seem to be stale: they belong to the centroids before the last move. Assign once more at the end.',
    slips: { stale: 'lists' },
  },
  {
    says: 'The centroids seem to be stale: those before the last move are searched, with the lists of those after it.',
    slips: { stale: 'centroids' },
  },
  {
    says: 'The lists seem to be stale: they belong to the initial centroids. Assign again after every move.',
    slips: { stale: 'first lists' },
  },
  { says: 'The first cells seem to be probed, whatever the query.', slips: { probes: 'first' } },
  { says: 'The farthest cells seem to be probed.', slips: { probes: 'farthest' } },
  { says: 'Only one cell seems to be probed.', slips: { probes: 'one' } },
  { says: 'All vectors seem to be searched, whatever `probes` is.', slips: { probes: 'all' } },
  {
    says: 'An iteration too few seems to be made.',
    slips: { iterationsOf: (iterations) => Math.max(0, iterations - 1) },
  },
  {
    says: 'An iteration too many seems to be made.',
    slips: { iterationsOf: (iterations) => iterations + 1 },
  },
  { says: 'The centroids seem never to move.', slips: { iterationsOf: () => 0 } },
  {
    says: 'The centroids seem to move on until nothing changes. Exactly `iterations` moves are wanted.',
    slips: { iterationsOf: () => 100 },
  },
  {
    says: 'A centroid seems to move to the sum of its vectors. Their mean is wanted.',
    slips: { movesToSum: true },
  },
  {
    says: 'A centroid without vectors seems to move to the origin. It stays where it is.',
    slips: { empty: 'to the origin' },
  },
  {
    says: 'A centroid without vectors seems to move to a vector. It stays where it is.',
    slips: { empty: 'to the first vector' },
  },
  {
    says: 'A centroid that has lost its vectors seems to go back to where it began. It stays where it is by then.',
    slips: { empty: 'to where it began' },
  },
  {
    says: 'The iterations seem to end when the centroids move little. Exactly `iterations` moves are wanted.',
    slips: { stops: 'small moves' },
  },
  {
    says: 'The iterations seem to end when the lists keep their lengths. Vectors may have changed places all the same.',
    slips: { stops: 'same lengths' },
  },
  {
    says: 'The vectors seem to be kept as float32, where neighbouring whole numbers may fall together. Keep them as given.',
    slips: { float32: true },
  },
  { says: 'A cell too many seems to be probed.', slips: { probes: 'one more' } },
  { says: 'Empty cells seem to be passed over. They count as probed too.', slips: { probes: 'none empty' } },
  {
    says: 'The search seems to go on to further cells until k vectors are found. It ends with `probes` cells.',
    slips: { probes: 'until k are found' },
  },
  {
    says: 'Every cell seems to give its share of k. The k nearest may all be in one of them.',
    slips: { sharesK: true },
  },
  {
    says: 'Vectors seem to be compared by a distance of your own. Only the given one says what is near.',
    slips: { euclidean: 'for vectors' },
  },
  {
    says: 'Cells seem to be chosen by a distance of your own. Only the given one says what is near.',
    slips: { euclidean: 'for cells' },
  },
  {
    says: 'A distance of your own seems to be used throughout. Only the given one says what is near.',
    slips: { euclidean: 'everywhere' },
  },
  {
    says: 'A vector seems to go to the last of equally near centroids. The first is wanted.',
    slips: { lastOfEquals: 'to assign' },
  },
  {
    says: 'Of equally near cells the last seems to be probed. The first is wanted.',
    slips: { lastOfEquals: 'to probe' },
  },
  {
    says: 'The farthest vector comes first. The nearest is wanted there.',
    slips: { order: (one, other) => other.distance - one.distance || one.vector - other.vector },
  },
  {
    says: 'Of equally near vectors the higher number comes first. The lower one is wanted there.',
    slips: { order: (one, other) => one.distance - other.distance || other.vector - one.vector },
  },
  {
    says: 'The distances seem to be sorted as text: there "10" comes before "9".',
    slips: {
      order: (one, other) => {
        const [left, right] = [String(one.distance), String(other.distance)]
        return left === right ? one.vector - other.vector : left < right ? -1 : 1
      },
    },
  },
  {
    says: 'The root of the distance seems to be returned. It is wanted as it is.',
    slips: { distanceOf: Math.sqrt },
  },
  {
    says: 'The numbers seem to count the candidates of a search. Those of the vectors are wanted.',
    slips: { positions: true },
  },
  {
    says: 'Vectors at a distance of 0 seem to be left out. They are found like others.',
    slips: { leavesOut: 'distance 0' },
  },
  { says: 'Vector 0 seems to be left out.', slips: { leavesOut: 'number 0' } },
]
