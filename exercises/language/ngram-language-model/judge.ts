// How answers are compared, and what is said of those that are known to be wrong.

import { type CaseTools, distribution, type Random } from '@tensorkata/kit'
import {
  END,
  type Model,
  modelOf,
  perplexityOf,
  sentencesOf,
  type Text,
  type Training,
  UNKNOWN,
  vocabularyOf,
} from './expected'
import type * as harness from './harness'
import { MISTAKES, wrongPerplexities } from './mistakes'
import type * as reference from './solution'

export type Tools = CaseTools<typeof reference, typeof harness>
export type Question = readonly [history: readonly string[], word: string]

/** The statement compares within 10⁻⁴ of the size, however small a probability is. */
const RELATIVE = { atol: 1e-15, rtol: 1e-4 }

/** As the harness takes it: texts that are its own. */
export const sent = ({ text, order, strength }: Training) => ({ text: sentText(text), order, strength })
export const sentText = (text: Text): string[][] => text.map((words) => [...words])

/** All words that can be asked for, and one that was never read. */
export const asked = ({ text }: Training): string[] => [...vocabularyOf(text), 'zebra']

const answers = (model: Model, questions: readonly Question[]): number[] =>
  questions.map(([history, word]) => model(history, word))

export async function judge(
  { harness, expect }: Tools,
  training: Training,
  questions: readonly Question[],
  name = 'the probabilities',
): Promise<void> {
  const got = await harness.ask(
    sent(training),
    questions.map(([history, word]) => [[...history], word]),
  )
  await expect(got, name).toBeCloseTo(answers(modelOf(training), questions), {
    ...RELATIVE,
    mistakes: MISTAKES.map(({ says, slips }) => ({
      says,
      gives: () => answers(modelOf(training, slips), questions),
    })),
  })
}

/** All words after each of the histories. */
export const judgeAll = (
  tools: Tools,
  training: Training,
  ...histories: readonly string[][]
): Promise<void> =>
  judge(
    tools,
    training,
    histories.flatMap((history) => asked(training).map((word): Question => [history, word])),
  )

export async function judgePerplexity(tools: Tools, training: Training, text: Text): Promise<void> {
  const got = await tools.harness.perplexityOf(sent(training), sentText(text))
  await tools.expect(got, 'the perplexity').toBeCloseTo(perplexityOf(modelOf(training), text), {
    ...RELATIVE,
    mistakes: [
      ...wrongPerplexities(training, text),
      ...MISTAKES.map(({ says, slips }) => ({
        says,
        gives: () => perplexityOf(modelOf(training, slips), text),
      })),
    ],
  })
}

/**
 * Sentences for each test by frequency. A right function is refused with a probability of at most 1e-6 each time. A wrong one is
 * found when n · KL > ln(2 · outcomes / 1e-6) ≈ 17 for some outcome: at n = 1,000 that is a share of 0.2 that is off by 0.08.
 */
const SENTENCES = 1_000

export async function judgeWriting(
  { harness, expect, random }: Tools,
  training: Training,
  maxWords: number,
): Promise<void> {
  const uniforms = uniformsFrom(random, SENTENCES * (maxWords + 1))
  const { sentences } = await harness.write(sent(training), maxWords, uniforms, SENTENCES)
  const vocabulary = vocabularyOf(training.text)
  const possible = sentencesOf(modelOf(training), vocabulary, maxWords)
  const place = new Map(possible.map(({ words }, i) => [JSON.stringify(words), i]))
  const drawn = sentences.map((words) => {
    const outcome = place.get(JSON.stringify(words))
    expect.that(
      outcome !== undefined,
      'generate returns what it cannot have drawn.',
      strange(words, maxWords),
    )
    return outcome!
  })
  const shares = (model: Model): number[] =>
    sentencesOf(model, vocabulary, maxWords).map(({ probability }) => probability)
  distribution(drawn).matches(shares(modelOf(training)), {
    name: 'sentence',
    mistakes: [
      {
        says: 'Words seem to be drawn as if nothing stood before them.',
        gives: shares(modelOf({ ...training, order: 1 })),
      },
      {
        says: 'Every word seems to be drawn as if it were the first.',
        gives: shares((_, word) => modelOf(training)([], word)),
      },
      { says: 'All words seem to be equally probable.', gives: shares(() => 1 / vocabulary.length) },
      {
        says: 'It is always the most probable that is written.',
        gives: shares(greedy(modelOf(training), vocabulary)),
      },
      ...vocabulary
        .filter((word) => word !== UNKNOWN)
        .map((word) => ({
          says: 'What <unk> would have had seems to go to one word. All share in it.',
          gives: shares(withoutUnknown(modelOf(training), word)),
        })),
    ],
  })
}

/** All probability for the most probable word that can be written. */
const greedy = (model: Model, vocabulary: readonly string[]): Model => {
  const writable = vocabulary.filter((word) => word !== UNKNOWN)
  return (history, word) => {
    const chances = writable.map((one) => model(history, one))
    return Number(writable[chances.indexOf(Math.max(...chances))] === word)
  }
}

/** The probabilities where one word gets what <unk> would have had. */
const withoutUnknown =
  (model: Model, lucky: string): Model =>
  (history, word) =>
    word === UNKNOWN ? 0 : model(history, word) + (word === lucky ? model(history, UNKNOWN) : 0)

function strange(words: readonly string[], maxWords: number): { diagnosis: string; detail: string } {
  const detail = JSON.stringify(words)
  if (words.includes(UNKNOWN)) return { diagnosis: '<unk> is written. It is never drawn.', detail }
  if (words.includes(END)) return { diagnosis: 'The end is among the words. It is left out.', detail }
  if (words.includes('<s>')) return { diagnosis: 'A start mark is among the words. It is left out.', detail }
  return words.length > maxWords
    ? { diagnosis: 'There are more words than were asked for.', detail }
    : { diagnosis: 'There are words that were never read.', detail }
}

export const uniformsFrom = (random: Random, n: number): Float64Array =>
  Float64Array.from({ length: n }, () => random.next())
