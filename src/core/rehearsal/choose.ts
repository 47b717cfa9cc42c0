// Which exercises a rehearsal is made of: unseen ones first, then those solved longest ago, as they fit its minutes. How they
// are compared is told in docs/rehearsal.md.

import type { ExerciseCard } from '../pack/compiled'
import type { Topic } from '../pack/schema'
import { seededRandom } from '../random'
import type { Seen } from './seen'
import { weightsFor } from './weights'

export interface Wish {
  readonly minutes: number
  /** None: as the posting weighs them. */
  readonly topics: readonly Topic[]
}

export interface Plan {
  /** In the order to take them: the shortest first. Empty when no exercise has the topics. */
  readonly cards: readonly ExerciseCard[]
  readonly unseen: readonly string[]
  /** What they are meant to take together. */
  readonly minutes: number
  /** How many exercises have the topics, and how many of these are unseen. */
  readonly candidates: number
  readonly unseenCandidates: number
}

/** Of a long list, so many are compared with each other: all sets of three of them are some two thousand. */
const SHORTLIST = 24

export function choose(
  cards: readonly ExerciseCard[],
  seen: ReadonlyMap<string, Seen>,
  { minutes, topics }: Wish,
  seed: number,
): Plan {
  const weights = weightsFor(topics)
  const candidates = cards.filter((card) => card.topics.some((topic) => weights.has(topic)))
  const unseen = drawn(
    candidates.filter(({ id }) => !seen.has(id)),
    weights,
    seed,
  )
  const longestAgo = candidates
    .filter(({ id }) => seen.has(id))
    .sort((a, b) => seen.get(a.id)!.at - seen.get(b.id)!.at)
  const list = [unseen, longestAgo].flatMap((part) => fittingFirst(part, minutes)).slice(0, SHORTLIST)
  const sets = list.length < 2 ? [list] : setsOf(list, minutes)
  const cost = new Map(sets.map((set) => [set, costOf(set, list, seen, minutes)]))
  const [best = []] = sets.sort((a, b) => compare(cost.get(a)!, cost.get(b)!))
  const chosen = [...best].sort((a, b) => a.minutes - b.minutes || a.difficulty - b.difficulty)
  return {
    ...{ cards: chosen, minutes: minutesOf(chosen) },
    unseen: chosen.map(({ id }) => id).filter((id) => !seen.has(id)),
    ...{ candidates: candidates.length, unseenCandidates: unseen.length },
  }
}

/**
 * In an order drawn by weight, by the keys of Efraimidis and Spirakis (2006). A topic's weight is shared by its exercises, so that
 * a topic with many of them does not come up more often for that.
 */
function drawn(
  cards: readonly ExerciseCard[],
  weights: ReadonlyMap<Topic, number>,
  seed: number,
): ExerciseCard[] {
  const random = seededRandom(seed).fork('rehearsal')
  const share = (topic: Topic): number =>
    (weights.get(topic) ?? 0) / cards.filter(({ topics }) => topics.includes(topic)).length
  const keys = new Map(
    cards.map((card) => [
      card.id,
      random.next() ** (1 / card.topics.reduce((sum, topic) => sum + share(topic), 0)),
    ]),
  )
  return [...cards].sort((a, b) => keys.get(b.id)! - keys.get(a.id)!)
}

/** In the order given, but last those that are too long beside even the shortest: they would crowd the shortlist. */
function fittingFirst(cards: readonly ExerciseCard[], minutes: number): readonly ExerciseCard[] {
  const longest = minutes - Math.min(...cards.map((card) => card.minutes))
  return [
    ...cards.filter((card) => card.minutes <= longest),
    ...cards.filter((card) => card.minutes > longest),
  ]
}

/** All sets of two, and all sets of three that fit. */
function setsOf(list: readonly ExerciseCard[], minutes: number): (readonly ExerciseCard[])[] {
  const pairs = list.flatMap((one, i) => list.slice(i + 1).map((other) => [one, other]))
  const threes = pairs.flatMap((pair) =>
    list.slice(list.indexOf(pair[1]!) + 1).map((third) => [...pair, third]),
  )
  return [...pairs, ...threes.filter((set) => minutesOf(set) <= minutes)]
}

/** What speaks against a set, the gravest first. */
function costOf(
  set: readonly ExerciseCard[],
  list: readonly ExerciseCard[],
  seen: ReadonlyMap<string, Seen>,
  minutes: number,
): readonly number[] {
  const total = minutesOf(set)
  return [
    Number(total > 1.5 * minutes),
    set.filter(({ id }) => seen.has(id)).length,
    Math.ceil(Math.max(0, total - minutes) / (minutes / 4)),
    set.length - new Set(set.map(({ topics }) => topics[0])).size,
    Number(total < (2 / 3) * minutes),
    set.reduce((sum, card) => sum + list.indexOf(card), 0),
  ]
}

const compare = (one: readonly number[], other: readonly number[]): number => {
  const i = one.findIndex((part, at) => part !== other[at])
  return i < 0 ? 0 : one[i]! - other[i]!
}

const minutesOf = (cards: readonly ExerciseCard[]): number =>
  cards.reduce((sum, { minutes }) => sum + minutes, 0)
