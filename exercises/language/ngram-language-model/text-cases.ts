// The cases of whole texts: how surprising they are, how they are written, and how long they may be.

import type { suite } from '@tensorkata/kit'
import { modelOf, ownPerplexity } from './expected'
import type * as harness from './harness'
import { longText } from './harness'
import { judgePerplexity, judgeWriting, sent, sentText, uniformsFrom } from './judge'
import type * as reference from './solution'
import { BY_HAND, CREW, trained, words } from './texts'

type Define = Parameters<Parameters<typeof suite<typeof reference, typeof harness>>[2]>[0]

const JUST_BELOW_1 = 1 - 2 ** -53

export function textCases({ hidden }: Define): void {
  // ---- perplexity ----

  hidden(
    'Every word and every end counts the same, in long sentences and short ones',
    { hint: 'What is the sum divided by: words, words and ends, or sentences?' },
    async (tools) => {
      const training = trained(2, 1, ...CREW)
      await judgePerplexity(
        tools,
        training,
        ['the crew saw the whale saw the ship', 'ahab', '', 'the whale'].map(words),
      )
      await judgePerplexity(tools, training, [[]])
    },
  )

  hidden(
    'A model that knows nothing hesitates among |V| words',
    {
      hint: 'If every probability is 1 / 2, what is the perplexity? Of which base is your logarithm, and of which your power?',
    },
    async ({ harness, expect }) => {
      const nothing = { text: [], order: 2, strength: 1 }
      await expect(
        await harness.perplexityOf(nothing, [words('never mind how long'), []]),
        'the perplexity',
      ).toBeCloseTo(2)
    },
  )

  hidden(
    'Three thousand words, and a probability that no float can hold',
    {
      category: 'stability',
      hint: 'What is 0.1 to the power of 400? What can be added up in place of multiplying?',
    },
    async (tools) => {
      const text = Array.from({ length: 300 }, (_, i) =>
        words('the crew saw the whale and the ship saw ahab').slice(i % 7),
      )
      await judgePerplexity(tools, trained(2, 1, ...CREW), text)
      await judgePerplexity(tools, trained(2, 1, ...CREW), [text.flat()])
    },
  )

  // ---- writing ----

  hidden(
    'Sentences are written as often as they are probable',
    { hint: 'Which probabilities has the second word, once the first is drawn?' },
    async (tools) => {
      await judgeWriting(tools, trained(1, 2, 'a a b', 'a'), 2)
      await judgeWriting(tools, trained(2, 0.2, 'a b', 'a b', 'b a', 'b'), 3)
      await judgeWriting(tools, trained(3, 0.2, 'a a b', 'b a a', 'a a b', 'b a a'), 3)
    },
  )

  hidden(
    '<unk> is never written, however much it has',
    { category: 'edge', hint: 'When little was read and α is large, what is most of the probability for?' },
    async (tools) => {
      await judgeWriting(tools, trained(2, 1000, 'a'), 2)
      await judgeWriting(tools, trained(2, 20, 'a', 'b'), 1)
      await judgeWriting(tools, trained(2, 1), 2)
    },
  )

  hidden(
    'As many words as were asked for, and no more',
    { category: 'edge', hint: 'What is returned for 0? What if the end never comes?' },
    async ({ harness, expect, random }) => {
      const endless = trained(2, 0.001, Array.from({ length: 400 }, () => 'on and').join(' '))
      for (const most of [0, 1, 2, 7]) {
        const { sentences } = await harness.write(sent(endless), most, uniformsFrom(random, 99), 5)
        const longest = Math.max(...sentences.map(({ length }) => length))
        await expect(longest, `the number of words, of ${most} at most`).toEqual(most)
      }
    },
  )

  hidden(
    'One random number for each draw, that of the end included',
    {
      hint: 'How often is random() called for a sentence of two words that ends by itself, and for one that is cut?',
    },
    async ({ harness, expect, random }) => {
      const { sentences, calls } = await harness.write(
        sent(trained(2, 1, ...CREW)),
        3,
        uniformsFrom(random, 400),
        60,
      )
      await expect(calls, 'the number of calls of random for each sentence').toEqual(
        sentences.map(({ length }) => Math.min(length + 1, 3)),
      )
    },
  )

  hidden(
    'random() gives 0, or the greatest number below 1',
    {
      category: 'stability',
      hint: 'If the probabilities add up to 0.9999999999999999, what happens when random() gives more?',
    },
    async ({ harness, expect }) => {
      for (const uniform of [0, JUST_BELOW_1])
        for (const strength of [0.001, 0.3, 1, 7, 1000])
          for (const order of [1, 2, 3]) {
            const training = trained(order, strength, ...CREW)
            const { sentences } = await harness.write(sent(training), 4, Float64Array.of(uniform), 1)
            const known = new Set(training.text.flat())
            const odd = sentences.flat().find((word) => !known.has(word))
            expect.that(
              odd === undefined,
              `A word is written that was never read, when random() gives ${uniform}.`,
            )
          }
    },
  )

  // ---- a model is a thing of its own ----

  hidden(
    'Several models are held at once, each with its own text, order and strength',
    { category: 'memory', hint: 'Where does what you counted live: in the model, or in the module?' },
    async ({ harness, expect }) => {
      const all = [BY_HAND, trained(1, 3, ...CREW), trained(3, 0.2, 'the whale the ship')]
      const got = await harness.inTurn(all.map(sent), ['the'], 'whale')
      const wanted = all.map((training) => modelOf(training)(['the'], 'whale'))
      await expect(got, 'the probabilities').toBeCloseTo([...wanted, ...wanted])
    },
  )

  hidden(
    'The caller overwrites the text after it was read, and finds all else as it was',
    { category: 'memory', hint: 'Does the model hold on to arrays that are not its own, or change them?' },
    async ({ harness, expect }) => {
      const training = trained(2, 1, ...CREW)
      await expect(
        await harness.askAfterwards(sent(training), ['the'], 'crew'),
        'the probability',
      ).toBeCloseTo(modelOf(training)(['the'], 'crew'))
      const after = await harness.afterwards(sent(training), ['saw', 'the'])
      await expect(after.text, 'the text afterwards').toEqual(sentText(training.text))
      await expect(after.history, 'the history afterwards').toEqual(['saw', 'the'])
    },
  )

  hidden(
    'A text of 36,000 words is read, and as many are predicted',
    { category: 'efficiency', hint: 'What do you look up for each prediction, and what do you go through?' },
    async ({ harness, expect }) => {
      const got = await harness.perplexityOfLongText()
      await expect(got, 'the perplexity').toBeCloseTo(ownPerplexity(longText(), 2))
    },
  )
}
