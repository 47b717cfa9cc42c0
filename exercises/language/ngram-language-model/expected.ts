// The model straight from its definition: a list of all predictions, gone through for every count. Each step is open to what
// people make of it otherwise.

export type Text = readonly (readonly string[])[]

/** What a model is trained with. */
export interface Training {
  readonly text: Text
  readonly order: number
  readonly strength: number
}

export const [START, END, UNKNOWN] = ['<s>', '</s>', '<unk>']

/** N(c), N(c w), what the shorter context expects, α, |V|, and how many of the contexts up to here were read. */
export interface Counts {
  readonly context: number
  readonly together: number
  readonly prior: number
  readonly strength: number
  readonly size: number
  readonly length: number
}

export interface Slips {
  /** How many start marks stand before the first word. */
  readonly marks?: (order: number) => number
  /** Predictions whose context is not full of words are left out of the counts. */
  readonly skipsFirst?: boolean
  /** How many words a context may have. */
  readonly longest?: (order: number) => number
  /** The sentences are one long text: contexts reach into the one before. */
  readonly runsOn?: boolean
  /** Ends are not counted. */
  readonly noEnds?: boolean
  /** Start marks are counted as if they were predicted. */
  readonly countsMarks?: boolean
  /** What counts as a word of the vocabulary, beside those of the text. */
  readonly extra?: readonly string[]
  /** Which end of a context is dropped to shorten it. */
  readonly dropsNewest?: boolean
  /** What counts come to. */
  readonly smoothed?: (counts: Counts) => number
  /** The prior of every context, in place of what the shorter one expects. */
  readonly flatPrior?: boolean
  readonly unseenIsUniform?: boolean
  readonly unknownIsImpossible?: boolean
}

interface Prediction {
  readonly before: readonly string[]
  readonly word: string
}

function predictionsOf(text: Text, order: number, slips: Slips): Prediction[] {
  const marks = new Array<string>(slips.marks?.(order) ?? order - 1).fill(START)
  const sentences = text.map((sentence) => (slips.noEnds ? [...sentence] : [...sentence, END]))
  const runs = slips.runsOn ? [sentences.flat()] : sentences
  return runs.flatMap((words) => [
    ...(slips.countsMarks ? marks.map((word, i) => ({ before: marks.slice(0, i), word })) : []),
    ...words
      .map((word, i) => ({ before: [...marks, ...words.slice(0, i)], word }))
      .filter((_, i) => !slips.skipsFirst || i >= order - 1),
  ])
}

const endsWith = (words: readonly string[], context: readonly string[]): boolean =>
  words.length >= context.length &&
  context.every((word, i) => word === words[words.length - context.length + i])

export function vocabularyOf(text: Text, extra: readonly string[] = [END, UNKNOWN]): string[] {
  return [...new Set([...text.flat(), ...extra])]
}

const interpolated = ({ together, context, prior, strength }: Counts): number =>
  (together + strength * prior) / (context + strength)

/** P(word) after the history: the function that answers for any of them. */
export function modelOf({ text, order, strength }: Training, slips: Slips = {}) {
  const { smoothed = interpolated } = slips
  const vocabulary = vocabularyOf(text, slips.extra)
  const known = new Set(vocabulary)
  const predictions = predictionsOf(text, order, slips)
  const longest = (slips.longest?.(order) ?? order) - 1
  const marks = new Array<string>(slips.marks?.(order) ?? order - 1).fill(START)
  const followers = new Map<string, readonly string[]>()
  const after = (context: readonly string[]): readonly string[] => {
    const key = JSON.stringify(context)
    const found =
      followers.get(key) ??
      predictions.filter(({ before }) => endsWith(before, context)).map(({ word }) => word)
    followers.set(key, found)
    return found
  }
  return (history: readonly string[], asked: string): number => {
    const word = known.has(asked) && asked !== START ? asked : UNKNOWN
    if (slips.unknownIsImpossible && word === UNKNOWN) return 0
    const before = [...marks, ...history]
    const full = before.slice(Math.max(0, before.length - longest))
    let probability = 1 / vocabulary.length
    for (let length = 0; length <= full.length; length++) {
      const context = slips.dropsNewest ? full.slice(0, length) : full.slice(full.length - length)
      const words = after(context)
      const prior =
        slips.flatPrior || (slips.unseenIsUniform && words.length === 0) ? 1 / vocabulary.length : probability
      const together = words.reduce((count, one) => count + Number(one === word), 0)
      const size = vocabulary.length
      probability = smoothed({ together, context: words.length, prior, strength, size, length })
    }
    return probability
  }
}

export type Model = ReturnType<typeof modelOf>

/** The probability of each word and end of each sentence. */
export const predicted = (model: Model, text: Text): number[][] =>
  text.map((words) => [...words, END].map((word, i) => model(words.slice(0, i), word)))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const surprise = (probabilities: readonly number[]): number =>
  sum(probabilities.map((p) => -Math.log(p)))

export function perplexityOf(model: Model, text: Text): number {
  const all = predicted(model, text).flat()
  return Math.exp(surprise(all) / all.length)
}

/** The perplexity of a text to the model of order 3 that has read it, in as many steps as it has words. */
export function ownPerplexity(text: Text, strength: number): number {
  const counts = [0, 1, 2].map(() => new Map<string, number>())
  const events = predictionsOf(text, 3, {}).map(({ before, word }) => ({ last: before.slice(-2), word }))
  const keysOf = (last: readonly string[]): string[] => ['', `${last[1]}`, `${last[0]} ${last[1]}`]
  const count = (length: number, key: string, add = 0): number => {
    const total = (counts[length]!.get(key) ?? 0) + add
    if (add > 0) counts[length]!.set(key, total)
    return total
  }
  for (const { last, word } of events)
    keysOf(last).forEach((key, length) => [key, `${key} > ${word}`].forEach((each) => count(length, each, 1)))
  const uniform = 1 / vocabularyOf(text).length
  const probabilities = events.map(({ last, word }) =>
    keysOf(last).reduce((prior, key, length) => {
      const [context, together] = [count(length, key), count(length, `${key} > ${word}`)]
      return interpolated({ context, together, prior, strength, size: 0, length })
    }, uniform),
  )
  return Math.exp(surprise(probabilities) / events.length)
}

/** All that generate may write, with how probable it is. */
export function sentencesOf(
  model: Model,
  vocabulary: readonly string[],
  maxWords: number,
  withUnknown = false,
): { readonly words: readonly string[]; readonly probability: number }[] {
  const writable = vocabulary.filter((word) => word !== END && (withUnknown || word !== UNKNOWN))
  const grown = (words: readonly string[], probability: number): ReturnType<typeof sentencesOf> => {
    if (words.length === maxWords) return [{ words, probability }]
    const all = withUnknown ? 1 : 1 - model(words, UNKNOWN)
    const share = (word: string): number => (probability * model(words, word)) / all
    return [
      { words, probability: share(END) },
      ...writable.flatMap((word) => grown([...words, word], share(word))),
    ]
  }
  return grown([], 1)
}
