// Judges a recommendation by cosines in double precision, and names what is wrong with it.
//
// Two different vectors may come within rounding of each other, on a GPU even more than on a CPU, so the ranking is judged by
// similarity: the item at each place must be as similar as the item that belongs there. Only exact ties must be in order.

import { NdArray } from '@tensorkata/kit'

export interface Question {
  /** [d] */
  readonly user: ArrayLike<number>
  /** [n, d] */
  readonly items: NdArray
  readonly k: number
  readonly seen?: readonly number[]
}

export interface BatchQuestion {
  /** [m, d] */
  readonly users: NdArray
  readonly items: NdArray
  readonly k: number
  readonly seen?: readonly (readonly number[])[]
}

export interface Fault {
  readonly message: string
  readonly diagnosis?: string
}

interface Lists {
  readonly indices: number[]
  readonly scores: number[]
}

/** Similarities closer than this may be ranked either way. */
const NEAR = 5e-5

const isClose = (got: number, want: number): boolean => Math.abs(got - want) <= 1e-5 + 1e-4 * Math.abs(want)

/** The right answer, by exhaustive search. */
export function bestOf(question: Question): Lists {
  const { scores, ranked } = solve(question)
  const indices = ranked.slice(0, question.k)
  return { indices, scores: indices.map((index) => scores[index]!) }
}

/** The question of one user of a batch. */
export function questionOf({ users, items, k, seen }: BatchQuestion, user: number): Question {
  return { user: rowOf(users, user), items, k, seen: seen?.[user] ?? [] }
}

/** What is wrong with the answer to `recommend`, or null. */
export function faultOf(got: unknown, question: Question): Fault | null {
  const lists = listsOf(got)
  if (!lists)
    return {
      message: 'The result is not { indices, scores } with two arrays of numbers.',
      diagnosis: notLists(got),
    }
  const fault = faultOfLists(lists, question)
  return fault && countsCandidates(lists, question)
    ? { ...fault, diagnosis: 'The indices count the candidates: give the rows of items instead.' }
    : fault
}

function notLists(got: unknown): string {
  if (got === undefined) return 'Wrong type: nothing is returned. Is there a way through without a return?'
  if (typeof got !== 'object' || got === null) return 'Wrong type.'
  const { indices, scores } = got as { indices?: unknown; scores?: unknown }
  for (const [name, list] of [
    ['indices', indices],
    ['scores', scores],
  ] as const) {
    if (list === undefined) return `Wrong type: ${name} is undefined.`
    const odd = Array.isArray(list) ? list.findIndex((entry) => typeof entry !== 'number') : -1
    if (odd >= 0)
      return `Wrong type: ${name}[${odd}] is ${(list as unknown[])[odd] === undefined ? 'undefined' : 'not a number'}.`
  }
  return 'Wrong type.'
}

function faultOfLists(lists: Lists, question: Question): Fault | null {
  const { scores, ranked } = solve(question)
  return (
    faultOfMembers(lists, question) ??
    faultOfLength(lists, question, ranked, scores) ??
    faultOfScores(lists, question, scores) ??
    faultOfRanking(lists, question, ranked, scores) ??
    faultOfTies(lists, question, scores)
  )
}

/** Whether the answer is right once its indices are read as places in the list of candidates. */
function countsCandidates({ indices, scores }: Lists, question: Question): boolean {
  const { items, seen = [] } = question
  const candidates = Array.from({ length: items.shape[0]! }, (_, index) => index).filter(
    (index) => !seen.includes(index),
  )
  const translated = indices.map((place) => candidates[place] ?? -1)
  return indices.length > 0 && faultOfLists({ indices: translated, scores }, question) === null
}

/** What is wrong with the answer to `recommendBatch`, or null. */
export function faultOfBatch(got: unknown, question: BatchQuestion): Fault | null {
  const wanted = question.users.shape[0]!
  if (!Array.isArray(got))
    return {
      message: 'The result is not an array with one { indices, scores } for each user.',
      diagnosis: 'Wrong type.',
    }
  if (got.length !== wanted) {
    const entries = got.length === 1 ? 'entry' : 'entries'
    return {
      message: `The result has ${got.length} ${entries} for ${wanted} users.`,
      diagnosis: 'Wrong length.',
    }
  }
  for (let user = 0; user < wanted; user++) {
    const fault = faultOf(got[user], questionOf(question, user))
    if (fault)
      return {
        message: `For user ${user}: ${fault.message}`,
        diagnosis: mixedUp(got, question) ?? fault.diagnosis,
      }
  }
  return null
}

/** The answer with tensors and typed arrays as plain arrays, or as it is when it is no recommendation. */
export const plain = <T>(got: T): T | Lists => listsOf(got) ?? got

function faultOfMembers({ indices, scores }: Lists, { items, seen = [] }: Question): Fault | null {
  if (indices.length !== scores.length)
    return {
      message: `There are ${indices.length} indices but ${scores.length} scores.`,
      diagnosis: 'Wrong length.',
    }
  const n = items.shape[0]!
  const stray = indices.findIndex((index) => !Number.isInteger(index) || index < 0 || index >= n)
  if (stray >= 0) return { message: `indices[${stray}] is not the row of an item.` }
  const known = indices.filter((index) => seen.includes(index)).length
  if (known > 0) {
    const message = `${known} of the ${indices.length} returned items ${known === 1 ? 'was' : 'were'} already seen.`
    return { message, diagnosis: 'Seen items are recommended again.' }
  }
  if (new Set(indices).size < indices.length) return { message: 'The same item is returned more than once.' }
  return null
}

function faultOfLength(
  { indices }: Lists,
  { k, seen = [] }: Question,
  ranked: readonly number[],
  scores: Float64Array,
): Fault | null {
  const wanted = Math.min(k, ranked.length)
  if (indices.length === wanted) return null
  const message = `${indices.length} ${indices.length === 1 ? 'item is' : 'items are'} returned, but ${wanted} ${wanted === 1 ? 'is' : 'are'} wanted.`
  if (indices.length > wanted) return { message, diagnosis: 'Too many: at most k, and only candidates.' }
  const everything = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const left = everything.slice(0, k).filter((index) => !seen.includes(index))
  const droppedAfter =
    left.length === indices.length &&
    left.length < Math.min(k, everything.length) &&
    left.every((index, place) => Math.abs(scores[index]! - scores[indices[place]!]!) <= NEAR)
  const missing = ranked.filter((index) => !indices.includes(index))
  const opposite = missing.length > 0 && missing.every((index) => scores[index]! < NEAR - 1)
  return {
    message,
    diagnosis: droppedAfter
      ? 'The seen items are dropped after the top k is taken; drop them before.'
      : opposite
        ? 'An item that points straight away from the user, with a cosine of −1, is left out: is −1 taken for "seen"?'
        : 'Candidates are left that should fill the answer.',
  }
}

function faultOfScores(lists: Lists, question: Question, cosines: Float64Array): Fault | null {
  const { user, items } = question
  const wrong = lists.indices.flatMap((index, place) =>
    isClose(lists.scores[place]!, cosines[index]!) ? [] : [place],
  )
  if (wrong.length === 0) return null
  const userNorm = norm(user)
  const isZero = (place: number): boolean => userNorm === 0 || norm(rowOf(items, lists.indices[place]!)) === 0
  const zero = wrong.find(isZero)
  if (zero !== undefined) {
    const name = Number.isNaN(lists.scores[zero]) ? 'NaN' : 'not 0'
    const message = `scores[${zero}] is ${name}, where ${userNorm === 0 ? 'the user' : 'the item'} is a vector of zeros.`
    return { message, diagnosis: 'Dividing by a length of 0: the similarity with a vector of zeros is 0.' }
  }
  const notFinite = wrong.find((place) => !Number.isFinite(lists.scores[place]))
  if (notFinite !== undefined) return { message: `scores[${notFinite}] is not a finite number.` }
  const message = `${wrong.length} of ${lists.scores.length} scores ${wrong.length === 1 ? 'is' : 'are'} not the cosine with the returned item.`
  const mistake = MISTAKES.find(({ gives }) =>
    lists.indices.every((index, place) => {
      const row = rowOf(items, index)
      return isClose(lists.scores[place]!, gives(dot(user, row), userNorm, norm(row)))
    }),
  )
  const diagnosis = mistake?.says ?? commonFactor(lists, cosines)
  return { message, ...(diagnosis ? { diagnosis } : {}) }
}

function commonFactor({ indices, scores }: Lists, cosines: Float64Array): string | undefined {
  const factor = scores[0]! / cosines[indices[0]!]!
  const fits =
    indices.length > 1 && indices.every((index, place) => isClose(scores[place]! / factor, cosines[index]!))
  return fits ? `Every score is off by the same factor (× ${Number(factor.toPrecision(4))}).` : undefined
}

function faultOfRanking(
  lists: Lists,
  question: Question,
  ranked: readonly number[],
  cosines: Float64Array,
): Fault | null {
  const got = lists.indices.map((index) => cosines[index]!)
  const want = ranked.slice(0, question.k).map((index) => cosines[index]!)
  const first = want.findIndex((similarity, place) => Math.abs(got[place]! - similarity) > NEAR)
  if (first < 0) return null
  const message = `indices[${first}] is not as similar as the item that belongs at that place.`
  const ascends = got.every((similarity, place) => place === 0 || similarity >= got[place - 1]! - NEAR)
  const hasZeros = ranked.some((index) => norm(rowOf(question.items, index)) === 0)
  const diagnosis = ascends
    ? 'The list ascends: the most similar item comes first.'
    : rankedByProduct(lists, question, ranked)
      ? 'The scores are cosines, but the ranking is that of the dot product.'
      : hasZeros
        ? 'An item of zeros is among the candidates: a NaN in the scores leaves the order to chance.'
        : undefined
  return { message, ...(diagnosis ? { diagnosis } : {}) }
}

/** Exact ties: identical rows, and vectors of zeros. */
function faultOfTies(
  { indices }: Lists,
  { user, items, seen = [] }: Question,
  cosines: Float64Array,
): Fault | null {
  const place = new Map(indices.map((index, at) => [index, at]))
  const userIsZero = norm(user) === 0
  for (const [index, at] of place) {
    for (let lower = 0; lower < index; lower++) {
      if (cosines[lower] !== cosines[index] || seen.includes(lower)) continue
      if (!userIsZero && !sameRow(items, lower, index)) continue
      if ((place.get(lower) ?? Infinity) < at) continue
      return {
        message: `indices[${at}] has an equal of a lower index that ${place.has(lower) ? 'comes after it' : 'is left out'}.`,
        diagnosis: 'Ties are broken the wrong way: the lower index comes first.',
      }
    }
  }
  return null
}

const MISTAKES: readonly { says: string; gives: (dot: number, user: number, item: number) => number }[] = [
  { says: 'This is the dot product: it is not divided by the lengths.', gives: (dot) => dot },
  {
    says: 'Only the items are normalised: divide by the length of the user too.',
    gives: (dot, _, item) => dot / item,
  },
  {
    says: 'Only the user is normalised: divide by the length of each item too.',
    gives: (dot, user) => dot / user,
  },
  {
    says: 'This is the cosine distance, 1 − cos: the cosine itself is wanted.',
    gives: (dot, user, item) => 1 - dot / (user * item),
  },
  { says: 'The sign is wrong: every score is negated.', gives: (dot, user, item) => -dot / (user * item) },
  { says: 'The lengths lack their square root.', gives: (dot, user, item) => dot / (user * item) ** 2 },
  {
    says: 'The square root is taken of the product of the lengths.',
    gives: (dot, user, item) => dot / Math.sqrt(user * item),
  },
]

/** Whether the seen lists of a batch were mixed up in a way that explains every user's answer. */
function mixedUp(got: readonly unknown[], question: BatchQuestion): string | undefined {
  const { seen = [] } = question
  const explains = (listOf: (user: number) => readonly number[]): boolean =>
    got.every(
      (answer, user) => faultOf(answer, { ...questionOf(question, user), seen: listOf(user) }) === null,
    )
  if (explains(() => seen[0] ?? [])) return 'Every user gets the seen list of the first.'
  if (explains(() => seen.flat())) return 'What one user has seen is kept from all of them.'
  return undefined
}

function solve({ user, items, seen = [] }: Question): { scores: Float64Array; ranked: number[] } {
  const n = items.shape[0]!
  const userNorm = norm(user)
  const scores = Float64Array.from({ length: n }, (_, index) => {
    const row = rowOf(items, index)
    const lengths = userNorm * norm(row)
    return lengths === 0 ? 0 : dot(user, row) / lengths
  })
  const known = new Set(seen)
  const ranked = Array.from(scores.keys())
    .filter((index) => !known.has(index))
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
  return { scores, ranked }
}

/** Whether the answer is the one that the dot product would choose. */
function rankedByProduct(
  { indices }: Lists,
  { user, items }: Question,
  candidates: readonly number[],
): boolean {
  const productOf = (index: number): number => dot(user, rowOf(items, index))
  const best = candidates.map(productOf).sort((a, b) => b - a)
  return indices.every((index, place) => isClose(productOf(index), best[place]!))
}

function listsOf(got: unknown): Lists | null {
  if (typeof got !== 'object' || got === null) return null
  const { indices, scores } = got as { indices?: unknown; scores?: unknown }
  const [indexList, scoreList] = [listOf(indices), listOf(scores)]
  return indexList && scoreList ? { indices: indexList, scores: scoreList } : null
}

function listOf(value: unknown): number[] | null {
  if (value instanceof NdArray) return value.rank === 1 ? listOf(value.data) : null
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return null
  const list = Array.from(value as unknown as ArrayLike<unknown>)
  return list.every((entry) => typeof entry === 'number') ? list : null
}

function rowOf({ shape, data }: NdArray, row: number): Float32Array {
  const width = shape[1]!
  return (data as Float32Array).subarray(row * width, (row + 1) * width)
}

function sameRow(items: NdArray, a: number, b: number): boolean {
  const [first, second] = [rowOf(items, a), rowOf(items, b)]
  return first.every((value, i) => value === second[i])
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const norm = (vector: ArrayLike<number>): number => Math.sqrt(dot(vector, vector))
