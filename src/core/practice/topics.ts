// How far the learner is in each topic that has exercises.

import type { ExerciseCard } from '../pack/compiled'
import { Topic } from '../pack/schema'
import { isSolved, type Standings } from './standing'

export interface TopicProgress {
  readonly topic: Topic
  readonly total: number
  readonly solved: number
}

/** In the order of the schema. An exercise counts in each of its topics. */
export function topicProgress(cards: readonly ExerciseCard[], standings: Standings): TopicProgress[] {
  return Topic.options.flatMap((topic) => {
    const its = cards.filter(({ topics }) => topics.includes(topic))
    const solved = its.filter(({ id }) => isSolved(id, standings)).length
    return its.length > 0 ? [{ topic, total: its.length, solved }] : []
  })
}
