import { type CaseTools, type Draw, suite } from '@tensorkata/kit'
import {
  type DecodeSlip,
  ENCODE_SLIPS,
  idsOf,
  joinsTheFirst,
  longestMatches,
  mergesOf,
  type Pair,
  textOfIds,
  TRAIN_SLIPS,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** As the learner's functions take it. */
const sent = (merges: readonly Pair[]): [number, number][] => merges.map(([left, right]) => [left, right])
const code = (character: string): number => character.charCodeAt(0)
const pair = (letters: string): Pair => [code(letters[0]!), code(letters[1]!)]

/** The text of the case by hand, and what training makes of it. */
const BY_HAND = 'aaabdaaabac'
const MERGES: readonly Pair[] = [pair('aa'), pair('ab'), [256, 257]]

/** Characters of one to four bytes, some of which begin or end alike. */
const CHARACTERS = ['a', 'b', ' ', '\0', 'é', 'ã', '€', '₭', '日', '\uFEFF', '😀', '😁'] as const

/** A text of up to `most` of these characters. */
const textFrom = ({ int, oneOf }: Draw, characters: readonly string[], most: number): string =>
  Array.from({ length: int(0, most) }, () => oneOf(characters)).join('')

const DECODE_SLIPS: readonly { says: string; slip: DecodeSlip }[] = [
  {
    says: 'Each token seems to be made text by itself. A token may end within a character.',
    slip: 'token by token',
  },
  {
    says: 'Each byte seems to be taken for a character. In UTF-8 a character may take several.',
    slip: 'bytes as characters',
  },
  {
    says: 'The byte order mark is lost: TextDecoder drops it unless it is told otherwise.',
    slip: 'mark dropped',
  },
]

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeTrain = async ({ learner, expect }: Tools, text: string, vocabSize: number): Promise<void> =>
    expect(await learner.train(text, vocabSize), 'the merges').toEqual(mergesOf(text, vocabSize), {
      mistakes: TRAIN_SLIPS.map(({ says, slips }) => ({
        says,
        gives: () => mergesOf(text, vocabSize, slips),
      })),
    })

  const judgeEncode = async (
    { learner, expect }: Tools,
    text: string,
    merges: readonly Pair[],
  ): Promise<void> =>
    expect(await learner.encode(text, sent(merges)), 'the ids').toEqual(idsOf(text, merges), {
      mistakes: [
        ...ENCODE_SLIPS.map(({ says, slips }) => ({ says, gives: () => idsOf(text, merges, slips) })),
        {
          says: 'Only the first occurrence of a pair seems to be joined, and not all.',
          gives: () =>
            merges.reduce((ids, one, rank) => joinsTheFirst(ids, one, 256 + rank), idsOf(text, [])),
        },
        {
          says: 'It seems to take the longest token that fits. Tokens are made by merges, in the order in which those were learned.',
          gives: () => longestMatches(text, merges),
        },
      ],
    })

  const judgeDecode = async (
    { learner, expect }: Tools,
    ids: readonly number[],
    merges: readonly Pair[],
  ): Promise<void> =>
    expect(await learner.decode([...ids], sent(merges)), 'the text').toEqual(textOfIds(ids, merges), {
      mistakes: DECODE_SLIPS.map(({ says, slip }) => ({ says, gives: () => textOfIds(ids, merges, slip) })),
    })

  example('The case by hand: training', (tools) => judgeTrain(tools, BY_HAND, 300))
  example('The case by hand: encoding', async (tools) => {
    await judgeEncode(tools, 'aaab', MERGES)
    await judgeEncode(tools, 'aab', MERGES)
  })
  example('The case by hand: decoding', (tools) => judgeDecode(tools, [258, 100, 99], MERGES))
  example(
    'Two characters, five bytes',
    { hint: 'How many bytes does € have in UTF-8? TextEncoder knows.' },
    async (tools) => {
      await judgeEncode(tools, 'é€', [])
      await judgeDecode(tools, [195, 169, 226, 130, 172], [])
    },
  )

  // ---- training ----

  property(
    'Training is right for all short texts',
    {
      hint: 'Go through the smallest failing text by hand, as in the table. At which merge does yours differ?',
      runs: 60,
      given: (draw) => ({ text: textFrom(draw, ['a', 'b', 'c'], 24), vocabSize: draw.int(256, 264) }),
    },
    ({ text, vocabSize }, tools) => judgeTrain(tools, text, vocabSize),
  )

  hidden(
    'Pairs that overlap are counted as they would be joined',
    { hint: 'In "aaa", how many times can (a, a) be joined? And in "aaaaa"?' },
    async (tools) => {
      await judgeTrain(tools, 'aaa bcbc', 300)
      await judgeTrain(tools, 'aaaaa bcbcbc', 257)
      await judgeTrain(tools, 'aaa', 300)
      await judgeTrain(tools, 'aaaabcaabcaaa', 257)
    },
  )

  hidden(
    'Among equally frequent pairs the smaller ids come first, as numbers',
    { hint: 'Which is smaller, 97 or 104? And "97" or "104"?' },
    async (tools) => {
      // The pair that stands first, the greatest, the smallest, the smallest as text, and the one that stands last.
      await judgeTrain(tools, 'cd0cd1xy2xy3ab4ab5hi6hi7bd8bd', 257)
      await judgeTrain(tools, 'zyzy caca baba', 300)
      await judgeTrain(tools, 'hi.hi,ab;ab', 257)
      await judgeTrain(tools, 'ae-ac+ae*ac', 257)
      await judgeTrain(tools, 'ai-ah+ai*ah', 257)
      await judgeTrain(tools, 'ac-ae+ac*ae', 257)
      await judgeTrain(tools, 'ai-ab+ai*ab', 257)
      await judgeTrain(tools, 'db-ca+db*ca', 257)
    },
  )

  hidden(
    'Tokens that were made are joined again',
    { hint: 'What are the pairs of neighbours after the first merge?' },
    async (tools) => {
      await judgeTrain(tools, 'a'.repeat(16), 300)
      await judgeTrain(tools, 'the cat, the hat, the mat; that is that', 300)
    },
  )

  hidden(
    'The vocabulary is as large as asked for, and no larger',
    { category: 'edge', hint: 'How many tokens are there before the first merge?' },
    async (tools) => {
      for (const vocabSize of [256, 257, 258, 259, 400]) await judgeTrain(tools, BY_HAND, vocabSize)
    },
  )

  hidden(
    'The smallest texts',
    { category: 'edge', hint: 'What is the most frequent pair of a text that has none?' },
    async (tools) => {
      for (const text of ['', 'a', 'ab', 'aa', 'aba', 'abab', 'aaaa']) {
        await judgeTrain(tools, text, 300)
        await judgeEncode(tools, text, [pair('aa'), pair('ab')])
      }
      await judgeDecode(tools, [], [])
      await judgeDecode(tools, [], MERGES)
    },
  )

  hidden(
    'Training counts bytes, not characters',
    { hint: 'What is the most frequent pair of "éèê"? Do they have something in common?' },
    async (tools) => {
      await judgeTrain(tools, '😀😁😀😁', 300)
      await judgeTrain(tools, 'ééé', 300)
      await judgeTrain(tools, 'aéaèaê', 300)
      await judgeTrain(tools, '日本日本', 300)
    },
  )

  hidden(
    'Two pairs are the same only if both ids are',
    { hint: 'What do the ids 1 and 10 look like when they are written side by side, and 11 and 0?' },
    async (tools) => {
      await judgeTrain(tools, '\x01\x0Aq\x0B\x00', 300)
      // 157 and 98 stand side by side here, which looks like 57 and 98 from behind.
      await judgeEncode(tools, 'ŝb 9b', [pair('9b')])
      // After the first merge q stands before 256, and r before 0: 113 · 256 + 256 is 114 · 256 + 0.
      await judgeTrain(tools, 'aa.qaa,r\0', 300)
    },
  )

  hidden(
    'A vocabulary of more than a thousand tokens',
    {
      hint: 'Up to which ids have two of them room in your key of a pair? In left << 10 | right it is 1,023, in left * 1000 + right 999.',
    },
    async (tools) => {
      // 802 characters in which no pair occurs twice, and all of them again: each merge takes two.
      const walk = Array.from({ length: 9 * 89 + 1 }, (_, i) => {
        const [step, n] = [1 + Math.floor(i / 89), i % 89]
        return String.fromCharCode(33 + ((step * n) % 89))
      }).join('')
      const { learner, reference, expect } = tools
      const merges = await reference.train(walk + walk, 1_050)
      await expect(await learner.train(walk + walk, 1_050), 'the merges').toEqual(merges)
      // Where n is taken for the number of ids, 112 and n have the key of 113 and 0: 112 · n + n.
      const most = 65_536
      const many = Array.from({ length: most - 255 }, (_, i): Pair => [128 + (i % 128), Math.floor(i / 128)])
      for (const id of [1_000, 1_024, 2_048, 4_096, 10_000, most]) many.push([code('p'), id])
      await judgeEncode(tools, 'q\0', many)
    },
  )

  // ---- encoding ----

  property(
    'Encoding is right for all texts and merges',
    {
      hint: 'Which merges have their pair in the smallest failing text, and which of them was learned first?',
      runs: 60,
      given: (draw) => ({
        text: textFrom(draw, ['a', 'b', 'c'], 14),
        merges: mergesOf(textFrom(draw, ['a', 'b', 'c'], 40), draw.int(256, 266)),
      }),
    },
    ({ text, merges }, tools) => judgeEncode(tools, text, merges),
  )

  hidden(
    'What was learned first is joined first, however rare and far to the right',
    {
      hint: 'Both (a, b) and (b, c) are merges. What becomes of "abc"? Does it matter which is more frequent?',
    },
    async (tools) => {
      const merges = [pair('bc'), pair('ab'), pair('ca')]
      await judgeEncode(tools, 'abc', merges)
      await judgeEncode(tools, 'abcababab', merges)
      await judgeEncode(tools, 'cabcab', merges)
      await judgeEncode(tools, 'abcd', [pair('cd'), pair('ab'), [257, 99], [258, 100]])
    },
  )

  hidden(
    'A token comes about by its merges, or not at all',
    {
      hint: 'There is a token of the bytes "abc". By which merges would this text get there, and do they happen?',
    },
    async (tools) => {
      await judgeEncode(tools, 'abc', [pair('ab'), pair('bc'), [97, 257]])
      await judgeEncode(tools, 'abcxabc', [pair('bc'), pair('ab'), [257, 99]])
    },
  )

  hidden(
    'Runs are joined from the left',
    { hint: 'After a pair was joined, where does the pass go on?' },
    async (tools) => {
      for (const length of [2, 3, 4, 5, 7, 8])
        await judgeEncode(tools, 'a'.repeat(length), [pair('aa'), [256, 97], [256, 256]])
      await judgeEncode(tools, 'aaabaaab', [pair('aa'), pair('ab'), [257, 256]])
    },
  )

  hidden(
    'Merges that do not occur in the text are no obstacle',
    { category: 'edge', hint: 'Does your loop end at the first merge that does not fit?' },
    async (tools) => {
      await judgeEncode(tools, 'abxab', [pair('yz'), pair('ab'), [256, 256], [257, 120]])
      await judgeEncode(tools, 'abc', [pair('xy'), pair('xx')])
    },
  )

  hidden(
    'Two tokens of the same bytes are two tokens',
    {
      category: 'edge',
      hint: 'By which of two ways did this "abc" come about? Is there a table from text to id?',
    },
    async (tools) => {
      const merges: Pair[] = [pair('ab'), pair('bc'), [256, 99], [97, 257]]
      await judgeEncode(tools, 'abc', merges)
      await judgeDecode(tools, [258, 259, 256, 257], merges)
      await judgeEncode(tools, 'xabcabcbc', merges)
      await judgeEncode(tools, 'abc', [pair('bc'), pair('ab'), [257, 99], [97, 256]])
    },
  )

  // ---- decoding ----

  hidden(
    'A token may end within a character',
    { hint: 'A token is 226 130, the next is 172. What text is the first by itself?' },
    async (tools) => {
      await judgeDecode(tools, [226, 256, 256], [[130, 172]])
      await judgeDecode(tools, [256, 172, 97], [[226, 130]])
      await judgeDecode(tools, [256, 257, 128], [[240, 159], [152, 128], [256, 152]]) // prettier-ignore
      await judgeDecode(tools, [258, 128, 195, 169], [[240, 159], [152, 128], [256, 152]]) // prettier-ignore
    },
  )

  hidden(
    'Bytes that are not UTF-8 become U+FFFD',
    { category: 'edge', hint: 'What does TextDecoder do by itself with half a character?' },
    async (tools) => {
      await judgeDecode(tools, [97, 226, 130], [])
      await judgeDecode(tools, [97, 255, 98], [])
      await judgeDecode(tools, [256, 97], [[195, 195]])
    },
  )

  hidden(
    'Tokens of tokens of tokens',
    {
      hint: 'The parts of a merge may be merges themselves. Is every one of them taken apart down to its bytes?',
    },
    (tools) =>
      judgeDecode(tools, [260, 256, 259, 97], [pair('ab'), [256, 99], [257, 257], [258, 257], [259, 258]]),
  )

  hidden(
    'A byte order mark at the beginning comes back',
    {
      category: 'edge',
      hint: 'What does TextDecoder do with the bytes EF BB BF, and which option says otherwise?',
    },
    async (tools) => {
      await judgeEncode(tools, '\uFEFFab', [pair('ab')])
      await judgeDecode(tools, [239, 187, 191, 97, 98], [])
      await judgeDecode(tools, [256, 191], [[239, 187]])
    },
  )

  property(
    'Every text comes back as it was',
    {
      hint: 'Which characters are in the smallest failing text, and how many bytes has each?',
      runs: 40,
      given: (draw) => ({
        text: textFrom(draw, CHARACTERS, 10),
        merges: mergesOf(textFrom(draw, CHARACTERS, 24), draw.int(256, 268)),
      }),
    },
    async ({ text, merges }, tools) => {
      const { learner, expect } = tools
      await judgeEncode(tools, text, merges)
      await judgeDecode(tools, idsOf(text, merges), merges)
      const ids = await learner.encode(text, sent(merges))
      await expect(await learner.decode(ids, sent(merges)), 'the text after encode and decode').toEqual(text)
    },
  )

  // ---- all three ----

  hidden(
    'Nothing is left over from one call to the next',
    { hint: 'Where do the merges of the first training live when the second begins?' },
    async (tools) => {
      await judgeTrain(tools, 'abababab', 300)
      await judgeTrain(tools, 'cdcdcd', 300)
      await judgeEncode(tools, 'abcd', [pair('cd')])
      await judgeEncode(tools, 'abcd', [pair('ab')])
      await judgeDecode(tools, [256, 97], [pair('xy')])
      await judgeDecode(tools, [256, 97], [pair('yz'), pair('xy')])
      await judgeTrain(tools, 'abababab', 300)
    },
  )

  hidden(
    'The caller overwrites a merge, and what it got',
    {
      category: 'memory',
      hint: 'Do you look something up by the list of merges itself, or by the text? The list may be the same, and have other merges in it.',
    },
    async ({ harness, expect }) => {
      const merges = [pair('aa'), pair('ab')]
      const after = await harness.afterChanges('aabab', [256, 257], sent(merges), pair('ba'))
      const others = [pair('aa'), pair('ba')]
      await expect(after.ids, 'the ids, now that there are other merges in the list').toEqual(
        idsOf('aabab', others),
      )
      await expect(after.text, 'the text, now that there are other merges in the list').toEqual(
        textOfIds([256, 257], others),
      )
      await expect(after.trained, 'the merges of a second training').toEqual(mergesOf('aabab', 300))
    },
  )

  hidden(
    'What is given is left as it was',
    { category: 'memory', hint: 'Does something shift() or splice() a list of your caller’s?' },
    async ({ harness, expect }) => {
      const ids = [258, 100, 99, 256]
      const after = await harness.afterwards('aaabaab', [...ids], sent(MERGES))
      await expect(after.ids, 'the ids that decode was given').toEqual(ids)
      await expect(after.merges, 'the merges that were given').toEqual(MERGES)
    },
  )
})
