// What a rehearsal says when it is over: by exercise, by topic, along its time, and predicted beside what came.

import type { ExerciseCard } from '../pack/compiled'
import { Topic } from '../pack/schema'
import type { Happened, Tried } from '../progress/tried'
import { type Calibration, calibrationOf, type Prediction } from './calibration'
import { type Advice, adviceFor } from './advice'
import type { Rehearsal, Sent } from './rehearsal'

/** An attempt; `rehearsal` is the uid of the submit that it came of, where that was in one. */
export interface RehearsedTry extends Tried {
  readonly rehearsal?: string | undefined
}

export interface Submit extends Sent {
  /** Since the beginning, in milliseconds. */
  readonly after: number
  /** Null when no verdict came: the page was closed before. */
  readonly outcome: Tried['outcome'] | null
  readonly score: number
}

export interface Part {
  readonly exercise: string
  /** Undefined when its pack is not here any more. */
  readonly card: ExerciseCard | undefined
  readonly wasUnseen: boolean
  readonly standing: 'passed' | 'not-yet' | 'not-submitted' | 'not-opened'
  /** The best share of the tests. */
  readonly best: number
  readonly submits: readonly Submit[]
  /** Stretches in which it was in view, since the beginning, in milliseconds. */
  readonly stretches: readonly { readonly from: number; readonly to: number }[]
  readonly spent: number
  /** Hints and solutions of it that were opened elsewhere in the meantime. */
  readonly helps: number
}

export interface TopicPart {
  readonly topic: Topic
  readonly exercises: number
  readonly passed: number
  /** The mean of the best shares. */
  readonly share: number
}

export interface Report {
  readonly rehearsal: Rehearsal
  /** How long it took, in milliseconds. */
  readonly took: number
  readonly parts: readonly Part[]
  readonly passed: number
  readonly topics: readonly TopicPart[]
  readonly calibration: Calibration | null
  readonly advice: readonly Advice[]
}

export function reportOf(
  rehearsal: Rehearsal,
  attempts: readonly RehearsedTry[],
  events: readonly Happened[],
  cards: readonly ExerciseCard[],
): Report {
  const verdicts = new Map(attempts.flatMap((one) => (one.rehearsal ? [[one.rehearsal, one] as const] : [])))
  const parts = rehearsal.exercises.map((exercise) =>
    partOf(
      exercise,
      rehearsal,
      verdicts,
      events,
      cards.find(({ id }) => id === exercise),
    ),
  )
  const topics = topicsOf(parts)
  const calibration = calibrationOf(predictionsIn(parts))
  return {
    ...{ rehearsal, parts, topics, calibration, took: rehearsal.endsAt - rehearsal.begunAt },
    passed: parts.filter(({ standing }) => standing === 'passed').length,
    advice: adviceFor(parts, calibration, cards, attempts),
  }
}

function partOf(
  exercise: string,
  rehearsal: Rehearsal,
  verdicts: ReadonlyMap<string, RehearsedTry>,
  events: readonly Happened[],
  card: ExerciseCard | undefined,
): Part {
  const { begunAt, endsAt, turns } = rehearsal
  const submits = rehearsal.submits
    .filter((sent) => sent.exercise === exercise)
    .map((sent): Submit => {
      const verdict = verdicts.get(sent.uid)
      return {
        ...{ ...sent, after: sent.at - begunAt },
        ...{ outcome: verdict?.outcome ?? null, score: verdict?.score ?? 0 },
      }
    })
  const stretches = turns.flatMap((turn, i) =>
    turn.exercise === exercise
      ? [{ from: turn.at - begunAt, to: (turns[i + 1]?.at ?? endsAt) - begunAt }]
      : [],
  )
  const isHelp = ({ kind, at }: Happened): boolean =>
    (kind === 'hint' || kind === 'solution') && at >= begunAt && at <= endsAt
  return {
    ...{ exercise, card, submits, stretches, wasUnseen: rehearsal.unseen.includes(exercise) },
    standing: submits.some(({ outcome }) => outcome === 'passed')
      ? 'passed'
      : submits.length > 0
        ? 'not-yet'
        : stretches.length > 0
          ? 'not-submitted'
          : 'not-opened',
    best: Math.max(0, ...submits.map(({ score }) => score)),
    spent: stretches.reduce((sum, { from, to }) => sum + to - from, 0),
    helps: events.filter((event) => event.exercise === exercise && isHelp(event)).length,
  }
}

/** In the order of the schema. An exercise counts in each of its topics. */
function topicsOf(parts: readonly Part[]): TopicPart[] {
  return Topic.options.flatMap((topic) => {
    const own = parts.filter(({ card }) => card?.topics.includes(topic))
    if (own.length === 0) return []
    const passed = own.filter(({ standing }) => standing === 'passed').length
    return [
      {
        topic,
        exercises: own.length,
        passed,
        share: own.reduce((sum, { best }) => sum + best, 0) / own.length,
      },
    ]
  })
}

/** Code that does not parse did not pass. A submit that was stopped, or that the lab could not judge, says nothing. */
export const predictionsIn = (parts: readonly Pick<Part, 'submits'>[]): Prediction[] =>
  parts
    .flatMap(({ submits }) => submits)
    .filter(({ outcome }) => outcome === 'passed' || outcome === 'failed' || outcome === 'invalid')
    .map(({ chance, outcome }) => ({ chance, hasPassed: outcome === 'passed' }))
