// What is wrong with the answer to a search, in words. Documents whose scores are within rounding of each other may stand in
// either order; only those whose scores are equal to the last bit, however they are computed, must be in theirs.

import { type Hit, hitsOf, MISTAKES, type Question } from './expected'

export interface Fault {
  readonly message: string
  readonly diagnosis?: string
}

/** Scores closer than this may be ranked either way. */
const NEAR = 1e-6

const isClose = (got: number, want: number): boolean => Math.abs(got - want) <= 1e-5 + 1e-4 * Math.abs(want)

export function faultOf(got: unknown, question: Question): Fault | null {
  const form = formFault(got)
  if (form) return form
  const hits = got as Hit[]
  const fault = faultOfHits(hits, question)
  if (!fault || fault.diagnosis) return fault
  const mistake = MISTAKES.find(({ slips }) =>
    isSame(hits, hitsOf(question, slips).slice(0, Math.max(0, question.k))),
  )
  return mistake ? { ...fault, diagnosis: mistake.says } : fault
}

function formFault(got: unknown): Fault | null {
  if (!Array.isArray(got)) return { message: 'The result of search is not a list.', diagnosis: 'Wrong type.' }
  const odd = got.findIndex((hit) => typeof hit?.document !== 'number' || typeof hit?.score !== 'number')
  if (odd < 0) return null
  const message = `Entry ${odd} of the result is not { document, score } with two numbers.`
  return { message, diagnosis: 'Wrong type.' }
}

function faultOfHits(hits: readonly Hit[], question: Question): Fault | null {
  const all = hitsOf(question)
  const scores = new Map(all.map(({ document, score }) => [document, score]))
  return (
    faultOfMembers(hits, question, scores) ??
    faultOfLength(hits, Math.min(question.k, all.length)) ??
    faultOfScores(hits, scores) ??
    faultOfRanking(hits, all, scores) ??
    faultOfTies(hits, question)
  )
}

function faultOfMembers(
  hits: readonly Hit[],
  { documents }: Question,
  scores: ReadonlyMap<number, number>,
): Fault | null {
  const seen = new Set<number>()
  for (const [place, { document }] of hits.entries()) {
    if (!Number.isInteger(document) || document < 0 || document >= documents.length)
      return { message: `Entry ${place} names no document of the collection.`, diagnosis: 'Wrong number.' }
    if (!scores.has(document))
      return {
        message: `Entry ${place} is a document that holds no word of the query.`,
        diagnosis: 'Documents that hold no word of the query seem to be listed.',
      }
    if (seen.has(document))
      return { message: `Entry ${place} was there before.`, diagnosis: 'A document is listed twice.' }
    seen.add(document)
  }
  return null
}

function faultOfLength({ length }: readonly Hit[], wanted: number): Fault | null {
  if (length === wanted) return null
  const message = `${length} ${length === 1 ? 'document is' : 'documents are'} listed, but ${wanted} ${wanted === 1 ? 'is' : 'are'} wanted.`
  return length > wanted ? { message, diagnosis: 'Too many: at most k are wanted.' } : { message }
}

function faultOfScores(hits: readonly Hit[], scores: ReadonlyMap<number, number>): Fault | null {
  const place = hits.findIndex(({ document, score }) => !isClose(score, scores.get(document)!))
  if (place < 0) return null
  const { score } = hits[place]!
  if (Number.isFinite(score)) return { message: `The score of entry ${place} is not right.` }
  const message = `The score of entry ${place} is ${score}.`
  return { message, diagnosis: `${score} appears. What is divided by 0, or missing in a table?` }
}

function faultOfRanking(
  hits: readonly Hit[],
  all: readonly Hit[],
  scores: ReadonlyMap<number, number>,
): Fault | null {
  const place = hits.findIndex(
    ({ document }, i) => Math.abs(scores.get(document)! - all[i]!.score) > NEAR * (1 + all[i]!.score),
  )
  if (place < 0) return null
  const isLeftOut = !hits.some(({ document }) => document === all[place]!.document)
  return {
    message: isLeftOut
      ? `The scores are right, but at entry ${place} a better document is left out.`
      : `The scores are right, but entry ${place} is not in its place.`,
  }
}

function faultOfTies(hits: readonly Hit[], { documents, query }: Question): Fault | null {
  const place = new Map(hits.map(({ document }, i) => [document, i]))
  const tied = new Map<string, number[]>()
  for (const [document, key] of tieKeys(documents, new Set(query)).entries())
    tied.set(key, [...(tied.get(key) ?? []), document])
  for (const same of tied.values())
    for (let i = 1; i < same.length; i++) {
      const [lower, higher] = [place.get(same[i - 1]!) ?? Infinity, place.get(same[i]!) ?? Infinity]
      if (lower > higher)
        return {
          message: `Entry ${higher} has an equal of a lower number that should come before it.`,
        }
    }
  return null
}

/** Equal for documents whose scores are computed from the very same numbers. */
function tieKeys(documents: Question['documents'], asked: ReadonlySet<string>): string[] {
  const holding = new Map(
    [...asked].map((word) => [word, documents.filter((words) => words.includes(word)).length]),
  )
  return documents.map((words) => {
    const matches = words.filter((word) => asked.has(word))
    return new Set(matches).size === 1
      ? [holding.get(matches[0]!), matches.length, words.length].join()
      : JSON.stringify(words)
  })
}

const isSame = (hits: readonly Hit[], wrong: readonly Hit[]): boolean =>
  hits.length === wrong.length &&
  hits.every(({ document, score }, i) => document === wrong[i]!.document && isClose(score, wrong[i]!.score))
