// What to do next, and its reason.

import { describe, expect, test } from 'vitest'
import { suggest } from '../../../../src/core/practice/next'
import { type LearningPath, walksOf } from '../../../../src/core/practice/paths'
import type { Standings } from '../../../../src/core/practice/standing'
import type { Standing } from '../../../../src/core/progress/standing'
import { topicProgress } from '../../../../src/core/practice/topics'
import { aCard, aStanding } from '../../../support/some-cards'

const cards = [
  aCard('a/one', { topics: ['foundations'], difficulty: 2 }),
  aCard('a/two', { topics: ['foundations', 'vision'], difficulty: 3 }),
  aCard('a/three', { topics: ['vision'], difficulty: 3 }),
  aCard('b/hard', { topics: ['llm'], difficulty: 5 }),
  aCard('b/easy', { topics: ['llm'], difficulty: 1 }),
  aCard('c/lone', { topics: ['graphs'], difficulty: 4 }),
]
const aPath = (id: string, ...exercises: string[]): LearningPath => ({
  id,
  title: id,
  summary: 's',
  exercises,
})
const paths = [aPath('First', 'a/one', 'a/two'), aPath('Second', 'a/three', 'b/hard')]

const standingsOf = (known: Record<string, Partial<Standing>>): Standings =>
  new Map(Object.entries(known).map(([id, standing]) => [id, aStanding(standing)]))
const solved = (lastAt: number): Partial<Standing> => ({ solved: true, best: 1, lastAt })
const next = (known: Record<string, Partial<Standing>>, ways = paths) => {
  const suggestion = suggest(cards, ways, standingsOf(known))
  return suggestion && [suggestion.card.id, suggestion.reason]
}

describe('on with a path:', () => {
  test('the next exercise of the one that was begun', () => {
    expect(next({ 'a/one': solved(1) })).toEqual(['a/two', 'Next in “First”'])
  })
  test('of several, of the one that was worked on last', () => {
    expect(next({ 'a/one': solved(1), 'a/three': solved(2) })).toEqual(['b/hard', 'Next in “Second”'])
    expect(next({ 'a/one': solved(3), 'a/three': solved(2) })).toEqual(['a/two', 'Next in “First”'])
  })
  test('what was tried on it and is not solved is its next', () => {
    expect(next({ 'a/one': solved(1), 'a/two': { lastAt: 4 } })).toEqual(['a/two', 'Next in “First”'])
    expect(next({ 'a/two': solved(4) })).toEqual(['a/one', 'Next in “First”'])
  })
  test('one that is finished is left', () => {
    const known = { 'a/one': solved(1), 'a/three': solved(2), 'b/hard': solved(3) }
    expect(next(known)).toEqual(['a/two', 'Next in “First”'])
  })
})

describe('back to what was tried:', () => {
  test('the best of it, with its score', () => {
    const known = { 'c/lone': { best: 0.861 }, 'b/easy': { best: 0.3 } }
    expect(next(known)).toEqual(['c/lone', 'You were close: your best score is 86%'])
  })
  test('a low score is not called close', () => {
    expect(next({ 'c/lone': { best: 0 } })).toEqual(['c/lone', 'You began it: your best score is 0%'])
  })
  test('what is not solved is not said to be at 100%', () => {
    expect(next({ 'c/lone': { best: 0.999 } })?.[1]).toMatch(/99%$/)
  })
})

describe('something new:', () => {
  test('for who has tried nothing, the easiest', () => {
    expect(next({})).toEqual(['b/easy', 'A good start: the easiest in Language models'])
  })
  test('else the easiest of a topic that was not touched', () => {
    expect(next({ 'b/easy': solved(1) })).toEqual(['a/one', 'New to you: the easiest in Foundations'])
    expect(next({ 'b/easy': solved(1), 'a/one': solved(2) }, [])).toEqual([
      'a/two',
      'New to you: the easiest in Vision',
    ])
  })
  test('else the easiest of what is left', () => {
    const known = { 'b/easy': solved(1), 'a/two': solved(1), 'c/lone': solved(1) }
    expect(next(known, [])).toEqual(['a/one', 'The easiest that you have not tried'])
  })
  test('nothing, when all is solved or there is nothing', () => {
    expect(next(Object.fromEntries(cards.map(({ id }) => [id, solved(1)])))).toBeUndefined()
    expect(suggest([], [], new Map())).toBeUndefined()
  })
})

test('a walk knows its steps, its next, and its end', () => {
  const [first, second] = walksOf(paths, cards, standingsOf({ 'a/one': solved(1), 'a/two': solved(1) }))
  expect(first).toMatchObject({ solved: 2, next: undefined })
  expect(second).toMatchObject({ solved: 0, next: { id: 'a/three' } })
  expect(second!.steps.map(({ id }) => id)).toEqual(['a/three', 'b/hard'])
})

test('an exercise counts in each of its topics, and topics without one are not told of', () => {
  expect(topicProgress(cards, standingsOf({ 'a/two': solved(1), 'a/three': {} }))).toEqual([
    { topic: 'foundations', total: 2, solved: 1 },
    { topic: 'vision', total: 2, solved: 1 },
    { topic: 'llm', total: 2, solved: 0 },
    { topic: 'graphs', total: 1, solved: 0 },
  ])
})
