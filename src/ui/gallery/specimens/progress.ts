// What was done, how well it is known, and the file of it all.

import { calendarOf } from '../../../core/progress/calendar'
import type { Backup, BackupState } from '../../../session/backup.svelte'
import type { Told } from '../../../session/progress.svelte'
import DayGrid from '../../parts/progress/DayGrid.svelte'
import Keep from '../../parts/progress/Keep.svelte'
import KeptCopies from '../../parts/progress/KeptCopies.svelte'
import Reviews from '../../parts/progress/Reviews.svelte'
import Stories from '../../parts/progress/Stories.svelte'
import TopicBars from '../../parts/progress/TopicBars.svelte'
import { LONG, nothing, type Specimen, statesOf, UNBROKEN } from '../specimen'
import { aCard, anAttempt, DAY, manyCards, NOW } from '../stage'

const cards = [...manyCards(20), aCard({ id: 'gallery/long', title: `${LONG} ${UNBROKEN}` })]
const attempts = Array.from({ length: 90 }, (_, i) =>
  anAttempt({ uid: `u${i}`, at: NOW - ((i * i) % 170) * DAY, outcome: i % 3 ? 'passed' : 'failed' }),
)
const nameOf = (i: number): string => (i === 1 ? 'gallery/long' : `gallery/number-${i}`)
const review = (i: number, isDue: boolean) => ({
  ...{
    exercise: nameOf(i),
    open: nameOf(i % 3 === 2 ? i + 1 : i),
    isDue,
    dueAt: NOW + (isDue ? -DAY : 3 * DAY),
  },
  ...{ recall: 0.7, lastAt: NOW - 9 * DAY, lastGrade: 'hard' as const, reviews: i },
})
const story = (i: number, count: number) => ({
  ...{ exercise: nameOf(i), solvedAt: i % 2 ? NOW - DAY : null },
  submits: Array.from({ length: count }, (_, k) => ({
    ...{ at: NOW - (count - k) * DAY, outcome: 'failed' as const, score: k / count },
  })),
  ...{ hints: i, sawSolution: i === 2, passesSince: i, lastAt: NOW - DAY },
})
const mastery = ['llm', 'trust-and-safety', 'vision'].map((topic, i) => ({
  ...{ topic, exercises: i + 1, lastAt: NOW, mean: 0.9 - 0.3 * i, low: 0.6 - 0.3 * i, high: 0.99 - 0.2 * i },
}))
const copies = [
  { exercise: 'gallery/long', at: NOW, text: 'code' },
  { exercise: 'gallery/number-2', at: NOW - DAY, text: 'code' },
]
const told = {
  ...{
    at: NOW,
    unreadable: 0,
    copies: [],
    attempts: 90,
    elsewhere: 0,
    mastery: [],
    reviews: [],
    stories: [],
  },
  calendar: calendarOf(attempts, NOW),
} as Told
const keep = (state: BackupState, more: Partial<Told> = {}) => ({
  backup: { state, exportedAt: undefined } as Partial<Backup> as Backup,
  ...{ told: { ...told, ...more }, cards, isPromised: false, onimported: nothing },
})
const merged = { drafts: 3, attempts: 12, events: 4, copies: 2 }

export const progress: Specimen[] = [
  ...statesOf('DayGrid', DayGrid, {
    empty: { calendar: calendarOf([], NOW) },
    many: { calendar: calendarOf(attempts, NOW) },
  }),
  ...statesOf('Keep', Keep, {
    plain: keep({ kind: 'none' }),
    working: keep({ kind: 'working' }),
    failed: keep({ kind: 'failed', message: LONG }),
    exported: keep({ kind: 'exported', name: `${UNBROKEN}.json` }),
    imported: keep(
      { kind: 'imported', from: UNBROKEN, merged, hasSettings: true },
      { copies, unreadable: 2 },
    ),
    refused: keep({ kind: 'refused', from: UNBROKEN, reason: LONG }),
  }),
  ...statesOf('KeptCopies', KeptCopies, { two: { copies, cards } }),
  ...statesOf('Reviews', Reviews, {
    'one due': { reviews: [review(1, true)], cards, now: NOW },
    'many due': { reviews: Array.from({ length: 12 }, (_, i) => review(i, true)), cards, now: NOW },
    'none due': { reviews: [review(0, false)], cards, now: NOW },
  }),
  ...statesOf('Stories', Stories, {
    short: { stories: [story(0, 2), story(1, 3)], cards, now: NOW },
    many: { stories: Array.from({ length: 12 }, (_, i) => story(i, 3 * i + 1)), cards, now: NOW },
  }),
  ...statesOf('TopicBars', TopicBars, {
    some: { mastery, topics: ['llm', 'trust-and-safety', 'vision', 'graphs'] },
  }),
]
