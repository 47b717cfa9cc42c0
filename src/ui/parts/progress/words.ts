// How the progress page says counts and days.

import { grouped } from '../../../core/grouped'
import { dayOf } from '../../../core/progress/days'
import type { Review } from '../../../core/progress/review'
import type { Story } from '../../../core/progress/story'

/** "1 submit", "3 submits". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

export const dateOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

export const weekdayAndDateOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })

/** "today", "yesterday", "12 days ago", "in 3 days". */
export function fromNow(at: number, now: number): string {
  const days = dayOf(at) - dayOf(now)
  if (days === 0) return 'today'
  if (days === -1) return 'yesterday'
  if (days === 1) return 'tomorrow'
  return days < 0 ? `${-days} days ago` : `in ${days} days`
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`

const LAST: Record<Review['lastGrade'], (when: string) => string> = {
  again: (when) => `It did not come out alone ${when}`,
  hard: (when) => `It was hard ${when}`,
  good: (when) => `You passed it ${when}`,
  easy: (when) => `You passed it at once ${when}`,
}

/** Why an exercise is due. */
export const whyDue = ({ lastGrade, lastAt, recall }: Review, now: number): string =>
  `${LAST[lastGrade](fromNow(lastAt, now))}. Chance to pass it again now: ${percent(recall)}.`

/** How an exercise went. */
export function outcomeOf({ solvedAt, submits, hints, sawSolution, passesSince }: Story): string {
  const helped = hints > 0 ? `, ${countOf(hints, 'hint')}` : ''
  const shown = sawSolution ? ', after its solution was shown' : ''
  if (solvedAt === null) {
    const best = Math.max(...submits.map(({ score }) => score))
    return `Not solved yet: ${countOf(submits.length, 'submit')}${helped}, at best ${percent(best)} of the tests`
  }
  const tries = submits.length === 1 ? 'at the first submit' : `after ${submits.length} submits`
  const again = passesSince > 0 ? `; passed again ${countOf(passesSince, 'time')}` : ''
  return `Solved ${tries}${helped}${shown}${again}`
}
