// What people make of it, each with the words that name it. Tried in these orders.

import { agreed, type HashSlips, leastOf, plainOf, spaced, sumOf, type TextSlips, upTo } from './expected'

export const TEXT_SLIPS: readonly { readonly says: string; readonly slips: TextSlips }[] = [
  { says: 'Capitals seem to be kept.', slips: { plain: spaced } },
  {
    says: 'Whitespace seems to be left as it is. Each run of it becomes one space, and none is left at the ends.',
    slips: { plain: (text) => text.toLowerCase() },
  },
  {
    says: 'Only the ends seem to be trimmed. Within the text each run of whitespace becomes one space.',
    slips: { plain: (text) => text.toLowerCase().trim() },
  },
  {
    says: 'A space seems to be left at the ends.',
    slips: { plain: (text) => text.toLowerCase().replace(/\s+/g, ' ') },
  },
  {
    says: 'Only runs of spaces seem to be shortened. Line breaks and tabs are whitespace too.',
    slips: { plain: (text) => text.toLowerCase().replace(/ +/g, ' ').trim() },
  },
  {
    says: 'Spaces seem to be taken out. One stays for each run of whitespace.',
    slips: { plain: (text) => text.toLowerCase().replace(/\s/g, '') },
  },
  {
    says: 'Marks seem to be taken out. Only capitals and whitespace are changed.',
    slips: { plain: (text) => spaced(text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, '')) },
  },
  {
    says: 'Accents seem to be taken off. Only capitals and whitespace are changed.',
    slips: { plain: (text) => plainOf(text.normalize('NFD').replace(/\p{M}/gu, '')) },
  },
  ...['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => ({
    says: `The text seems to be normalised by Unicode (${form}). Only capitals and whitespace are changed.`,
    slips: { plain: (text: string) => plainOf(text.normalize(form)) },
  })),
  {
    says: 'A letter and its accent seem to be one character. A character is a code point, and they may be two.',
    slips: { cut: (text) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment) },
  },
  {
    says: 'A character outside of the basic plane, such as an emoji, seems to be cut in half. It is one character.',
    slips: { cut: (text) => text.split('') },
  },
  {
    says: 'An empty text seems to have a shingle, the empty one. It has none.',
    slips: { short: (plain) => [plain] },
  },
  {
    says: 'These are runs of words. Shingles are made of characters here.',
    slips: { cut: (text) => text.split(' '), joint: ' ' },
  },
  {
    says: 'These are the words of the text. Shingles are runs of characters.',
    slips: { instead: (text) => text.split(' ').filter((word) => word !== '') },
  },
  { says: 'The last run seems to be missing.', slips: { starts: (pieces, k) => upTo(pieces - k) } },
  {
    says: 'Shorter runs at the end seem to be counted too. All have k characters.',
    slips: { starts: (pieces) => upTo(pieces) },
  },
  {
    says: 'The runs seem not to overlap. One begins at every character.',
    slips: { starts: (pieces, k) => upTo(Math.floor(pieces / k)).map((i) => i * k) },
  },
  {
    says: 'The runs seem not to overlap. One begins at every character.',
    slips: { starts: (pieces, k) => upTo(Math.ceil(pieces / k)).map((i) => i * k) },
  },
  {
    says: 'A text that is shorter than k seems to have no shingle. It has one, the whole of it.',
    slips: { short: () => [] },
  },
]

export const HASH_SLIPS: readonly { readonly says: string; readonly slips: HashSlips }[] = [
  {
    says: 'One hash function seems to be used for all places. Place i has its own, hashes[i].',
    slips: { seed: () => 0 },
  },
  {
    says: 'These are the greatest hashes. The least are wanted.',
    slips: { of: (all) => all.reduce((most, one) => Math.max(most, one), -Infinity) },
  },
  {
    says: 'A set of no shingles has a signature of zeros. The least of no numbers is Infinity.',
    slips: { of: (all) => (all.length === 0 ? 0 : leastOf(all)) },
  },
  {
    says: 'The minimum seems to begin with 0, below which no hash is. Begin with Infinity.',
    slips: { of: () => 0 },
  },
  { says: 'The hashes seem to be added up. The least of them is wanted.', slips: { of: sumOf } },
  { says: 'Only the first shingle seems to be hashed.', slips: { of: ([first = Infinity]) => first } },
  { says: 'Only the last shingle seems to count.', slips: { of: (all) => all.at(-1) ?? Infinity } },
  {
    says: 'The hashes seem to have become 32-bit integers with a sign.',
    slips: { of: (all) => leastOf(all.map((one) => one | 0)) },
  },
  {
    says: 'The signature seems to be sorted. Place i belongs to function i.',
    slips: { then: (signature) => signature.sort((a, b) => a - b) },
  },
  {
    says: 'The hashes seem to be rounded to float32, which has 24 bits. They have 32.',
    slips: { then: (signature) => signature.map(Math.fround) },
  },
  {
    says: 'A set of no shingles seems to have no signature. It has one, of as many numbers as any.',
    slips: { then: (signature) => signature.filter((one) => one < Infinity) },
  },
]

export function wrongSimilarities(
  one: readonly number[],
  other: readonly number[],
): { says: string; gives: number }[] {
  const [a, b] = [new Set(one), new Set(other)]
  const [shared, all] = [[...a].filter((value) => b.has(value)).length, new Set([...one, ...other]).size]
  const agree = agreed(one, other)
  return [
    { says: 'Two posts without shingles seem to be alike. They are like nobody.', gives: agree / one.length },
    {
      says: 'What differs seems to count twice below the line, as it does for sets, which is biased. Divide by the length.',
      gives: agree / (2 * one.length - agree),
    },
    {
      says: 'This is the Jaccard similarity of the numbers, wherever they stand, which is biased. Place i is compared with place i.',
      gives: shared / all,
    },
    {
      says: 'It seems to count numbers that stand in both, wherever. Place i is compared with place i.',
      gives: shared / one.length,
    },
    { says: 'This is the number of places that agree. Divide by the length.', gives: agree },
    { says: 'This is the share of places that differ.', gives: 1 - agree / one.length },
    { says: 'It is 1 or 0. The share of places that agree is wanted.', gives: Number(agree === one.length) },
  ]
}
