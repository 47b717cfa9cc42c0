// How well a topic is known, and how sure that is: a Beta posterior over sittings. The formula is told in docs/progress.md.

import { betaEstimate, type Estimate } from './beta'
import { DAY } from './days'
import { type Sitting, sittingsOf } from './sittings'
import type { Course, Happened, Tried } from './tried'

export interface Mastery extends Estimate {
  readonly topic: string
  /** How many exercises of it have been submitted. */
  readonly exercises: number
  readonly lastAt: number
}

export const HALF_LIFE_DAYS = 60

/** Of every topic that has evidence, the best known first. */
export function masteryOf(
  attempts: readonly Tried[],
  events: readonly Happened[],
  courses: readonly Course[],
  now: number,
): Mastery[] {
  const sittings = sittingsOf(attempts, events)
  const topics = [...new Set(courses.flatMap((course) => course.topics))]
  return topics
    .flatMap((topic) => ofTopic(topic, sittings, courses, now))
    .sort((one, other) => other.mean - one.mean)
}

function ofTopic(
  topic: string,
  sittings: readonly Sitting[],
  courses: readonly Course[],
  now: number,
): Mastery[] {
  const tried = courses
    .filter(({ topics }) => topics.includes(topic))
    .map((course) => ({ course, own: sittings.filter(({ exercise }) => exercise === course.id) }))
    .filter(({ own }) => own.length > 0)
  if (tried.length === 0) return []
  const evidence = (part: (sitting: Sitting, course: Course) => number): number =>
    tried.reduce((sum, { course, own }) => {
      const parts = own.map((sitting) => part(sitting, course) * freshness(sitting, now))
      return sum + weightOf(course) * faded(parts)
    }, 0)
  const estimate = betaEstimate(1 + evidence(success), 1 + evidence(failure))
  const lastAt = Math.max(...tried.flatMap(({ own }) => own.map((sitting) => sitting.lastAt)))
  return [{ topic, exercises: tried.length, lastAt, ...estimate }]
}

/** An exercise of middling difficulty counts as one. */
const weightOf = ({ difficulty }: Course): number => difficulty / 3

/** Evidence loses half of its weight every 60 days. */
const freshness = ({ lastAt }: Sitting, now: number): number =>
  2 ** (-Math.max(0, now - lastAt) / DAY / HALF_LIFE_DAYS)

/** The most telling sitting counts whole, the next half, and so on: ten times the same exercise is not ten exercises. */
const faded = (parts: readonly number[]): number =>
  [...parts].sort((a, b) => b - a).reduce((sum, part, i) => sum + part / 2 ** i, 0)

/** What a pass is worth: less with hints, after many submits or after long, and nothing when the solution was shown. */
export function success(sitting: Sitting, { minutes }: Course): number {
  if (!sitting.hasPassed || sitting.sawSolution) return 0
  const alone = Math.max(0.25, 1 - 0.25 * sitting.hints)
  const directly = Math.max(0.5, 1 - 0.1 * (sitting.submits - 1))
  const over = sitting.seconds / 60 / (2 * minutes)
  return alone * directly * (over <= 1 ? 1 : Math.max(0.7, 1 / over))
}

/** A day that ended without a pass speaks against it, by the share of the tests that never passed. */
export const failure = ({ hasPassed, best }: Sitting): number => (hasPassed ? 0 : 1 - best)
