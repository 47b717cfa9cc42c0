// Which exercises a rehearsal is made of: unseen first, as they fit, the same for the same seed.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExerciseCard } from '../../../../src/core/pack/compiled'
import { Topic } from '../../../../src/core/pack/schema'
import { choose, type Plan } from '../../../../src/core/rehearsal/choose'
import { type Seen, seenOf } from '../../../../src/core/rehearsal/seen'
import { POSTING, weightsFor } from '../../../../src/core/rehearsal/weights'
import { anAttempt } from '../../../support/an-attempt'
import { aCard, manyCards } from '../../../support/some-cards'

const HOUR = { minutes: 60, topics: [] }
const NOTHING: ReadonlyMap<string, Seen> = new Map()
const solvedAt = (times: Record<string, number>): ReadonlyMap<string, Seen> =>
  new Map(Object.entries(times).map(([id, at]) => [id, { at, isSolved: true }]))
const idsOf = ({ cards }: Plan): string[] => cards.map(({ id }) => id)
const of = (id: string, minutes: number, topic: Topic): ExerciseCard =>
  aCard(id, { minutes, topics: [topic] })

/** As the app had them when rehearsals came. */
const FIVE = [
  of('dl/backprop', 35, 'deep-learning'),
  of('dl/classifier', 40, 'deep-learning'),
  of('llm/sampling', 30, 'llm'),
  of('rec/similarity', 30, 'recommendation'),
  of('vision/convolution', 30, 'vision'),
]

test('the weights of the posting are of every topic, and are percent', () => {
  expect(Object.keys(POSTING).sort()).toEqual([...Topic.options].sort())
  expect(Object.values(POSTING).reduce((sum, weight) => sum + weight)).toBe(100)
  expect([...weightsFor(['llm', 'search'])]).toEqual([
    ['llm', 1],
    ['search', 1],
  ])
})

describe('the exercises', () => {
  test('are the same for the same seed, and others for another', () => {
    const cards = manyCards(40)
    const seeds = Array.from({ length: 20 }, (_, seed) => idsOf(choose(cards, NOTHING, HOUR, seed)).join())
    expect(idsOf(choose(cards, NOTHING, HOUR, 7)).join()).toBe(seeds[7])
    expect(new Set(seeds).size).toBeGreaterThan(10)
  })

  test('are two or three that fit the minutes, unseen, of different topics, where there are enough', () => {
    const cards = manyCards(60)
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(30, 45, 60), (seed, minutes) => {
        const plan = choose(cards, NOTHING, { minutes, topics: [] }, seed)
        expect([2, 3]).toContain(plan.cards.length)
        expect(plan.minutes).toBeLessThanOrEqual(minutes)
        expect(plan.unseen.length).toBe(plan.cards.length)
        expect(new Set(plan.cards.map(({ topics }) => topics[0])).size).toBe(plan.cards.length)
      }),
      { numRuns: 60, examples: [[-955389128, 30]] },
    )
  })

  test('come up by topic as the posting weighs it, however many exercises a topic has', () => {
    const cards = [
      ...Array.from({ length: 9 }, (_, i) => of(`g/${i}`, 25, 'graphs')),
      ...['deep-learning', 'vision', 'llm'].map((topic) => of(`one/${topic}`, 25, topic as Topic)),
    ]
    const drawn = Array.from({ length: 400 }, (_, seed) => choose(cards, NOTHING, HOUR, seed)).flatMap(idsOf)
    const share = (id: string): number => drawn.filter((one) => one.startsWith(id)).length / 400
    expect(share('one/deep-learning')).toBeGreaterThan(share('one/vision') + 0.05)
    expect(share('g/')).toBeLessThan(share('one/vision'))
  })

  test('are of the chosen topics alone', () => {
    const plan = choose(FIVE, NOTHING, { minutes: 60, topics: ['llm', 'vision'] }, 1)
    expect(idsOf(plan).sort()).toEqual(['llm/sampling', 'vision/convolution'])
    expect(plan.candidates).toBe(2)
  })

  test('are taken shortest first', () => {
    const plan = choose([of('a/long', 40, 'llm'), of('a/short', 15, 'vision')], NOTHING, HOUR, 1)
    expect(idsOf(plan)).toEqual(['a/short', 'a/long'])
  })
})

describe('where there are few', () => {
  test('unseen ones come first, then what was solved longest ago', () => {
    const seen = solvedAt({ 'dl/backprop': 1, 'dl/classifier': 2, 'llm/sampling': 5, 'rec/similarity': 4 })
    const plan = choose(FIVE, seen, HOUR, 1)
    expect(idsOf(plan).sort()).toEqual(['rec/similarity', 'vision/convolution'])
    expect(plan).toMatchObject({ unseen: ['vision/convolution'], unseenCandidates: 1, candidates: 5 })
    const all = new Map([...seen, ['vision/convolution', { at: 3, isSolved: true }]])
    expect(choose(FIVE, all, HOUR, 1).unseen).toEqual([])
    expect(idsOf(choose(FIVE, all, HOUR, 1)).sort()).toEqual(['rec/similarity', 'vision/convolution'])
  })

  test('two that are longer than the time are better than one, and the shortest are taken', () => {
    const plan = choose(FIVE, NOTHING, { minutes: 30, topics: [] }, 3)
    expect([plan.cards.length, plan.minutes]).toEqual([2, 60])
  })

  test('unseen ones may run over a little, but not by more than half', () => {
    const short = [of('a/1', 15, 'llm'), of('a/2', 15, 'vision')]
    const seen = solvedAt({ 'a/1': 1, 'a/2': 2 })
    const wish = { minutes: 30, topics: [] }
    const little = [...short, of('b/1', 20, 'search'), of('b/2', 20, 'graphs')]
    expect(idsOf(choose(little, seen, wish, 1)).sort()).toEqual(['b/1', 'b/2'])
    const grossly = [...short, of('b/1', 40, 'search'), of('b/2', 40, 'graphs')]
    expect(idsOf(choose(grossly, seen, wish, 1)).sort()).toEqual(['a/1', 'a/2'])
  })

  test('one is better than none, and none is said to be none', () => {
    const one = choose(FIVE, NOTHING, { minutes: 45, topics: ['llm'] }, 1)
    expect(idsOf(one)).toEqual(['llm/sampling'])
    const none = choose(FIVE, NOTHING, { minutes: 45, topics: ['graphs'] }, 1)
    expect(none).toEqual({ cards: [], unseen: [], minutes: 0, candidates: 0, unseenCandidates: 0 })
  })

  test('from two thousand exercises, as from few, some are chosen that fit', () => {
    const { cards, minutes } = choose(manyCards(2000), NOTHING, HOUR, 1)
    expect(cards.length).toBeGreaterThan(1)
    expect(minutes).toBeLessThanOrEqual(HOUR.minutes)
  })
})

describe('an exercise is seen', () => {
  const at = (exercise: string, time: number, kind: string) => ({ exercise, at: time, kind })
  test('once it was submitted, helped with, or met in a rehearsal', () => {
    const events = [at('a/hint', 1, 'hint'), at('a/turned', 2, 'rehearsal'), at('', 3, 'rehearsal')]
    const seen = seenOf([anAttempt({ exercise: 'a/tried', outcome: 'invalid', at: 4 })], events)
    expect([...seen.keys()].sort()).toEqual(['a/hint', 'a/tried', 'a/turned'])
    expect(seenOf([], [at('a/copy', 1, 'draft-copy')]).size).toBe(0)
  })

  test('as of its last pass; where there is none, as of the last work on it', () => {
    const tries = [
      anAttempt({ exercise: 'a/b', at: 5 }),
      anAttempt({ exercise: 'a/b', at: 9, outcome: 'failed' }),
      anAttempt({ exercise: 'a/c', at: 9, outcome: 'failed' }),
      anAttempt({ exercise: 'a/c', at: 3 }),
    ]
    const seen = seenOf(tries, [at('a/b', 12, 'hint'), at('a/d', 2, 'hint'), at('a/d', 1, 'hint')])
    expect(seen.get('a/b')).toEqual({ at: 5, isSolved: true })
    expect(seen.get('a/c')).toEqual({ at: 3, isSolved: true })
    expect(seen.get('a/d')).toEqual({ at: 2, isSolved: false })
  })
})
