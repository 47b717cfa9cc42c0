// When a solved exercise should come back, by FSRS. There are no cards in store: they follow from the log alone.

import { type Card, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs'
import { dayOf, noonOf } from './days'
import { type Sitting, sittingsOf } from './sittings'
import type { Course, Happened, Tried } from './tried'

export interface Review {
  readonly exercise: string
  /** What to solve then: the exercise, or a variation of it. */
  readonly open: string
  readonly dueAt: number
  readonly isDue: boolean
  /** The chance, from 0 to 1, that it could be solved again now. */
  readonly recall: number
  readonly lastAt: number
  /** How it went the last time that counted. */
  readonly lastGrade: ReviewGrade
  /** How often it came back already. */
  readonly reviews: number
}

export type ReviewGrade = 'again' | 'hard' | 'good' | 'easy'

const NAMES: Readonly<Record<Grade, ReviewGrade>> = {
  [Rating.Again]: 'again',
  [Rating.Hard]: 'hard',
  [Rating.Good]: 'good',
  [Rating.Easy]: 'easy',
}

/** Days are the unit here, so there are no steps of minutes; and the same log must give the same day. */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false })

/** Of every exercise that was ever passed, the most urgent first. Its variations count as it does, once it was passed. */
export function reviewsOf(
  attempts: readonly Tried[],
  events: readonly Happened[],
  courses: readonly Course[],
  now: number,
): Review[] {
  const sittings = sittingsOf(attempts, events)
  return courses
    .filter(({ variationOf }) => variationOf === undefined)
    .flatMap((course) => {
      const variations = courses.filter(({ variationOf }) => variationOf === course.id)
      const review = reviewOf(sittings, course, variations, now)
      return review ? [review] : []
    })
    .sort((one, other) => dayOf(one.dueAt) - dayOf(other.dueAt) || one.recall - other.recall)
}

export const reviewsDue = (...given: Parameters<typeof reviewsOf>): Review[] =>
  reviewsOf(...given).filter(({ isDue }) => isDue)

function reviewOf(
  all: readonly Sitting[],
  course: Course,
  variations: readonly Course[],
  now: number,
): Review | null {
  const courses = new Map([course, ...variations].map((one) => [one.id, one]))
  const sittings = all.filter(({ exercise }) => courses.has(exercise))
  const first = sittings.findIndex(({ exercise, hasPassed }) => exercise === course.id && hasPassed)
  if (first < 0) return null
  const begun = sittings[first]!
  // What it took until the first pass, on whatever days, is one story.
  const story = sittings.slice(0, first + 1).filter(({ exercise }) => exercise === course.id)
  const submits = story.reduce((sum, sitting) => sum + sitting.submits, 0)
  const seconds = story.reduce((sum, sitting) => sum + sitting.seconds, 0)
  let grade = gradeOf({ ...begun, submits, seconds }, course)
  let card = rated(createEmptyCard(noonOf(begun.day)), begun.day, grade)
  let { lastAt } = begun
  let reviews = 0
  for (const sitting of sittings.slice(first + 1)) {
    // Before its day it is practice: welcome, and no review.
    if (sitting.day < dueDay(card)) continue
    grade = gradeOf(sitting, courses.get(sitting.exercise)!)
    card = rated(card, sitting.day, grade)
    lastAt = sitting.lastAt
    reviews++
  }
  const isDue = dueDay(card) <= dayOf(now)
  const recall = scheduler.get_retrievability(card, new Date(now), false)
  return {
    ...{ exercise: course.id, open: longestNotPassed(sittings, [...variations, course]).id },
    ...{ dueAt: card.due.getTime(), isDue, recall, lastAt, reviews },
    lastGrade: NAMES[grade],
  }
}

/** Whatever was never passed comes before all that was. Of equal ones, the first. */
function longestNotPassed(sittings: readonly Sitting[], courses: readonly Course[]): Course {
  const passedAt = ({ id }: Course): number =>
    Math.max(0, ...sittings.flatMap((one) => (one.exercise === id && one.hasPassed ? [one.lastAt] : [])))
  return [...courses].sort((one, other) => passedAt(one) - passedAt(other))[0]!
}

const rated = (card: Card, day: number, grade: Grade): Card =>
  scheduler.next(card, new Date(noonOf(day)), grade).card

const dueDay = (card: Card): number => dayOf(card.due.getTime())

/** Again: not passed, or the solution was shown. Hard: hints, or more than three submits. Easy: at once, and quickly. */
export function gradeOf(sitting: Sitting, { minutes }: Course): Grade {
  if (!sitting.hasPassed || sitting.sawSolution) return Rating.Again
  if (sitting.hints > 0 || sitting.submits > 3) return Rating.Hard
  const quickly = sitting.seconds > 0 && sitting.seconds <= (minutes * 60) / 2
  return sitting.submits === 1 && quickly ? Rating.Easy : Rating.Good
}
