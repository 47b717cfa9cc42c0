// What an address asks of the list, and back.

import { describe, expect, test } from 'vitest'
import {
  EVERYTHING,
  isNarrowed,
  type Pairs,
  pairsOf,
  type Query,
  queryOf,
} from '../../../../src/core/practice/query'

const full: Query = {
  ...{ text: 'café au lait', topics: ['vision', 'llm'], difficulty: 3, minutes: 30 },
  ...{ status: 'tried', pack: 'my-pack', sort: 'last-tried' },
}

test('nothing asked is no parameters, and no parameters ask for nothing', () => {
  expect(pairsOf(EVERYTHING)).toEqual([])
  expect(queryOf([])).toEqual(EVERYTHING)
})

test('what is asked is the same after a way through the address', () => {
  expect(queryOf(pairsOf(full))).toEqual(full)
  const address = new URLSearchParams(pairsOf(full).map((pair) => [...pair])).toString()
  expect(queryOf([...new URLSearchParams(address)])).toEqual(full)
})

describe('is ignored:', () => {
  test.each<[string, Pairs]>([
    ['an unknown name', [['colour', 'red']]],
    ['an unknown topic', [['topic', 'cooking']]],
    ['a difficulty beyond the last', [['difficulty', '6']]],
    ['a difficulty in words', [['difficulty', 'hard']]],
    ['no number', [['minutes', '']]],
    ['minutes that are not offered', [['minutes', '37']]],
    ['an unknown status', [['status', 'bored']]],
    ['a pack that no folder is named like', [['from', '../secret']]],
    ['an unknown order', [['sort', 'random']]],
    ['a name of every object', [['constructor', 'x']]],
    ['the address of a pack that is to be imported', [['pack', 'vision']]],
  ])('%s', (_, pairs) => expect(queryOf(pairs)).toEqual(EVERYTHING))
})

test('of several, the first that is good counts, and topics count all, each once', () => {
  const pairs: Pairs = [
    ...(['9', '2', '3'] as const).map((level) => ['difficulty', level] as const),
    ...(['vision', 'cooking', 'llm', 'vision'] as const).map((topic) => ['topic', topic] as const),
  ]
  expect(queryOf(pairs)).toEqual({ ...EVERYTHING, difficulty: 2, topics: ['vision', 'llm'] })
})

test('a text without end is cut', () => {
  expect(queryOf([['text', 'x'.repeat(5_000)]]).text).toHaveLength(200)
})

test('spaces alone ask for nothing, and an order leaves nothing out', () => {
  expect(pairsOf({ ...EVERYTHING, text: '  ' })).toEqual([])
  expect(isNarrowed({ ...EVERYTHING, sort: 'title' })).toBe(false)
  expect(isNarrowed({ ...EVERYTHING, text: 'a' })).toBe(true)
  expect(isNarrowed({ ...EVERYTHING, pack: 'a' })).toBe(true)
})
