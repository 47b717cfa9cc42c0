// BM25 straight from the formula, document by document, each step open to what people make of it otherwise.

export interface Question {
  readonly documents: readonly (readonly string[])[]
  readonly query: readonly string[]
  readonly k: number
  readonly options?: { readonly k1?: number; readonly b?: number }
}

export interface Hit {
  readonly document: number
  readonly score: number
}

export interface Slips {
  /** The weight of a word that `holding` of `n` documents hold. */
  readonly idf?: (n: number, holding: number) => number
  /** n_w as how often the word stands in the whole collection. */
  readonly countsOccurrences?: boolean
  /** What a count comes to, where `relative` is the document's length over the average one. */
  readonly gain?: (count: number, relative: number, k1: number, b: number) => number
  readonly lengthOf?: (words: readonly string[]) => number
  /** The average leaves empty documents out. */
  readonly averageOfWritten?: boolean
  /** A word that is asked twice counts twice. */
  readonly countsRepeats?: boolean
  /** Which documents are listed: those that hold one word of the query, all of them, or just all. */
  readonly lists?: 'any' | 'all words' | 'everything'
  readonly order?: (one: Hit, other: Hit) => number
  readonly defaults?: boolean
}

export const okapiIdf = (n: number, holding: number): number =>
  Math.log(1 + (n - holding + 0.5) / (holding + 0.5))
const okapiGain = (count: number, relative: number, k1: number, b: number): number =>
  (count * (k1 + 1)) / (count + k1 * (1 - b + b * relative))
const bestFirst = (one: Hit, other: Hit): number => other.score - one.score || one.document - other.document

/** All that should be listed if k were infinite, in its order. */
export function hitsOf({ documents, query, options = {} }: Question, slips: Slips = {}): Hit[] {
  const { idf = okapiIdf, gain = okapiGain, lengthOf = (words) => words.length, order = bestFirst } = slips
  const { k1 = 1.2, b = 0.75 } = slips.defaults ? {} : options
  const measured = slips.averageOfWritten ? documents.filter((words) => words.length > 0) : documents
  const average = measured.reduce((sum, words) => sum + lengthOf(words), 0) / measured.length
  const asked = slips.countsRepeats ? query : [...new Set(query)]
  const weights = asked.map((word) => {
    const counts = documents.map((words) => countOf(words, word))
    const holding = counts.reduce(
      (sum, count) => sum + (slips.countsOccurrences ? count : Number(count > 0)),
      0,
    )
    return idf(documents.length, holding)
  })
  return documents
    .map((words, document) => {
      const counts = asked.map((word) => countOf(words, word))
      const score = counts.reduce(
        (sum, count, i) =>
          count === 0 ? sum : sum + weights[i]! * gain(count, lengthOf(words) / average, k1, b),
        0,
      )
      const isListed =
        slips.lists === 'everything' ||
        (slips.lists === 'all words' && counts.every((count) => count > 0)) ||
        (slips.lists !== 'all words' && counts.some((count) => count > 0))
      return { document, score, isListed }
    })
    .filter(({ isListed }) => isListed)
    .map(({ document, score }) => ({ document, score }))
    .sort(order)
}

function countOf(words: readonly string[], word: string): number {
  return words.reduce((count, one) => count + Number(one === word), 0)
}

/** What people make of it, each with the words that name it. Tried in this order. */
export const MISTAKES: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'A word that is asked twice seems to count twice. The sum is over distinct words.',
    slips: { countsRepeats: true },
  },
  {
    says: 'Documents that hold no word of the query seem to be listed.',
    slips: { lists: 'everything' },
  },
  {
    says: 'Only documents that hold every word of the query seem to be listed. One word is enough.',
    slips: { lists: 'all words' },
  },
  {
    says: 'The idf seems to lack the "1 +" in its logarithm: a word in most of the documents then counts against those that hold it.',
    slips: { idf: (n, holding) => Math.log((n - holding + 0.5) / (holding + 0.5)) },
  },
  {
    says: 'The idf seems to lack the "1 +" in its logarithm, and to be cut off at 0: a frequent word still tells a little.',
    slips: { idf: (n, holding) => Math.max(0, Math.log((n - holding + 0.5) / (holding + 0.5))) },
  },
  {
    says: 'The idf seems to be ln(N / n), without the halves.',
    slips: { idf: (n, holding) => Math.log(n / holding) },
  },
  {
    says: 'The idf seems to be ln(1 + N / n), without the halves.',
    slips: { idf: (n, holding) => Math.log(1 + n / holding) },
  },
  {
    says: 'The idf seems to be a logarithm of another base: the natural one is wanted.',
    slips: { idf: (n, holding) => okapiIdf(n, holding) / Math.LN2 },
  },
  {
    says: 'The idf seems to be a logarithm of another base: the natural one is wanted.',
    slips: { idf: (n, holding) => okapiIdf(n, holding) / Math.LN10 },
  },
  { says: 'Words seem to be weighed alike: where is the idf?', slips: { idf: () => 1 } },
  {
    says: 'The idf seems to count how often a word was written in all. In how many documents does it stand?',
    slips: { countsOccurrences: true },
  },
  {
    says: 'The count seems not to be saturated: it is a plain factor.',
    slips: { gain: (count) => count },
  },
  {
    says: 'It seems to be of no account how often a document says a word.',
    slips: { gain: (_, relative, k1, b) => okapiGain(1, relative, k1, b) },
  },
  {
    says: 'Length seems not to be normalised: b has no effect.',
    slips: { gain: (count, _, k1) => okapiGain(count, 1, k1, 0) },
  },
  {
    says: 'The length seems to be divided the wrong way round: the document’s own over the average is wanted.',
    slips: { gain: (count, relative, k1, b) => okapiGain(count, 1 / relative, k1, b) },
  },
  {
    says: 'b and 1 − b seem to be exchanged.',
    slips: { gain: (count, relative, k1, b) => okapiGain(count, relative, k1, 1 - b) },
  },
  {
    says: 'k₁ seems to be multiplied with a part of the bracket only: it is k₁ · (1 − b + b · …).',
    slips: { gain: (count, relative, k1, b) => (count * (k1 + 1)) / (count + k1 * (1 - b) + b * relative) },
  },
  {
    says: 'The factor k₁ + 1 seems to be missing in the numerator.',
    slips: { gain: (count, relative, k1, b) => okapiGain(count, relative, k1, b) / (k1 + 1) },
  },
  {
    says: 'A document’s length seems to be the number of its distinct words. Repeated ones count too.',
    slips: { lengthOf: (words) => new Set(words).size },
  },
  {
    says: 'The length seems to be the number of letters. It is the number of words.',
    slips: { lengthOf: (words) => words.join(' ').length },
  },
  {
    says: 'Empty documents seem to be left out of the average length.',
    slips: { averageOfWritten: true },
  },
  {
    says: 'The options seem to be ignored: these are the scores for 1.2 and 0.75.',
    slips: { defaults: true },
  },
  {
    says: 'The lowest score comes first. The highest is wanted there.',
    slips: { order: (one, other) => one.score - other.score || one.document - other.document },
  },
  {
    says: 'The list seems to be in the order of the documents. The highest score comes first.',
    slips: { order: (one, other) => one.document - other.document },
  },
  {
    says: 'Of equal scores the higher number comes first. The lower one is wanted there.',
    slips: { order: (one, other) => other.score - one.score || other.document - one.document },
  },
  {
    says: 'Of equal scores, the numbers seem to be compared as text: there "10" comes before "2".',
    slips: {
      order: (one, other) =>
        other.score - one.score || (String(one.document) < String(other.document) ? -1 : 1),
    },
  },
]
