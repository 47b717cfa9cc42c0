// Many calls in one message, a look at what becomes of the arguments, and a page of Moby-Dick.

import loomings from './data/loomings.json'

type Text = string[][]
type May<T> = T | Promise<T>

/** Your module. */
interface Learner {
  train(sentences: Text, order: number, strength: number): unknown
  probability(model: unknown, history: string[], word: string): May<number>
  perplexity(model: unknown, sentences: Text): May<number>
  generate(model: unknown, random: () => number, maxWords: number): May<string[]>
}

interface Training {
  text: Text
  order: number
  strength: number
}

/** A sentence so far, and the word that is asked for. */
export type Question = [history: string[], word: string]

/** The probability that each question asks for. */
export async function ask(
  { train, probability }: Learner,
  { text, order, strength }: Training,
  questions: Question[],
): Promise<number[]> {
  const model = await train(text, order, strength)
  const answers: number[] = []
  for (const [history, word] of questions) answers.push(await probability(model, history, word))
  return answers
}

/** The perplexity of a text to a model that has read another. */
export async function perplexityOf(
  { train, perplexity }: Learner,
  { text, order, strength }: Training,
  other: Text,
): Promise<number> {
  return perplexity(await train(text, order, strength), other)
}

/** What the probabilities of all `words` add up to, after each of the histories. */
export async function totals(
  { train, probability }: Learner,
  { text, order, strength }: Training,
  histories: Text,
  words: string[],
): Promise<number[]> {
  const model = await train(text, order, strength)
  const sums: number[] = []
  for (const history of histories) {
    let sum = 0
    for (const word of words) sum += await probability(model, [...history], word)
    sums.push(sum)
  }
  return sums
}

export interface Written {
  sentences: Text
  /** How often `random` was called for each of them. */
  calls: number[]
}

/** Sentences one after the other, with the uniform numbers in their order. */
export async function write(
  { train, generate }: Learner,
  { text, order, strength }: Training,
  maxWords: number,
  uniforms: Float64Array,
  sentences: number,
): Promise<Written> {
  const model = await train(text, order, strength)
  const written: Written = { sentences: [], calls: [] }
  let used = 0
  for (let i = 0; i < sentences; i++) {
    const before = used
    const words: unknown = await generate(model, () => uniforms[used++ % uniforms.length]!, maxWords)
    written.sentences.push(checked(words))
    written.calls.push(used - before)
  }
  return written
}

function checked(words: unknown): string[] {
  if (!Array.isArray(words)) throw new Error('generate must return a list of words.')
  const odd: unknown = words.find((word) => typeof word !== 'string')
  if (odd === undefined && !words.includes(undefined)) return words as string[]
  throw new Error(`generate returns a list with ${String(odd)} in it; words are wanted.`)
}

const MANY = 36_000

/** A text of 36,000 words in 400 sentences, by a rule that repeats after a long while. */
export function longText(): Text {
  let state = 1
  const word = (): string => {
    state = (state * 75) % 65_537
    return `w${(state % 29) * (state % 31)}`
  }
  return Array.from({ length: 400 }, () => Array.from({ length: MANY / 400 }, word))
}

/** The perplexity of a text that is as long as the one that was read. */
export async function perplexityOfLongText({ train, perplexity }: Learner): Promise<number> {
  const text = longText()
  return perplexity(await train(text, 3, 2), text)
}

/** What two models say in turn, the second made after the first. */
export async function inTurn(
  { train, probability }: Learner,
  trainings: Training[],
  history: string[],
  word: string,
): Promise<number[]> {
  const models: unknown[] = []
  for (const { text, order, strength } of trainings) models.push(await train(text, order, strength))
  const answers: number[] = []
  for (const model of [...models, ...models]) answers.push(await probability(model, [...history], word))
  return answers
}

/** What a model says after the caller has overwritten and emptied what it was trained with. */
export async function askAfterwards(
  { train, probability }: Learner,
  { text, order, strength }: Training,
  history: string[],
  word: string,
): Promise<number> {
  const model = await train(text, order, strength)
  for (const sentence of text) sentence.fill('gone').pop()
  text.length = 1
  return probability(model, history, word)
}

/** The arguments as they are after all functions had them. */
export async function afterwards(
  { train, probability, perplexity }: Learner,
  { text, order, strength }: Training,
  history: string[],
): Promise<{ text: Text; history: string[] }> {
  const model = await train(text, order, strength)
  await probability(model, history, 'whale')
  await perplexity(model, text)
  return { text, history }
}

/** The beginning of Moby-Dick, sentence by sentence, in small letters. */
export const sentences: readonly string[] = loomings.paragraphs
  .flatMap((paragraph) => paragraph.toLowerCase().match(/[^.?!]+[.?!]/g) ?? [])
  .map((sentence) => sentence.trim())

/** Its words, and the marks between them. */
export const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}’-]+|[^\p{L}\s]/gu) ?? []
