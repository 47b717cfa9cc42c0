// Paths through the exercises: the format of exercises/paths.yaml, and how far the learner is on each.

import * as v from 'valibot'
import type { ExerciseCard } from '../pack/compiled'
import { isSolved, type Standings } from './standing'

const words = (most: number) =>
  v.pipe(
    v.string(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(most, `must be at most ${most} letters`),
  )

export const LearningPath = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')),
  title: words(60),
  summary: words(160),
  exercises: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must look like "vision/convolution"'))),
    v.minLength(1, 'needs at least one exercise'),
  ),
})
export type LearningPath = v.InferOutput<typeof LearningPath>

export const LearningPaths = v.array(LearningPath, 'must be a list of paths')

export interface Walk {
  readonly path: LearningPath
  readonly steps: readonly ExerciseCard[]
  readonly solved: number
  /** The first step that is not solved; undefined at the end. */
  readonly next: ExerciseCard | undefined
}

/** How far the learner is on each path. */
export function walksOf(
  paths: readonly LearningPath[],
  cards: readonly ExerciseCard[],
  standings: Standings,
): Walk[] {
  const known = new Map(cards.map((card) => [card.id, card]))
  return paths.map((path) => {
    const steps = path.exercises.flatMap((id) => known.get(id) ?? [])
    const left = steps.filter(({ id }) => !isSolved(id, standings))
    return { path, steps, solved: steps.length - left.length, next: left[0] }
  })
}
