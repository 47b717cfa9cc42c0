/** [left, right], the ids of two tokens; the merge at index i makes the token 256 + i of them. */
export type Merge = [number, number]

/**
 * Learns which pairs to join, the most frequent first; among equals the smaller left, then the smaller right.
 *
 * vocabSize: 256 or more, the 256 bytes included
 * returns at most vocabSize − 256 merges; fewer if no pair occurs twice any more
 */
export function train(text: string, vocabSize: number): Merge[] {
  throw new Error('train is not written yet.')
}

/** The ids of a text’s tokens: its bytes, joined by the merges, those that were learned first before the others. */
export function encode(text: string, merges: readonly Merge[]): number[] {
  throw new Error('encode is not written yet.')
}

/** The text that the ids stand for; bytes that are not UTF-8 become U+FFFD. */
export function decode(ids: readonly number[], merges: readonly Merge[]): string {
  throw new Error('decode is not written yet.')
}
