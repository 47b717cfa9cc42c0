import { type CaseTools, type Random, suite } from '@tensorkata/kit'
import { hitsOf, MISTAKES, type Question } from './expected'
import { faultOf } from './faults'
import * as harness from './harness'
import { manyDocuments, manyQueries } from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

const words = (text: string): string[] => (text === '' ? [] : text.split(' '))
const collection = (...texts: readonly string[]): string[][] => texts.map(words)

/** The collection of the statement. */
const BY_HAND = collection('the cat sat', 'the cat and the cat', 'a dog', 'the dog sat on the mat')

/** Some words, the first of the alphabet most often. */
const drawn = (random: Random, most: number, alphabet: string): string[] =>
  Array.from(
    { length: random.int(0, most) },
    () => alphabet[Math.min(random.int(0, alphabet.length - 1), random.int(0, alphabet.length - 1))]!,
  )

const repeated = (word: string, times: number): string[] => new Array<string>(times).fill(word)

export default suite(reference, harness, ({ example, hidden, property }) => {
  const ask = async (
    { learner, keep }: Tools,
    { documents, query, k, options }: Question,
  ): Promise<unknown> => {
    const index = await keep(() =>
      options ? learner.buildIndex(documents, options) : learner.buildIndex(documents),
    )
    return learner.search(index, query, k)
  }

  const judgeHits = ({ expect }: Tools, got: unknown, question: Question): void => {
    const fault = faultOf(got, question)
    if (!fault) return
    const { documents, query, k, options = {} } = question
    const expected = hitsOf(question).slice(0, k)
    const detail =
      documents.length > 100 ? undefined : JSON.stringify({ documents, options, query, k, expected, got })
    expect.that(false, fault.message, { ...fault, ...(detail ? { detail } : {}) })
  }

  const judge = async (tools: Tools, question: Question): Promise<void> =>
    judgeHits(tools, await ask(tools, question), question)

  /** For examples: also shows what was expected and got. */
  const judgeShown = async (tools: Tools, question: Question): Promise<void> => {
    const got = await ask(tools, question)
    const best = (slips = {}) =>
      hitsOf(question, slips)
        .slice(0, question.k)
        .map((hit) => ({ ...hit }))
    await tools
      .expect(got)
      .toBeCloseTo(best(), { mistakes: MISTAKES.map(({ says, slips }) => ({ says, gives: best(slips) })) })
    judgeHits(tools, got, question)
  }

  example('The case by hand: the cat', (tools) =>
    judgeShown(tools, { documents: BY_HAND, query: ['the', 'cat'], k: 10 }),
  )
  example('The best two for: dog sat', (tools) =>
    judgeShown(tools, { documents: BY_HAND, query: ['dog', 'sat'], k: 2 }),
  )
  example('A word that is asked twice, and one that nobody wrote', (tools) =>
    judgeShown(tools, { documents: BY_HAND, query: ['the', 'cat', 'the', 'unicorn'], k: 3 }),
  )

  property(
    'Right for all collections, queries and options',
    {
      hint: 'Compute the smallest failing case by hand. Is it the weight of the word, the saturated count, the length, or the list?',
      runs: 60,
      given: ({ int, random, oneOf }): Question => {
        const source = random()
        const documents = Array.from({ length: int(0, 6) }, () => drawn(source, 6, 'abcde'))
        const options = { k1: oneOf([1.2, 0, 0.5, 3]), b: oneOf([0.75, 0, 0.5, 1]) }
        return { documents, query: drawn(source, 4, 'abcdef'), k: int(0, 7), options }
      },
    },
    (question, tools) => judge(tools, question),
  )

  // ---- the weight of a word ----

  hidden(
    'A word in most or all of the documents still tells a little',
    { category: 'stability', hint: 'What is (N − n + ½) / (n + ½) when n is N, and what is its logarithm?' },
    async (tools) => {
      const documents = collection('the cat', 'the', 'the dog and the owl', 'the old dog')
      await judge(tools, { documents, query: ['the'], k: 9 })
      await judge(tools, { documents, query: ['the', 'cat', 'dog'], k: 9 })
      await judge(tools, { documents: collection('cat'), query: ['cat'], k: 1 })
    },
  )

  hidden(
    'A word that one document repeats is still rare',
    { hint: 'Is n the number of documents that hold the word, or the number of times that it was written?' },
    async (tools) => {
      const documents = [
        repeated('cat', 6),
        words('dog owl'),
        words('dog'),
        words('owl dog fox'),
        words('fox'),
      ]
      await judge(tools, { documents, query: ['cat', 'dog', 'owl'], k: 9 })
    },
  )

  // ---- counts and lengths ----

  hidden(
    'Counts saturate: a hundred times is not a hundred times as much',
    { hint: 'Where does the score go as a word is repeated without end? Is there a bound?' },
    async (tools) => {
      const documents = [1, 2, 3, 10, 100].map((times) => repeated('cat', times)).concat([words('dog owl')])
      for (const b of [0, 0.75]) await judge(tools, { documents, query: ['cat'], k: 9, options: { b } })
    },
  )

  hidden(
    'k₁ from nothing to very much',
    { category: 'edge', hint: 'With k₁ = 0, what is left of the fraction?' },
    async (tools) => {
      const documents = collection('cat cat cat', 'cat dog', 'dog owl fox owl', 'cat owl')
      for (const k1 of [0, 0.01, 50, 1000])
        await judge(tools, { documents, query: ['cat', 'owl'], k: 9, options: { k1 } })
    },
  )

  hidden(
    'b from no normalising to full',
    {
      hint: 'Which of two documents that say "cat" once should score higher, and what does b = 0 make of them?',
    },
    async (tools) => {
      const documents = collection('cat dog', 'cat on a hot tin roof in the night', 'dog', 'roof with a cat')
      for (const b of [0, 0.25, 1])
        await judge(tools, { documents, query: ['cat', 'roof'], k: 9, options: { b } })
    },
  )

  hidden(
    'The length counts every word, and the average every document',
    {
      hint: 'How long is "cat cat cat cat"? And over how many documents is the average taken if one is empty?',
    },
    async (tools) => {
      const documents = collection('cat cat cat cat', 'cat dog', '', 'owl and owl and fox', '', 'cat fox fox')
      await judge(tools, { documents, query: ['cat'], k: 9 })
      await judge(tools, { documents, query: ['fox', 'dog'], k: 9, options: { b: 1 } })
    },
  )

  hidden(
    'One option alone leaves the other at its default',
    { category: 'edge', hint: 'What happens to b when options is { k1: 2 }?' },
    async (tools) => {
      await judge(tools, { documents: BY_HAND, query: ['the', 'sat'], k: 9, options: { k1: 2 } })
      await judge(tools, { documents: BY_HAND, query: ['the', 'sat'], k: 9, options: { b: 0.3 } })
      await judge(tools, { documents: BY_HAND, query: ['the', 'sat'], k: 9, options: {} })
    },
  )

  // ---- the query ----

  hidden(
    'A word that is asked again and again counts once',
    { hint: 'What is the sum taken over: the query, or its distinct words?' },
    async (tools) => {
      await judge(tools, { documents: BY_HAND, query: ['cat', 'cat', 'dog', 'cat'], k: 9 })
      await judge(tools, { documents: BY_HAND, query: ['a', 'the', 'a', 'sat', 'the'], k: 9 })
    },
  )

  hidden(
    'One word of the query is enough, and none is not',
    { hint: 'Which documents does a search ever touch?' },
    async (tools) => {
      const documents = collection('cat', 'dog', 'owl', 'cat owl', '', 'fox')
      await judge(tools, { documents, query: ['cat', 'fox', 'unicorn'], k: 9 })
      await judge(tools, { documents, query: ['unicorn'], k: 9 })
      await judge(tools, { documents, query: [], k: 9 })
    },
  )

  hidden(
    'k is 0, 1, and more than there are',
    { category: 'edge', hint: 'When is the list cut: before or after it is sorted?' },
    async (tools) => {
      for (const k of [0, 1, 2, 3, 100])
        await judge(tools, { documents: BY_HAND, query: ['sat', 'the', 'dog'], k })
    },
  )

  // ---- the order ----

  hidden(
    'Documents of equal score stand in the order of their numbers, and k cuts the last',
    {
      category: 'edge',
      hint: 'Does your comparison say what happens when two scores are equal? And which comes first, 2 or 10?',
    },
    async (tools) => {
      // Every third is better than the others, so that scores and numbers disagree.
      const documents = Array.from({ length: 14 }, (_, i) =>
        words(i % 3 === 2 ? 'cat cat dog' : 'cat owl fox'),
      )
      documents.push(words('fox'), words('dog'))
      for (const k of [3, 7, 20]) await judge(tools, { documents, query: ['cat', 'dog'], k })
      await judge(tools, { documents, query: ['cat'], k: 11 })
      const alike = collection('dog fox', 'cat owl', 'dog owl', 'cat fox')
      for (const query of [words('cat dog'), words('dog cat')])
        for (const k of [2, 4]) await judge(tools, { documents: alike, query, k })
    },
  )

  hidden(
    'The order of words, in documents and in the query, is of no account',
    {
      hint: 'Does anything in your code know where in a document a word stands, or which word was asked first?',
    },
    async (tools) => {
      const texts = ['owl cat dog cat', 'dog dog fox', 'cat fox owl', 'fox']
      const forwards = { documents: collection(...texts), query: ['cat', 'dog', 'fox'], k: 9 }
      const backwards = {
        documents: forwards.documents.map((text) => [...text].sort()),
        query: ['fox', 'dog', 'cat'],
        k: 9,
      }
      await judge(tools, forwards)
      judgeHits(tools, await ask(tools, backwards), forwards)
    },
  )

  // ---- small and odd ----

  hidden(
    'No document, one document, and documents without a word',
    { category: 'edge', hint: 'What is the average length of nothing, and does anybody ever see it?' },
    async (tools) => {
      await judge(tools, { documents: [], query: ['cat'], k: 3 })
      await judge(tools, { documents: [[]], query: ['cat'], k: 3 })
      await judge(tools, { documents: [[], []], query: [], k: 3 })
      await judge(tools, { documents: collection('cat'), query: ['cat'], k: 3, options: { b: 1 } })
      await judge(tools, { documents: collection('', 'cat', ''), query: ['cat', 'dog'], k: 3 })
    },
  )

  hidden(
    'Words that every object has a member of',
    { category: 'edge', hint: 'What is {}["constructor"]?' },
    async (tools) => {
      const documents = collection(
        'constructor cat',
        'toString __proto__ toString',
        '__proto__ cat',
        'hasOwnProperty valueOf constructor',
        'length 0 1',
      )
      for (const query of [
        ['constructor'],
        ['__proto__', 'cat'],
        ['toString', 'valueOf', 'length'],
        ['isPrototypeOf'],
      ])
        await judge(tools, { documents, query, k: 9 })
    },
  )

  hidden(
    'A word is any string, and is the same only as itself',
    { category: 'edge', hint: 'Do you fold, trim or split words, or leave out those that are "falsy"?' },
    async (tools) => {
      const documents = [
        ['Cat', 'cat', ''],
        ['cats', 'cat '],
        ['', '', 'cat'],
        ['new york', 'new'],
        ['york,cat', '0'],
      ]
      for (const query of [['Cat'], ['cat'], [''], ['new york', '0'], ['york', 'cat ']])
        await judge(tools, { documents, query, k: 9 })
    },
  )

  // ---- an index is a thing of its own ----

  hidden(
    'Two indexes are held at once, each with its own documents and options',
    { category: 'memory', hint: 'Where does what you computed live: in the index, or in the module?' },
    async (tools) => {
      const { learner, keep } = tools
      const first: Question = { documents: BY_HAND, query: ['the', 'dog'], k: 9 }
      const second: Question = {
        documents: collection('the dog', 'dog dog owl', 'the owl and the fox', 'fox', 'the'),
        query: ['the', 'dog'],
        k: 9,
        options: { k1: 2, b: 0.1 },
      }
      const one = await keep(() => learner.buildIndex(first.documents))
      const other = await keep(() => learner.buildIndex(second.documents, { k1: 2, b: 0.1 }))
      judgeHits(tools, await learner.search(one, ['the', 'dog'], 9), first)
      judgeHits(tools, await learner.search(other, ['the', 'dog'], 9), second)
    },
  )

  hidden(
    'The same search gives the same answer again',
    {
      category: 'memory',
      hint: 'Does a search leave anything behind in the index, such as scores of documents that k leaves out?',
    },
    async (tools) => {
      const { learner, keep } = tools
      const index = await keep(() => learner.buildIndex(BY_HAND))
      const asked: readonly [query: string[], k: number][] = [
        [['the', 'cat'], 3],
        [['dog'], 3],
        [['the', 'cat'], 3],
        [['the', 'cat'], 1],
        [['the', 'cat'], 9],
        [['the', 'sat'], 0],
        [['the', 'sat'], 9],
      ]
      for (const [query, k] of asked)
        judgeHits(tools, await learner.search(index, query, k), { documents: BY_HAND, query, k })
    },
  )

  hidden(
    'Other words are another query, even if they look alike when joined',
    {
      category: 'edge',
      hint: 'Are answers kept under a text that the words are joined to? "new york" is one word, "new" and "york" are two.',
    },
    async (tools) => {
      const { learner, keep } = tools
      const gaps = ['', ' ', ',', ', ', ';', '|', '/', '-', '_', '\t', '\n', '\0']
      const alike = gaps.map((gap) => `new${gap}york`)
      const documents = [['new', 'york'], ['new'], ...alike.map((word) => [word]), ['', 'york']]
      const index = await keep(() => learner.buildIndex(documents))
      for (const query of [['new', 'york'], ...alike.map((word) => [word]), [], ['']])
        judgeHits(tools, await learner.search(index, query, 9), { documents, query, k: 9 })
    },
  )

  hidden(
    'The caller overwrites the answer that it got',
    { category: 'memory', hint: 'Is the list that you return also kept somewhere, for the next search?' },
    async (tools) => {
      for (const query of [['the', 'dog'], ['cat']])
        judgeHits(tools, await tools.harness.askTwice(BY_HAND, query, 9), { documents: BY_HAND, query, k: 9 })
    },
  )

  hidden(
    'The caller overwrites the documents after the index was built',
    { category: 'memory', hint: 'Does the index hold on to arrays or options that are not its own?' },
    async (tools) => {
      const question = { documents: BY_HAND, query: ['the', 'dog'], k: 9, options: { k1: 2, b: 0.5 } }
      const got = await tools.harness.askAfterwards(BY_HAND, question.query, question.k, question.options)
      judgeHits(tools, got, question)
    },
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'Whose array does sort() sort, and whose does splice() cut?' },
    async ({ harness, expect }) => {
      const query = ['the', 'cat', 'the', 'a']
      const after = await harness.afterwards(BY_HAND, query)
      await expect(after.documents, 'the documents afterwards').toEqual(BY_HAND)
      await expect(after.query, 'the query afterwards').toEqual(query)
    },
  )

  hidden(
    'Twenty thousand documents, ten thousand queries',
    {
      category: 'efficiency',
      hint: 'How many documents does a search look at when two of them hold its word?',
    },
    async (tools) => {
      const STEP = 1_250
      const [documents, queries] = [manyDocuments(), manyQueries()]
      const { found, answers } = await tools.harness.askMany(STEP)
      answers.forEach((hits, i) => judgeHits(tools, hits, { documents, query: queries[i * STEP]!, k: 20 }))
      const wanted = queries.reduce((sum, query) => sum + 2 * new Set(query).size, 0)
      await tools.expect(found, 'the number of documents that were found in all').toEqual(wanted)
    },
  )
})
