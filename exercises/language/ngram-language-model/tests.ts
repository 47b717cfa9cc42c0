import { suite } from '@tensorkata/kit'
import { END, UNKNOWN, vocabularyOf } from './expected'
import * as harness from './harness'
import { asked, judge, judgeAll, judgePerplexity, judgeWriting, type Question, sent } from './judge'
import * as reference from './solution'
import { textCases } from './text-cases'
import { BY_HAND, CREW, drawnTraining, drawnWords, ODD, trained, words } from './texts'

export default suite(reference, harness, (define) => {
  const { example, hidden, property } = define

  example(
    'The case by hand: after "the"',
    { hint: 'Fill in the two columns of the table: what is N(c) for each of them?' },
    (tools) =>
      judge(
        tools,
        BY_HAND,
        asked(BY_HAND).map((word): Question => [['the'], word]),
      ),
  )
  example('The case by hand: at the beginning, before the end, and after "kraken"', (tools) =>
    judge(tools, BY_HAND, [
      [[], 'the'],
      [['the', 'whale'], END],
      [['kraken'], 'whale'],
      [['the'], 'kraken'],
    ]),
  )
  example('The case by hand: the perplexity of "the whale"', (tools) =>
    judgePerplexity(tools, BY_HAND, [['the', 'whale']]),
  )
  example(
    'Sentences of up to two words, and how often each is written',
    { hint: 'After which words is the second word drawn, and with which probabilities the end?' },
    (tools) => judgeWriting(tools, BY_HAND, 2),
  )

  property(
    'Probabilities are right for all texts, orders and strengths',
    {
      hint: 'Write down N(c w) for the longest context of the smallest failing case. Is it the counts, the prior, or |V|?',
      runs: 40,
      given: ({ int, oneOf, random }) => {
        const sizes = { order: int(1, 4), sentences: int(0, 4), strength: oneOf([1, 0.1, 2.5, 40]) }
        return { training: drawnTraining(random(), sizes), history: drawnWords(random(), 4, 'abcz') }
      },
    },
    ({ training, history }, tools) => judgeAll(tools, training, history),
  )

  property(
    'Perplexities are right for all texts',
    {
      hint: 'How many predictions has the smallest failing text, the ends among them?',
      runs: 30,
      given: ({ int, oneOf, random }) => {
        const sizes = { order: int(1, 4), sentences: int(0, 4), strength: oneOf([1, 0.1, 8]) }
        const text = Array.from({ length: int(1, 3) }, () => drawnWords(random(), 4, 'abcz'))
        return { training: drawnTraining(random(), sizes), text }
      },
    },
    ({ training, text }, tools) => judgePerplexity(tools, training, text),
  )

  // ---- what is counted ----

  hidden(
    'After whatever comes before, the probabilities sum to 1',
    {
      hint: 'Is N(c) the sum of the N(c w)? And how much is added below the line, when α · P(w) is added above it for each w?',
    },
    async ({ harness, expect }) => {
      for (const order of [1, 2, 3, 4]) {
        const training = trained(order, 1.5, ...CREW)
        const histories = ['', 'the', 'the crew', 'a whale saw', 'crew', 'kraken', 'ahab kraken the'].map(
          words,
        )
        const got = await harness.totals(sent(training), histories, vocabularyOf(training.text))
        const odd = got.find((total) => !(Math.abs(total - 1) < 1e-4))
        expect.that(odd === undefined, `The probabilities of all words sum to ${odd}, not to 1.`, {
          diagnosis: 'This is no distribution.',
        })
      }
    },
  )

  hidden(
    'The first words of a sentence look back on start marks',
    { hint: 'With n = 3, what are the two words before the first one, and before the second?' },
    async (tools) => {
      for (const order of [2, 3, 4])
        await judgeAll(tools, trained(order, 0.5, ...CREW), [], ['the'], ['the', 'crew'])
    },
  )

  hidden(
    'Sentences shorter than an n-gram, and empty ones',
    { category: 'edge', hint: 'What does an empty sentence predict, and after what?' },
    async (tools) => {
      await judgeAll(
        tools,
        trained(4, 1, 'whale', '', 'ship', '', 'a whale'),
        [],
        ['whale'],
        ['a'],
        ['a', 'whale'],
      )
      await judgePerplexity(tools, trained(5, 2, '', 'ship'), [[], ['ship'], ['whale']])
    },
  )

  hidden(
    'A sentence knows nothing of the one before',
    { hint: 'What stands before the first word of the second sentence?' },
    (tools) =>
      judgeAll(
        tools,
        trained(3, 0.1, 'call me', 'ishmael', 'call', 'me ishmael'),
        [],
        ['call'],
        ['me'],
        ['call', 'me'],
      ),
  )

  // ---- contexts that were read, and others ----

  hidden(
    'A context that was never read leaves it to the shorter one',
    {
      hint: 'Of "the old whale", which two-word context is tried if "old whale" has never been read: "whale" or "old"?',
    },
    (tools) =>
      judgeAll(
        tools,
        trained(4, 0.7, 'the crew saw the whale', 'the old crew saw a ship', 'a whale'),
        words('kraken saw'),
        words('whale the crew'),
        words('old whale saw'),
        words('the crew kraken'),
        words('saw the ship a'),
      ),
  )

  hidden(
    'Only the last n − 1 words count, and for n = 1 none',
    {
      category: 'edge',
      hint: 'How many words has the longest context, if the last word of the n-gram is the one to predict?',
    },
    async (tools) => {
      const long = words('the whale saw the crew saw the')
      for (const order of [1, 2, 3]) await judgeAll(tools, trained(order, 1, ...CREW), long, [], ['saw'])
    },
  )

  hidden(
    'Words that were never read share what <unk> has',
    { category: 'edge', hint: 'Which N does a new word have? Is that the end of it?' },
    async (tools) => {
      const training = trained(2, 1, ...CREW)
      await judge(tools, training, [
        [['the'], 'kraken'],
        [['the'], 'squid'],
        [['the'], UNKNOWN],
        [['kraken'], 'squid'],
        [[], 'squid'],
      ])
      await judgePerplexity(tools, training, [words('the kraken saw'), words('squid')])
    },
  )

  hidden(
    'Nothing to learn from',
    { category: 'edge', hint: 'Which words does V hold when no word was read? And what is 0 / 0?' },
    async (tools) => {
      for (const sentences of [[], ['']])
        for (const order of [1, 3]) {
          await judgeAll(tools, trained(order, 1, ...sentences), [], ['whale'])
          await judgePerplexity(tools, trained(order, 1, ...sentences), [['whale'], []])
        }
    },
  )

  hidden(
    'α from next to nothing to very much',
    {
      category: 'stability',
      hint: 'Where do the probabilities go as α grows without end, and where as it goes to 0?',
    },
    async (tools) => {
      for (const strength of [0.001, 0.1, 50, 10_000])
        await judgeAll(tools, trained(3, strength, ...CREW), [], ['the', 'crew'], ['kraken'])
    },
  )

  property(
    'Twice the text, and α twice as large, are the same model',
    {
      hint: 'Does everything in your fraction double?',
      runs: 10,
      given: ({ int, random }) => ({
        once: drawnTraining(random(), { order: int(1, 3), sentences: int(1, 4), strength: 1.25 }),
        history: drawnWords(random(), 3, 'abc'),
      }),
    },
    async ({ once, history }, { harness, expect }) => {
      const twice = { ...once, text: [...once.text].reverse().concat(once.text), strength: 2 * once.strength }
      const questions = asked(once).map((word): [string[], string] => [history, word])
      await expect(await harness.ask(sent(twice), questions), 'the probabilities').toBeCloseTo(
        await harness.ask(sent(once), questions),
        { atol: 1e-15, rtol: 2e-4 },
      )
    },
  )

  hidden(
    'A word is any string, and a context is a list of them',
    {
      category: 'edge',
      hint: 'Which key has the context "a b", "c" in your table, and which has "a", "b c"? What is {}["constructor"]?',
    },
    async (tools) => {
      const training = { text: ODD, order: 3, strength: 0.5 }
      await judge(tools, training, [
        ...ODD.flatMap(([one, other, last]): Question[] => [
          [[one!, other!], last!],
          [[one!], other!],
        ]),
        ...[...new Set(ODD.flat())].map((word): Question => [['a', 'b c'], word]),
        [['valueOf'], 'hasOwnProperty'],
        [['constructor'], 'length'],
      ])
    },
  )

  textCases(define)
})
