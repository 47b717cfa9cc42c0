// Rehearsals that were, as the log tells of them: one of each kind that a report has words for.

import type { ExerciseCard } from '../../core/pack/compiled'
import { begunData } from '../../core/rehearsal/notes'
import type { Attempt, LogEvent } from '../../storage/records'
import { LONG, UNBROKEN } from './specimen'
import { aCard, anAttempt, DAY, MINUTE, NOW } from './stage'

export const cards: readonly ExerciseCard[] = [
  aCard({ id: 'llm/attention', title: 'Scaled dot-product attention', topics: ['llm'], minutes: 25 }),
  aCard({ id: 'vision/convolution', title: 'Convolution without a loop', topics: ['vision'], minutes: 20 }),
  aCard({ id: 'search/bm25', title: 'BM25', topics: ['search', 'language'], minutes: 15 }),
  aCard({ id: 'gallery/long', title: `${LONG} ${UNBROKEN}`, topics: ['trust-and-safety'], minutes: 30 }),
  aCard({ id: 'llm/sampling', title: 'Sampling', topics: ['llm'], difficulty: 1, minutes: 15 }),
]

interface Sent {
  readonly exercise: string
  /** Since the beginning, in minutes. */
  readonly at: number
  readonly chance: number
  /** What came of it; no verdict where there is none. */
  readonly outcome?: Attempt['outcome']
  readonly score?: number
}
interface Kind {
  readonly number: number
  readonly daysAgo: number
  readonly minutes: number
  readonly topics?: readonly string[]
  readonly exercises: readonly string[]
  /** Which exercise was turned to, and when, in minutes. */
  readonly turns?: readonly (readonly [exercise: string, at: number])[]
  readonly sent?: readonly Sent[]
  /** In minutes, where it was ended before its time. */
  readonly endedAt?: number
  /** Hints that were opened elsewhere, when. */
  readonly helps?: readonly number[]
}

export const idOf = (number: number): string => `${number}`.padStart(32, '0')

const [a, b, c, long] = cards.map(({ id }) => id) as [string, string, string, string]

/** One submit, right. */
export const PLAIN: Kind = {
  ...{ number: 1, daysAgo: 1, minutes: 30, topics: ['llm'], exercises: [a], turns: [[a, 0]] },
  sent: [{ exercise: a, at: 21, chance: 0.7, outcome: 'passed', score: 1 }],
}
/** All that can happen, in time. */
export const FULL: Kind = {
  ...{ number: 2, daysAgo: 2, minutes: 60, exercises: [c, b, a], helps: [12] },
  turns: [
    [c, 0],
    [b, 14.5],
    [c, 31],
    [b, 40],
  ],
  sent: [
    { exercise: c, at: 6, chance: 0.9, outcome: 'invalid', score: 0 },
    { exercise: c, at: 11, chance: 0.8, outcome: 'failed', score: 0.62 },
    { exercise: c, at: 36, chance: 0.9, outcome: 'passed', score: 1 },
    { exercise: b, at: 29, chance: 0.5, outcome: 'failed', score: 0.4 },
    { exercise: b, at: 47, chance: 0.3, outcome: 'stopped', score: 0 },
    { exercise: b, at: 59.5, chance: 0.6 },
  ],
}
/** Names of every length, and an exercise whose pack is gone. */
export const LONG_ONE: Kind = {
  ...{ number: 3, daysAgo: 3, minutes: 45, exercises: [long, 'elsewhere/gone'] },
  topics: ['trust-and-safety', 'recommendation', 'deep-learning', 'foundations', 'multimodal', 'evaluation'],
  turns: [
    [long, 0],
    ['elsewhere/gone', 20],
  ],
  sent: [
    { exercise: long, at: 18, chance: 0.9, outcome: 'failed', score: 0.995 },
    { exercise: 'elsewhere/gone', at: 44.9, chance: 0.1, outcome: 'infra', score: 0 },
  ],
}
export const PERFECT: Kind = {
  ...{ number: 4, daysAgo: 4, minutes: 45, exercises: [c, a], endedAt: 33 },
  turns: [
    [c, 0],
    [a, 12],
  ],
  sent: [
    { exercise: c, at: 12, chance: 0.9, outcome: 'passed', score: 1 },
    { exercise: a, at: 33, chance: 0.9, outcome: 'passed', score: 1 },
  ],
}
/** Never opened again once it was begun. */
export const BARE: Kind = { number: 5, daysAgo: 5, minutes: 45, exercises: [b, c] }
export const EMPTY: Kind = { ...BARE, number: 6, daysAgo: 6, turns: [[b, 0]], endedAt: 0.2 }
/** More than a list shows at first. */
export const MANY = 25

/** What the log has of it. */
export function aRehearsal(kind: Kind): { events: LogEvent[]; attempts: Attempt[] } {
  const {
    number,
    daysAgo,
    minutes,
    topics = [],
    exercises,
    turns = [],
    sent = [],
    endedAt,
    helps = [],
  } = kind
  const id = idOf(number)
  const begunAt = NOW - daysAgo * DAY
  const event = (uid: string, exercise: string, at: number, data: LogEvent['data']): LogEvent => ({
    ...{ uid: `${id} ${uid}`, exercise, at: begunAt + at * MINUTE, kind: 'rehearsal', data },
  })
  const begun = begunData(id, {
    ...{ minutes, topics: [...topics], exercises: [...exercises], unseen: exercises.slice(1) },
  })
  const of = { rehearsal: id }
  return {
    events: [
      event('begun', '', 0, begun),
      ...turns.map(([exercise, at], i) => event(`turn ${i}`, exercise, at, { what: 'turned', ...of })),
      ...sent.map(({ exercise, at, chance }, i) =>
        event(`sent ${i}`, exercise, at, { what: 'submitted', chance, ...of }),
      ),
      ...helps.map((at, i) => ({
        ...event(`help ${i}`, exercises[0]!, at, { hint: i + 1 }),
        kind: 'hint' as const,
      })),
      ...(endedAt === undefined ? [] : [event('ended', '', endedAt, { what: 'ended', ...of })]),
    ],
    attempts: sent.flatMap(({ exercise, at, outcome, score = 0 }, i) =>
      outcome
        ? [
            anAttempt({
              ...{ uid: `${id} attempt ${i}`, exercise, at: begunAt + at * MINUTE, outcome, score },
              rehearsal: `${id} sent ${i}`,
            }),
          ]
        : [],
    ),
  }
}
