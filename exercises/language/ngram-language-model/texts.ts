// What several tests are about.

import type { Random } from '@tensorkata/kit'
import type { Training } from './expected'

export const words = (text: string): string[] => (text === '' ? [] : text.split(' '))
export const trained = (order: number, strength: number, ...sentences: readonly string[]): Training => ({
  text: sentences.map(words),
  order,
  strength,
})

/** The text of the statement. */
export const WHALES = ['the whale', 'the white whale']
export const BY_HAND = trained(2, 1, ...WHALES)
export const CREW = ['the crew saw the whale', 'the whale saw the ship', 'ahab saw', 'the crew', 'a whale']

/** Words that are the same to those who join them carelessly, and words that every object has a member of. */
export const ODD = [
  ...[
    ['a b', 'c', 'x'],
    ['a', 'b c', 'y'],
    ['a,b', 'c', 'z'],
    ['a', 'b,c', 'x'],
    ['a_b', 'c', 'y'],
    ['a', 'b_c', 'w'],
  ],
  ...[
    ['', 'a', 'x'],
    ['a', '', 'y'],
    ['constructor', '__proto__', 'toString'],
    ['a|b', 'c', 'v'],
    ['","', 'A', '0'],
  ],
]

export const drawnWords = (random: Random, most: number, alphabet: string): string[] =>
  Array.from({ length: random.int(0, most) }, () => alphabet[random.int(0, alphabet.length - 1)]!)

export const drawnTraining = (
  random: Random,
  sizes: { order: number; sentences: number; strength: number },
): Training => ({
  ...{ order: sizes.order, strength: sizes.strength },
  text: Array.from({ length: sizes.sentences }, () => drawnWords(random, 5, 'abc')),
})
