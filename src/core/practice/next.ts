// What to do next, and why: on with a path, back to what is nearly there, or something new.

import type { ExerciseCard } from '../pack/compiled'
import { topicName } from '../topic-name'
import { type LearningPath, type Walk, walksOf } from './paths'
import { isSolved, percentOf, type Standings, statusOf } from './standing'

export interface Suggestion {
  readonly card: ExerciseCard
  readonly reason: string
}

/** `cards` in the order of the course. Undefined when all are solved. */
export function suggest(
  cards: readonly ExerciseCard[],
  paths: readonly LearningPath[],
  standings: Standings,
): Suggestion | undefined {
  return (
    onAPath(walksOf(paths, cards, standings), standings) ?? close(cards, standings) ?? fresh(cards, standings)
  )
}

/** On with the unfinished path that was last worked on. */
function onAPath(walks: readonly Walk[], standings: Standings): Suggestion | undefined {
  const begunAt = ({ steps }: Walk): number =>
    Math.max(...steps.map(({ id }) => standings.get(id)?.lastAt ?? -1))
  const isOpen = (walk: Walk): boolean => begunAt(walk) >= 0 && walk.next !== undefined
  const walk = first(walks.filter(isOpen), (a, b) => begunAt(b) - begunAt(a))
  return walk && { card: walk.next!, reason: `Next in “${walk.path.title}”` }
}

/** What is nearest to its solution. */
function close(cards: readonly ExerciseCard[], standings: Standings): Suggestion | undefined {
  const best = ({ id }: ExerciseCard): number => standings.get(id)!.best
  const tried = cards.filter(({ id }) => statusOf(id, standings) === 'tried')
  const card = first(tried, (a, b) => best(b) - best(a))
  if (!card) return undefined
  const score = `your best score is ${percentOf(standings.get(card.id)!)}%`
  return { card, reason: best(card) >= 0.5 ? `You were close: ${score}` : `You began it: ${score}` }
}

/** The easiest of what is new, of a topic that is new too where there is one. */
function fresh(cards: readonly ExerciseCard[], standings: Standings): Suggestion | undefined {
  const touched = new Set(cards.filter(({ id }) => standings.has(id)).flatMap(({ topics }) => topics))
  const left = cards.filter(({ id }) => !isSolved(id, standings))
  const newTopic = ({ topics }: ExerciseCard) => topics.find((topic) => !touched.has(topic))
  const byDifficulty = (a: ExerciseCard, b: ExerciseCard): number => a.difficulty - b.difficulty
  const card = first(left.filter(newTopic), byDifficulty)
  if (!card) {
    const easiest = first(left, byDifficulty)
    return easiest && { card: easiest, reason: 'The easiest that you have not tried' }
  }
  const easiest = `the easiest in ${topicName(newTopic(card)!)}`
  return { card, reason: standings.size === 0 ? `A good start: ${easiest}` : `New to you: ${easiest}` }
}

/** The first in that order, and of equals the first of the list. */
const first = <T>(list: readonly T[], compare: (a: T, b: T) => number): T | undefined =>
  [...list].sort(compare)[0]
