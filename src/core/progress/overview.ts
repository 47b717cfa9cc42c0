// All that the progress page shows, from the log. A file of its own, so that it is loaded with that page.

import { type Calendar, calendarOf } from './calendar'
import { type Mastery, masteryOf } from './mastery'
import { type Review, reviewsOf } from './review'
import { storiesOf, type Story } from './story'
import type { Course, Happened, Tried } from './tried'

export interface Overview {
  readonly calendar: Calendar
  readonly mastery: readonly Mastery[]
  readonly reviews: readonly Review[]
  readonly stories: readonly Story[]
  /** Submits of exercises that are not here any more. */
  readonly elsewhere: number
  readonly attempts: number
}

export function overviewOf(
  attempts: readonly Tried[],
  events: readonly Happened[],
  courses: readonly Course[],
  now: number,
): Overview {
  const known = new Set(courses.map(({ id }) => id))
  return {
    calendar: calendarOf(attempts, now),
    mastery: masteryOf(attempts, events, courses, now),
    reviews: reviewsOf(attempts, events, courses, now),
    stories: storiesOf(attempts, courses),
    elsewhere: attempts.filter(({ exercise }) => !known.has(exercise)).length,
    attempts: attempts.length,
  }
}
