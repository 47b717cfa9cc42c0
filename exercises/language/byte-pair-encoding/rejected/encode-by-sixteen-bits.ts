// rejected by: A vocabulary of more than a thousand tokens · says: have two of them room
// Encoding looks merges up by a key in which each id has 16 bits: fine for 65,536 tokens.

/** [left, right], the ids of two tokens; the merge at index i makes the token 256 + i of them. */
export type Merge = [number, number]

const BYTES = 256

/** Learns which pairs to join, the most frequent first; among equals the smaller left, then the smaller right. */
export function train(text: string, vocabSize: number): Merge[] {
  let ids = bytesOf(text)
  const merges: Merge[] = []
  while (BYTES + merges.length < vocabSize) {
    const pair = mostFrequentPair(ids, vocabSize)
    if (!pair) break
    ids = join(ids, pair, BYTES + merges.length)
    merges.push(pair)
  }
  return merges
}

/** Joins what was learned first, until no pair is a merge. */
export function encode(text: string, merges: readonly Merge[]): number[] {
  const ranks = new Map(merges.map(([left, right], rank) => [left * 65_536 + right, rank]))
  let ids = bytesOf(text)
  for (;;) {
    const found = ids.slice(1).map((right, i) => ranks.get(ids[i]! * 65_536 + right) ?? Infinity)
    const rank = found.reduce((first, one) => Math.min(first, one), Infinity)
    if (rank === Infinity) return ids
    const at = found.indexOf(rank)
    ids = join(ids, [ids[at]!, ids[at + 1]!], BYTES + rank)
  }
}

/** The bytes of all tokens first, then their text: a token may end within a character. */
export function decode(ids: readonly number[], merges: readonly Merge[]): string {
  const bytes = Array.from({ length: BYTES }, (_, byte) => [byte])
  for (const [left, right] of merges) bytes.push([...bytes[left]!, ...bytes[right]!])
  const all = Uint8Array.from(ids.flatMap((id) => bytes[id]!))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(all)
}

const bytesOf = (text: string): number[] => Array.from(new TextEncoder().encode(text))

/** Null when no pair occurs twice. */
function mostFrequentPair(ids: readonly number[], vocabSize: number): Merge | null {
  /** By a key that sorts as the pairs do. */
  const counts = new Map<number, number>()
  let previous: number | null = null
  for (let i = 1; i < ids.length; i++) {
    const key = ids[i - 1]! * vocabSize + ids[i]!
    // The same pair twice running is a run such as aaa: they share a token, and only one of them could be joined.
    const overlaps: boolean = key === previous
    if (!overlaps) counts.set(key, (counts.get(key) ?? 0) + 1)
    previous = overlaps ? null : key
  }
  const [best] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b)
  if (!best || best[1] < 2) return null
  return [Math.floor(best[0] / vocabSize), best[0] % vocabSize]
}

/** The ids, with `id` in the place of each occurrence of the pair. What was just joined is a new id, so it cannot be joined again. */
function join(ids: readonly number[], [left, right]: Merge, id: number): number[] {
  const joined: number[] = []
  for (const next of ids)
    if (next === right && joined.at(-1) === left) joined[joined.length - 1] = id
    else joined.push(next)
  return joined
}
