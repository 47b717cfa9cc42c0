// rejected by: The case by hand: the perplexity of "the whale" · says: Its exponential is wanted
// The mean surprise, and not the number of words that it stands for.

const START = '<s>'
const END = '</s>'
const UNKNOWN = '<unk>'

/** What came after a context: how often each word did, and all together. */
interface Followers {
  counts: Map<string, number>
  total: number
}

export interface Model {
  order: number
  strength: number
  vocabulary: Set<string>
  /** By the key of a context. */
  followers: Map<string, Followers>
}

/** Counts what came after what: after each context from no word to order − 1. */
export function train(sentences: readonly (readonly string[])[], order: number, strength: number): Model {
  const vocabulary = new Set([END, UNKNOWN])
  const followers = new Map<string, Followers>()
  for (const sentence of sentences)
    for (const [i, word] of [...sentence, END].entries()) {
      vocabulary.add(word)
      for (const context of contextsBefore(sentence, i, order)) {
        const after = followers.get(context) ?? { counts: new Map<string, number>(), total: 0 }
        after.counts.set(word, (after.counts.get(word) ?? 0) + 1)
        after.total++
        followers.set(context, after)
      }
    }
  return { order, strength, vocabulary, followers }
}

/** How probable a word is after the sentence so far. */
export function probability(model: Model, history: readonly string[], word: string): number {
  return chance(model, seenBefore(model, history, history.length), word)
}

/** Among how many words the model hesitates on average, at each word and each end. */
export function perplexity(model: Model, sentences: readonly (readonly string[])[]): number {
  // Logarithms: the product of thousands of probabilities would be 0.
  const surprises = sentences.flatMap((sentence) =>
    [...sentence, END].map((word, i) => -Math.log(chance(model, seenBefore(model, sentence, i), word))),
  )
  return surprises.reduce((sum, surprise) => sum + surprise) / surprises.length
}

/** Words drawn one after the other, never an unknown one, until the end is drawn or there are enough. */
export function generate(model: Model, random: () => number, maxWords: number): string[] {
  const words: string[] = []
  while (words.length < maxWords) {
    const word = draw(model, words, random())
    if (word === END) break
    words.push(word)
  }
  return words
}

function draw(model: Model, history: readonly string[], uniform: number): string {
  const seen = seenBefore(model, history, history.length)
  const writable = [...model.vocabulary].filter((word) => word !== UNKNOWN)
  let left = uniform * (1 - chance(model, seen, UNKNOWN))
  // Rounding may leave a little over: it goes to the end.
  return writable.find((word) => (left -= chance(model, seen, word)) < 0) ?? END
}

/** Each context's counts are smoothed by what the one before it, shorter by the oldest word, expects. */
function chance({ strength, vocabulary }: Model, seen: readonly Followers[], word: string): number {
  const counted = vocabulary.has(word) ? word : UNKNOWN
  return seen.reduce(
    (prior, { counts, total }) => ((counts.get(counted) ?? 0) + strength * prior) / (total + strength),
    1 / vocabulary.size,
  )
}

/** What came after the contexts before place i, the shortest first; nothing is there for those that were never read. */
function seenBefore({ order, followers }: Model, words: readonly string[], i: number): Followers[] {
  return contextsBefore(words, i, order).flatMap((context) => followers.get(context) ?? [])
}

/** The keys of the 0 to order − 1 words before place i, with start marks before the first. */
function contextsBefore(words: readonly string[], i: number, order: number): string[] {
  return Array.from({ length: order }, (_, length) =>
    JSON.stringify(Array.from({ length }, (_, j) => words[i - length + j] ?? START)),
  )
}
