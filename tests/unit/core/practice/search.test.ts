// What the list shows of what was asked, and in which order.

import { describe, expect, test } from 'vitest'
import { EVERYTHING, type Query } from '../../../../src/core/practice/query'
import { createIndex, search } from '../../../../src/core/practice/search'
import type { Standings } from '../../../../src/core/practice/standing'
import { aCard, aStanding, manyCards } from '../../../support/some-cards'

const cards = [
  aCard('vision/convolution', { title: 'Image convolution', summary: 'Find edges.', topics: ['vision'] }),
  aCard('llm/sampling', { title: 'Sample the next token', topics: ['llm'], difficulty: 1, minutes: 45 }),
  aCard('search/edges', {
    title: 'Edges of a graph',
    summary: 'A convolution on a graph.',
    topics: ['graphs'],
  }),
  aCard('mine/cafe', { title: 'Naïve Café', topics: ['systems', 'search'], difficulty: 5, minutes: 10 }),
]
const paths = [{ id: 'p', title: 'P', summary: 'S', exercises: ['llm/sampling', 'vision/convolution'] }]
const standings: Standings = new Map([
  ['llm/sampling', aStanding({ solved: true, lastAt: 5 })],
  ['search/edges', aStanding({ lastAt: 9 })],
])
const index = createIndex(cards, paths)
const ask = (query: Partial<Query>): string[] =>
  search(index, { ...EVERYTHING, ...query }, standings).map(({ id }) => id.split('/')[1]!)

describe('a word is found', () => {
  test.each([
    ['in the title', 'token', ['sampling']],
    ['in the summary', 'find', ['convolution']],
    ["in the topic's name", 'language models', ['sampling']],
    ["in the topic's slug", 'llm', ['sampling']],
    ['in the id', 'mine/', ['cafe']],
    ['in any case', 'SAMPLE', ['sampling']],
    ['without its accents', 'naive cafe', ['cafe']],
    ['with accents that are not there', 'ïmàge', ['convolution']],
    ['in part', 'oken', ['sampling']],
    ['beside others in any order', 'next  sample ', ['sampling']],
  ])('%s', (_, text, found) => expect(ask({ text })).toEqual(found))
})

test('every word must be found', () => {
  expect(ask({ text: 'sample edges' })).toEqual([])
  expect(ask({ text: 'nothing-like-it' })).toEqual([])
})

test('what has the words in its title comes first, unless another order is asked for', () => {
  expect(ask({ text: 'edges' })).toEqual(['edges', 'convolution'])
  expect(ask({ text: 'convolution' })).toEqual(['convolution', 'edges'])
  expect(ask({ text: 'edges', sort: 'title' })).toEqual(['edges', 'convolution'])
  expect(ask({ text: 'convolution', sort: 'last-tried' })).toEqual(['edges', 'convolution'])
})

describe('a filter keeps', () => {
  test.each<[string, Partial<Query>, string[]]>([
    ['one topic', { topics: ['vision'] }, ['convolution']],
    ['any of several topics', { topics: ['vision', 'search'] }, ['convolution', 'cafe']],
    ['one difficulty', { difficulty: 2 }, ['convolution', 'edges']],
    ['so many minutes, or fewer', { minutes: 30 }, ['convolution', 'edges', 'cafe']],
    ['what was never tried', { status: 'new' }, ['convolution', 'cafe']],
    ['what was tried and is not solved', { status: 'tried' }, ['edges']],
    ['what is solved', { status: 'solved' }, ['sampling']],
    ['one pack, and none whose name begins like it', { pack: 'mine' }, ['cafe']],
    ['none of a pack that is not there', { pack: 'min' }, []],
    ['what fits all of them', { topics: ['vision'], status: 'solved' }, []],
  ])('%s', (_, query, found) => expect(ask(query)).toEqual(found))
})

describe('the order', () => {
  test.each<[Query['sort'], string[]]>([
    ['course', ['sampling', 'convolution', 'edges', 'cafe']],
    ['difficulty', ['sampling', 'convolution', 'edges', 'cafe']],
    ['minutes', ['cafe', 'convolution', 'edges', 'sampling']],
    ['title', ['edges', 'convolution', 'cafe', 'sampling']],
    ['last-tried', ['edges', 'sampling', 'convolution', 'cafe']],
  ])('%s', (sort, found) => expect(ask({ sort })).toEqual(found))
})

test('two thousand are searched between two frames: how long it takes is printed', () => {
  const cards = manyCards(2_000)
  const openedAt = performance.now()
  const many = createIndex(cards, [])
  const opening = performance.now() - openedAt
  const queries = ['a', 'at', 'att', 'attention mask', '', 'no such thing'].map((text) => ({
    ...EVERYTHING,
    text,
  }))
  const startedAt = performance.now()
  const counts = queries.map((query) => search(many, query, standings).length)
  const each = (performance.now() - startedAt) / queries.length
  console.log(`2,000 exercises: ${opening.toFixed(1)} ms to open, ${each.toFixed(2)} ms a search.`)
  expect(counts[0]).toBe(2_000)
  expect(counts[3]).toBeGreaterThan(0)
  expect(counts[3]).toBeLessThan(counts[2]!)
  expect(counts.slice(4)).toEqual([2_000, 0])
})
