/** What the other functions need to know about a text. It is yours to design: nobody else looks inside. */
export interface Model {
  order: number
  strength: number
}

/**
 * Counts, once, what came after what.
 *
 * @param sentences the words of each sentence; any of them may be empty, and so may the text
 * @param order n: how many words an n-gram has, from 1 on; the last of them is predicted
 * @param strength α > 0: how often each context has seen, as it were, what the shorter one expects
 */
export function train(sentences: string[][], order: number, strength: number): Model {
  throw new Error('train is not written yet.')
}

/**
 * How probable a word is after the sentence so far.
 *
 * @param history all words of the sentence before it, perhaps none
 * @param word any word, or '</s>' for the end; what was never read counts as '<unk>'
 */
export function probability(model: Model, history: string[], word: string): number {
  throw new Error('probability is not written yet.')
}

/** Among how many words the model hesitates on average, at each word and each end of the sentences. */
export function perplexity(model: Model, sentences: string[][]): number {
  throw new Error('perplexity is not written yet.')
}

/**
 * The words of a new sentence, never '<unk>', until its end is drawn or there are enough.
 *
 * @param random gives a uniform number in [0, 1); call it once for each draw
 */
export function generate(model: Model, random: () => number, maxWords: number): string[] {
  throw new Error('generate is not written yet.')
}
