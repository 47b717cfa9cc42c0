// How answers are compared, and what is said of those that are known to be wrong.

import type { CaseTools } from '@tensorkata/kit'
import { type Pair, pairsOf, shinglesOf, signatureOf, type Signatures, similarityOf } from './expected'
import type * as harness from './harness'
import { HASH_SLIPS, TEXT_SLIPS, wrongSimilarities } from './mistakes'
import { PAIR_MISTAKES } from './pair-mistakes'
import type * as reference from './solution'

export type Tools = CaseTools<typeof reference, typeof harness>

export async function judgeShingles({ learner, expect }: Tools, text: string, k: number): Promise<void> {
  const got: unknown = await learner.shingles(text, k)
  const isList = Array.isArray(got) && got.every((one) => typeof one === 'string')
  expect.that(isList, 'The result of shingles is not a list of strings.', { diagnosis: 'Wrong type.' })
  const sorted = [...(got as string[])].sort()
  const twice = sorted.findIndex((one, i) => one === sorted[i + 1])
  expect.that(twice < 0, 'A shingle is listed more than once.', {
    diagnosis: 'Each should be there once.',
    detail: JSON.stringify({ text, k, got }),
  })
  await expect(sorted, 'the shingles, in the order of the alphabet').toEqual(shinglesOf(text, k), {
    mistakes: TEXT_SLIPS.map(({ says, slips }) => ({ says, gives: () => shinglesOf(text, k, slips) })),
  })
}

export async function judgeSignature(
  { harness, expect }: Tools,
  shingles: readonly string[],
  length: number,
): Promise<void> {
  const got = await harness.sign([...shingles], length)
  await expect(got, 'the signature').toEqual(signatureOf(shingles, length), {
    mistakes: HASH_SLIPS.map(({ says, slips }) => ({
      says,
      gives: () => signatureOf(shingles, length, slips),
    })),
  })
}

export async function judgeSimilarity(
  { learner, expect }: Tools,
  one: readonly number[],
  other: readonly number[],
): Promise<void> {
  const got = await learner.similarity([...one], [...other])
  await expect(got, 'the similarity').toBeCloseTo(similarityOf(one, other), {
    atol: 1e-5,
    rtol: 0,
    mistakes: wrongSimilarities(one, other),
  })
}

export async function judgePairs(
  { learner, expect }: Tools,
  signatures: Signatures,
  bands: number,
  rows: number,
): Promise<void> {
  const got = await learner.candidatePairs(sent(signatures), bands, rows)
  await comparePairs(expect, got, signatures, bands, rows)
}

export async function comparePairs(
  expect: Tools['expect'],
  got: Pair[],
  signatures: Signatures,
  bands: number,
  rows: number,
): Promise<void> {
  await expect(got, 'the pairs').toEqual(pairsOf(signatures, bands, rows), {
    mistakes: PAIR_MISTAKES.map(({ says, gives }) => ({ says, gives: () => gives(signatures, bands, rows) })),
  })
}

/** As the learner's functions take them: lists of their own. */
export const sent = (signatures: Signatures): number[][] => signatures.map((signature) => [...signature])
