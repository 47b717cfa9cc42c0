import { type Random, suite } from '@tensorkata/kit'
import { jaccardOf, leastOf, shinglesOf, signatureOf } from './expected'
import { candidateCases } from './candidate-cases'
import * as harness from './harness'
import { manyShingles } from './harness'
import { judgePairs, judgeShingles, judgeSignature, judgeSimilarity } from './judge'
import { drawnSignature, empty, POSTS } from './posts'
import * as reference from './solution'

/** The two posts of the statement. */
const [NOW, NEW] = ['Buy  NOW', 'buy new']
const SIGNATURES = [NOW, NEW].map((text) => signatureOf(shinglesOf(text, 4), 6)) as [number[], number[]]

const drawnText = (random: Random, most: number): string =>
  Array.from({ length: random.int(0, most) }, () => 'aabBA  \n\té,1'[random.int(0, 11)]!).join('')

export default suite(reference, harness, (define) => {
  const { example, hidden, property } = define

  example('The case by hand: the shingles', async (tools) => {
    await judgeShingles(tools, NOW, 4)
    await judgeShingles(tools, NEW, 4)
  })
  example('The case by hand: the signatures', async (tools) => {
    await judgeSignature(tools, ['buy ', 'uy n', 'y no', ' now'], 6)
    await judgeSignature(tools, ['buy ', 'uy n', 'y ne', ' new'], 6)
  })
  example('The case by hand: how alike they are', (tools) => judgeSimilarity(tools, ...SIGNATURES))
  example('The case by hand: whether they are candidates', async (tools) => {
    await judgePairs(tools, SIGNATURES, 3, 2)
    await judgePairs(tools, SIGNATURES, 2, 3)
  })

  // ---- shingles ----

  property(
    'Shingles are right for all short texts',
    {
      hint: 'Write the smallest failing text down in its plain form, and slide a window over it.',
      runs: 60,
      given: ({ int, random }) => ({ text: drawnText(random(), 14), k: int(1, 6) }),
    },
    ({ text, k }, tools) => judgeShingles(tools, text, k),
  )

  property(
    'Who shouts, or types spaces, posts the same',
    {
      hint: 'Which of the steps that make a text plain is missing, or comes too early?',
      runs: 15,
      given: ({ int, random }) => ({ words: drawnText(random(), 16).split(/\s+/), k: int(1, 5) }),
    },
    async ({ words, k }, { learner, expect }) => {
      const quiet = await learner.shingles(words.join(' ').toLowerCase(), k)
      const loud = await learner.shingles(` \n${words.join('\t\r\n  ').toUpperCase()} `, k)
      await expect([...loud].sort(), 'the shingles of the loud post').toEqual([...quiet].sort())
    },
  )

  hidden(
    'Capitals, line breaks, tabs, and spaces of other kinds',
    { hint: 'What does \\s match, and what is there to do at the ends?' },
    async (tools) => {
      for (const text of [
        '  Free  \n MONEY ',
        'free\tmoney\r\n',
        'Free\u00A0money',
        '\u3000FREE \u2003 money',
        'ÀÉ Öl',
        'a\n',
      ])
        for (const k of [4, 1, 6]) await judgeShingles(tools, text, k)
    },
  )

  hidden(
    'Digits, marks and accents stay as they are',
    { hint: 'Which characters does the statement say to change?' },
    async (tools) => {
      for (const text of ['50% off!!! (today)', 'w.i.n', 'café naïve', "it's a-b_c"])
        await judgeShingles(tools, text, 3)
      // Letters that Unicode also has in a simpler form, and an accent that is a character of its own.
      for (const text of ['ＦＲＥＥ ½ ﬁve', 'Straße', 'fr\u200Bee', 'cafe\u0301'])
        await judgeShingles(tools, text, 3)
    },
  )

  hidden(
    'An emoji is one character',
    { category: 'edge', hint: 'How long is "🔥" for JavaScript? How many characters are in it?' },
    async (tools) => {
      for (const k of [1, 2, 3]) await judgeShingles(tools, 'win 🔥🔥 now 😀!', k)
      await judgeShingles(tools, '🔥😀', 2)
      await judgeShingles(tools, '🔥😀', 3)
    },
  )

  hidden(
    'What is repeated is listed once',
    { hint: 'How many different runs of two characters has "aaaa"?' },
    async (tools) => {
      await judgeShingles(tools, 'aaaaaaaa', 2)
      await judgeShingles(tools, 'hahaha Haha', 3)
    },
  )

  hidden(
    'Texts shorter than k, of k characters, and of one more',
    { category: 'edge', hint: 'How many places are there at which a run of k can begin?' },
    async (tools) => {
      for (const text of ['a', 'ab', 'abc', 'abcd', 'abcde', ' a  b ']) await judgeShingles(tools, text, 4)
      await judgeShingles(tools, 'x', 1)
    },
  )

  hidden(
    'A post without text has no shingles',
    { category: 'edge', hint: 'Is a list with an empty string in it an empty list?' },
    async (tools) => {
      for (const text of ['', '   ', '\n\t', '\u00A0'])
        for (const k of [1, 4]) await judgeShingles(tools, text, k)
    },
  )

  // ---- signatures ----

  property(
    'Signatures are right for all sets',
    {
      hint: 'For one place of the smallest failing case, write down the hash of every shingle. Which of them is yours?',
      runs: 20,
      given: ({ int, random }) => ({ text: drawnText(random(), 30), k: int(1, 4), length: int(1, 12) }),
    },
    ({ text, k, length }, tools) => judgeSignature(tools, shinglesOf(text, k), length),
  )

  hidden(
    'The signature of a union is the lesser of the two, place by place, whatever the order of the shingles',
    { hint: 'What is the minimum over two lists, if the minima of both are known?' },
    async ({ harness, expect }) => {
      const [one, other] = [shinglesOf(POSTS[0]!, 5), shinglesOf(POSTS[5]!, 5)]
      const [ofOne, ofOther] = [await harness.sign(one, 16), await harness.sign(other, 16)]
      const ofBoth = await harness.sign([...other, ...one].reverse(), 16)
      await expect(ofBoth, 'the signature of the union').toEqual(
        signatureOf(one, 16).map((least, i) => Math.min(least, signatureOf(other, 16)[i]!)),
      )
      await expect(ofBoth, 'the signature of the union').toEqual(
        ofOne.map((least, i) => Math.min(least, ofOther[i]!)),
      )
    },
  )

  hidden(
    'Of no shingles every number is Infinity',
    { category: 'edge', hint: 'What is Math.min() of nothing?' },
    async (tools) => {
      for (const length of [1, 2, 7]) await judgeSignature(tools, [], length)
    },
  )

  hidden(
    'A hash of 0 is the least there is',
    { category: 'edge', hint: 'What is 0 to ||, and to an if?' },
    async ({ harness, expect }) => {
      const shingles = ['buy', 'uy ', 'y n']
      const most = 2 ** 32 - 1
      const hashes = [[0, 5, 7], [5, 0, 7], [7, 5, 0], [0, 0, 0], [most, most, most], [most, 0, most - 1]] // prettier-ignore
      const tables = hashes.map((row) => Object.fromEntries(row.map((value, i) => [shingles[i]!, value])))
      await expect(await harness.signBy(shingles, tables), 'the signature').toEqual(hashes.map(leastOf), {
        mistakes: [
          (row: number[]) => row.reduce((least, one) => Math.min(least || Infinity, one), Infinity),
          (row: number[]) => leastOf(row.filter((one) => one > 0)),
        ].map((gives) => ({
          says: 'A hash of 0 seems to be taken for none at all, as || and if do. It is the least there is.',
          gives: hashes.map(gives),
        })),
      })
    },
  )

  hidden(
    'A book has a hundred thousand shingles',
    { category: 'efficiency', hint: 'How many arguments can a function be called with?' },
    async ({ harness, expect }) => {
      const got = await harness.signatureOfMany(2)
      await expect(got, 'the signature').toEqual(signatureOf(manyShingles(), 2))
    },
  )

  // ---- similarity ----

  property(
    'Similarities are right for all signatures',
    {
      hint: 'Count the places of the smallest failing case at which both have the same number.',
      runs: 30,
      given: ({ int, random }) => {
        const [source, length] = [random(), int(1, 8)]
        return { one: drawnSignature(source, length, 3), other: drawnSignature(source, length, 3) }
      },
    },
    ({ one, other }, tools) => judgeSimilarity(tools, one, other),
  )

  hidden(
    'Numbers count only at their own place',
    {
      hint: 'Two posts share 5 at different places. What do different hash functions have to do with each other?',
    },
    async (tools) => {
      await judgeSimilarity(tools, [5, 7, 9, 1], [7, 5, 1, 9])
      await judgeSimilarity(tools, [5, 5, 5, 2], [5, 2, 2, 2])
      await judgeSimilarity(tools, [0, 4294967295, 4294967294], [0, 4294967294, 4294967294])
    },
  )

  hidden(
    'Posts without text are like nobody, not even like each other',
    { category: 'edge', hint: 'What is Infinity === Infinity?' },
    async (tools) => {
      for (const length of [1, 4]) {
        await judgeSimilarity(tools, empty(length), empty(length))
        await judgeSimilarity(tools, empty(length), drawnSignature(tools.random, length, 9))
        await judgeSimilarity(tools, drawnSignature(tools.random, length, 9), empty(length))
      }
    },
  )

  hidden(
    'The estimate is near the share of shingles that two posts have in common',
    { hint: 'If the estimate is too high or too low for all pairs, what is it that you divide by?' },
    async ({ harness, expect }) => {
      const pairs = [0, 2, 3, 5, 6, 8].map((i): [string, string] => [POSTS[0]!, POSTS[i]!])
      const got = await harness.estimates(pairs, 4, 400)
      const shares = pairs.map(([one, other]) => jaccardOf(shinglesOf(one, 4), shinglesOf(other, 4)))
      // The estimate is exact for these hash functions; it deviates from the share by 0.025 at most in the root of the mean square.
      const odd = shares.findIndex((share, i) => !(Math.abs(share - got[i]!) < 0.1))
      expect.that(odd < 0, `The estimate is ${got[odd]} where the share is ${shares[odd]?.toFixed(3)}.`, {
        diagnosis: 'With 400 places it should be within 0.1.',
      })
    },
  )

  candidateCases(define)
})
