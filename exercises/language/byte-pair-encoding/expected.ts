// The algorithm word by word as the statement has it, and what it comes to when one step is taken otherwise.

export type Pair = readonly [number, number]

/** A step of training that is often taken otherwise. */
export interface TrainSlips {
  readonly unit?: Unit
  /** Counts both pairs of aaa. */
  readonly overlapping?: boolean
  readonly ties?: Ties
  /** Joins pairs that occur only once as well. */
  readonly joinsSingles?: boolean
  /** Takes vocabSize for the number of merges. */
  readonly bytesNotCounted?: boolean
  /** Takes the most frequent pairs of the text as it was, and never joins any. */
  readonly countedOnce?: boolean
  readonly join?: Join
}

/** A step of encoding that is often taken otherwise. */
export interface EncodeSlips {
  readonly unit?: Unit
  readonly next?: 'most frequent' | 'leftmost'
  readonly join?: Join
}

type Unit = 'byte' | 'code point' | 'UTF-16 unit'
type Ties = 'smallest' | 'greatest' | 'first seen' | 'last seen' | 'as text'
/** What joining makes of the pair's occurrences. */
type Join = (ids: readonly number[], pair: Pair, id: number) => number[]

const occursAt = (ids: readonly number[], i: number, [left, right]: Pair): boolean =>
  ids[i] === left && ids[i + 1] === right

const joined: Join = (ids, pair, id) => {
  const result: number[] = []
  let i = 0
  while (i < ids.length)
    if (occursAt(ids, i, pair)) {
      result.push(id)
      i += 2
    } else result.push(ids[i++]!)
  return result
}

/** Only the first occurrence is joined. */
export const joinsTheFirst: Join = (ids, pair, id) => {
  const at = ids.findIndex((_, i) => occursAt(ids, i, pair))
  return at < 0 ? [...ids] : [...ids.slice(0, at), id, ...ids.slice(at + 2)]
}

/** Goes on inside the pair that was just joined. */
export const joinsTwice: Join = (ids, pair, id) =>
  ids.flatMap((one, i) => (occursAt(ids, i, pair) ? [id] : occursAt(ids, i - 1, pair) ? [] : [one]))

function unitsOf(text: string, unit: Unit = 'byte'): number[] {
  if (unit === 'code point') return Array.from(text, (character) => character.codePointAt(0)!)
  if (unit === 'UTF-16 unit') return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  return Array.from(new TextEncoder().encode(text))
}

const neighbours = (ids: readonly number[]): Pair[] => ids.slice(1).map((id, i) => [ids[i]!, id])

/** Each pair once, in the order in which they stand in the text. */
const distinct = (pairs: readonly Pair[]): Pair[] => [
  ...new Map(pairs.map((pair) => [pair.join(' '), pair])).values(),
]

const asText = ([a]: Pair, [b]: Pair): number => (String(a) < String(b) ? -1 : a === b ? 0 : 1)
const bySize = (a: Pair, b: Pair): number => a[0] - b[0] || a[1] - b[1]
/** Which of two equally frequent pairs comes first; 0 leaves them in the order of the text. */
const TIES: Record<Ties, (a: Pair, b: Pair) => number> = {
  smallest: bySize,
  greatest: (a, b) => bySize(b, a),
  'first seen': () => 0,
  'last seen': () => 0,
  'as text': (a, b) => asText(a, b) || asText([a[1], 0], [b[1], 0]),
}

function ranked(ids: readonly number[], slips: TrainSlips): { pair: Pair; count: number }[] {
  const pairs = neighbours(ids)
  const seen = slips.ties === 'last seen' ? distinct(pairs).reverse() : distinct(pairs)
  const count = (pair: Pair): number =>
    slips.overlapping
      ? pairs.filter((one) => one.join(' ') === pair.join(' ')).length
      : ids.length - joined(ids, pair, -1).length
  return seen
    .map((pair) => ({ pair, count: count(pair) }))
    .sort((a, b) => b.count - a.count || TIES[slips.ties ?? 'smallest'](a.pair, b.pair))
}

export function mergesOf(text: string, vocabSize: number, slips: TrainSlips = {}): Pair[] {
  const most = slips.bytesNotCounted ? vocabSize : vocabSize - 256
  const least = slips.joinsSingles ? 1 : 2
  const join = slips.join ?? joined
  let ids = unitsOf(text, slips.unit)
  if (slips.countedOnce)
    return ranked(ids, slips)
      .filter(({ count }) => count >= least)
      .map(({ pair }) => pair)
      .slice(0, most)
  const merges: Pair[] = []
  while (merges.length < most) {
    const [best] = ranked(ids, slips)
    if (!best || best.count < least) break
    ids = join(ids, best.pair, 256 + merges.length)
    merges.push(best.pair)
  }
  return merges
}

export function idsOf(text: string, merges: readonly Pair[], slips: EncodeSlips = {}): number[] {
  let ids = unitsOf(text, slips.unit)
  // Each step makes the list shorter.
  for (;;) {
    const pairs = neighbours(ids).map((pair) => pair.join(' '))
    const candidates = merges
      .map((pair, rank) => ({ rank, pair, count: pairs.filter((one) => one === pair.join(' ')).length }))
      .filter(({ count }) => count > 0)
    if (slips.next === 'most frequent') candidates.sort((a, b) => b.count - a.count)
    if (slips.next === 'leftmost')
      candidates.sort((a, b) => pairs.indexOf(a.pair.join(' ')) - pairs.indexOf(b.pair.join(' ')))
    const [next] = candidates
    if (!next) return ids
    const join = slips.next === 'leftmost' ? joinsTheFirst : (slips.join ?? joined)
    ids = join(ids, next.pair, 256 + next.rank)
  }
}

/** The bytes of a token. */
const bytesOf = (id: number, merges: readonly Pair[]): number[] =>
  id < 256 ? [id] : merges[id - 256]!.flatMap((part) => bytesOf(part, merges))

const textOf = (bytes: readonly number[], ignoreBOM = true): string =>
  new TextDecoder('utf-8', { ignoreBOM }).decode(Uint8Array.from(bytes))

/** In these units of ids each piece of text is made by itself. */
export type DecodeSlip = 'token by token' | 'bytes as characters' | 'mark dropped'

export function textOfIds(ids: readonly number[], merges: readonly Pair[], slip?: DecodeSlip): string {
  const bytes = ids.map((id) => bytesOf(id, merges))
  if (slip === 'token by token') return bytes.map((token) => textOf(token)).join('')
  if (slip === 'bytes as characters') return bytes.map((token) => String.fromCharCode(...token)).join('')
  return textOf(bytes.flat(), slip !== 'mark dropped')
}

/** The text's tokens, each the longest in the vocabulary that fits where the one before ends. */
export function longestMatches(text: string, merges: readonly Pair[]): number[] {
  const vocabulary = Array.from({ length: 256 + merges.length }, (_, id) => bytesOf(id, merges))
  const bytes = unitsOf(text)
  const ids: number[] = []
  for (let at = 0; at < bytes.length;) {
    const fitting = vocabulary
      .map((token, id) => ({ token, id }))
      .filter(({ token }) => token.every((byte, i) => bytes[at + i] === byte))
    const longest = fitting.reduce((best, one) => (one.token.length > best.token.length ? one : best))
    ids.push(longest.id)
    at += longest.token.length
  }
  return ids
}

export const TRAIN_SLIPS: readonly { readonly says: string; readonly slips: TrainSlips }[] = [
  {
    says: 'The bytes do not seem to count as tokens: vocabSize is 256 plus the number of merges.',
    slips: { bytesNotCounted: true },
  },
  {
    says: 'It seems to work on code points. The tokens to begin with are the bytes of UTF-8.',
    slips: { unit: 'code point' },
  },
  {
    says: 'It seems to work on the 16-bit units of a JavaScript string. The tokens to begin with are the bytes of UTF-8.',
    slips: { unit: 'UTF-16 unit' },
  },
  {
    says: 'A run such as aaa seems to count as two pairs, though only one of them could be joined.',
    slips: { overlapping: true },
  },
  {
    says: 'Pairs seem to be counted once, at the start. Tokens that were made should be counted and joined like the others.',
    slips: { countedOnce: true },
  },
  {
    says: 'A pair that occurs only once seems to be joined too. What would that compress?',
    slips: { joinsSingles: true },
  },
  {
    says: 'Only the first occurrence of the pair seems to be joined, and not all.',
    slips: { join: joinsTheFirst },
  },
  {
    says: 'A token seems to be joined twice, with its left and with its right neighbour. After a pair, go on behind it.',
    slips: { join: joinsTwice },
  },
  {
    says: 'Of equally frequent pairs it seems to take the one that stands first in the text. The smaller ids decide.',
    slips: { ties: 'first seen' },
  },
  {
    says: 'Of equally frequent pairs it seems to take the one that stands last in the text. The smaller ids decide.',
    slips: { ties: 'last seen' },
  },
  {
    says: 'Of equally frequent pairs it seems to take the greatest. The smaller ids decide.',
    slips: { ties: 'greatest' },
  },
  {
    says: 'Ids seem to be compared as text, where "104" comes before "97".',
    slips: { ties: 'as text' },
  },
]

export const ENCODE_SLIPS: readonly { readonly says: string; readonly slips: EncodeSlips }[] = [
  {
    says: 'It seems to work on code points. The tokens to begin with are the bytes of UTF-8.',
    slips: { unit: 'code point' },
  },
  {
    says: 'It seems to work on the 16-bit units of a JavaScript string. The tokens to begin with are the bytes of UTF-8.',
    slips: { unit: 'UTF-16 unit' },
  },
  {
    says: 'It seems to join first what is most frequent in this text. What was learned first goes first.',
    slips: { next: 'most frequent' },
  },
  {
    says: 'It seems to join from the left whatever is a merge. What was learned first goes first, wherever it stands.',
    slips: { next: 'leftmost' },
  },
  {
    says: 'A token seems to be joined twice, with its left and with its right neighbour. After a pair, go on behind it.',
    slips: { join: joinsTwice },
  },
]
