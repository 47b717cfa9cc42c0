// A vocabulary grows on the first page of Moby-Dick: how a sentence is cut up, what was learned, what other scripts cost.

import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

/** Herman Melville, Moby-Dick (1851), the first paragraph; in the public domain. */
const PAGE =
  `Call me Ishmael. Some years ago—never mind how long precisely—having little or no money in my purse, and nothing
particular to interest me on shore, I thought I would sail about a little and see the watery part of the world. It is a way I have of
driving off the spleen and regulating the circulation. Whenever I find myself growing grim about the mouth; whenever it is a damp,
drizzly November in my soul; whenever I find myself involuntarily pausing before coffin warehouses, and bringing up the rear of every
funeral I meet; and especially whenever my hypos get such an upper hand of me, that it requires a strong moral principle to prevent me
from deliberately stepping into the street, and methodically knocking people's hats off—then, I account it high time to get to sea as
soon as I can. This is my substitute for pistol and ball. With a philosophical flourish Cato throws himself upon his sword; I quietly
take to the ship. There is nothing surprising in this. If they but knew it, almost all men in their degree, some time or other, cherish
very nearly the same feelings towards the ocean with me.`.replace(/\n/g, ' ')

const SENTENCE = 'She had never seen the ocean, and asked how far away it was.'
const OTHERS = [
  ['English', 'I quietly take to the ship.'],
  ['German', 'Ich gehe still aufs Schiff.'],
  ['Greek', 'Μπαίνω ήσυχα στο πλοίο.'],
  ['Japanese', '私は静かに船に乗る。'],
  ['emoji', '🧍🚶🚢🌊'],
] as const
const LARGEST = 384
const STEP = 16

/** So that spaces can be seen. */
const visible = (text: string): string => text.replaceAll(' ', '␣')

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const merges = await learner.train(PAGE, LARGEST)
  const bytesIn = (text: string): number => new TextEncoder().encode(text).length
  const sizes: number[] = []
  const [seen, unseen]: [number[], number[]] = [[], []]
  for (let size = 256; size <= LARGEST; size += STEP) {
    const known = merges.slice(0, size - 256)
    const ids = await learner.encode(SENTENCE, known)
    sizes.push(size)
    seen.push(bytesIn(PAGE) / (await learner.encode(PAGE, known)).length)
    unseen.push(bytesIn(SENTENCE) / ids.length)
    const step = `a vocabulary of ${size}`
    const x = Float32Array.from(sizes)
    show({
      kind: 'line',
      id: 'bytes',
      title: 'Bytes in a token',
      xLabel: 'tokens in the vocabulary',
      yLabel: 'bytes',
      step,
      series: [
        { name: 'the page it was trained on', x, y: Float32Array.from(seen) },
        { name: 'another sentence', x, y: Float32Array.from(unseen) },
      ],
    })
    const pieces: string[] = []
    for (const id of ids) pieces.push(visible(await learner.decode([id], known)))
    show({
      kind: 'table',
      id: 'pieces',
      title: 'A sentence cut into tokens',
      step,
      columns: ['vocabulary', 'tokens', 'the sentence'],
      rows: [[size, ids.length, pieces.join(' | ')]],
    })
    progress((size - 256) / (LARGEST - 256))
  }
  const tokens: (string | number)[][] = []
  for (const [rank, pair] of merges.slice(0, 40).entries()) {
    const parts: string[] = []
    for (const id of [...pair, 256 + rank]) parts.push(visible(await learner.decode([id], merges)))
    tokens.push([256 + rank, ...parts])
  }
  show({
    kind: 'table',
    id: 'merges',
    title: 'What was learned first',
    columns: ['id', 'left', 'right', 'token'],
    rows: tokens,
  })
  const costs: (string | number)[][] = []
  for (const [name, text] of OTHERS)
    costs.push([name, text, [...text].length, bytesIn(text), (await learner.encode(text, merges)).length])
  show({
    kind: 'table',
    id: 'scripts',
    title: 'The same in other scripts',
    columns: ['script', 'text', 'characters', 'bytes', 'tokens'],
    rows: costs,
    note: 'Who trains on English alone makes all others pay by the byte.',
  })
})
