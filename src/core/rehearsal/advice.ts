// What to do after a rehearsal, each with its reason, the most useful first.

import type { ExerciseCard } from '../pack/compiled'
import type { Tried } from '../progress/tried'
import { topicName } from '../topic-name'
import type { Calibration } from './calibration'
import type { Part } from './report'

export interface Advice {
  /** The exercise that it is about, where it is about one. */
  readonly exercise: string | null
  readonly what: string
  readonly reason: string
}

const MOST = 4

export function adviceFor(
  parts: readonly Part[],
  calibration: Calibration | null,
  cards: readonly ExerciseCard[],
  attempts: readonly Tried[],
): Advice[] {
  return [
    ...[...parts].sort((a, b) => b.best - a.best).flatMap(finish),
    ...parts.flatMap(another(parts, cards, attempts)).slice(0, 1),
    ...parts.flatMap(slowly),
    ...(calibration ? beSurer(calibration) : []),
  ].slice(0, MOST)
}

/** What was nearest to its end first. */
function finish({ exercise, card, standing, best, submits }: Part): Advice[] {
  if (standing === 'passed' || !card) return []
  const reason = {
    'not-opened': 'You did not come to it.',
    'not-submitted': 'You worked on it, and nothing was submitted.',
    'not-yet': `It stood at ${Math.floor(100 * best)} % of the tests after ${submits.length === 1 ? 'one submit' : `${submits.length} submits`}.`,
  }[standing]
  return [{ exercise, what: `Finish “${card.title}” in practice, without the clock`, reason }]
}

/** One more of a topic in which something was left open: the easiest that was never passed. */
function another(parts: readonly Part[], cards: readonly ExerciseCard[], attempts: readonly Tried[]) {
  const passed = new Set(
    attempts.flatMap(({ exercise, outcome }) => (outcome === 'passed' ? [exercise] : [])),
  )
  const own = new Set(parts.map(({ exercise }) => exercise))
  return ({ card, standing }: Part): Advice[] => {
    const topic = card?.topics[0]
    if (standing === 'passed' || !topic) return []
    const [easiest] = cards
      .filter(({ id, topics }) => topics.includes(topic) && !passed.has(id) && !own.has(id))
      .sort((a, b) => a.difficulty - b.difficulty)
    const reason = `${topicName(topic)} was left open here, and this is the easiest of it that you have not solved.`
    return easiest ? [{ exercise: easiest.id, what: `Then take “${easiest.title}”`, reason }] : []
  }
}

/** Passed, though not directly: its debrief names what went wrong. */
function slowly({ exercise, card, standing, submits, spent }: Part): Advice[] {
  if (standing !== 'passed' || !card) return []
  const tries = submits.findIndex(({ outcome }) => outcome === 'passed') + 1
  const over = Math.round(spent / 60_000) - card.minutes
  if (tries <= 1 && over <= 0) return []
  const reason =
    tries > 1
      ? `It passed at submit ${tries}; the debrief names the classic mistakes.`
      : `It took ${over} ${over === 1 ? 'minute' : 'minutes'} more than it is meant to.`
  return [{ exercise, what: `Read the debrief of “${card.title}”`, reason }]
}

function beSurer({ lean, predicted, passed, count }: Calibration): Advice[] {
  const percent = (share: number): string => `${Math.round(100 * share)} %`
  const reason = `You predicted ${percent(predicted)} on average, and ${percent(passed)} of ${count === 1 ? 'one submit' : `${count} submits`} passed.`
  if (lean === 'too-sure')
    return [
      {
        exercise: null,
        what: 'Before you submit, name the case that you trust least, and try it by Run',
        reason,
      },
    ]
  if (lean === 'too-modest')
    return [{ exercise: null, what: 'Trust your checks more: your code was better than you thought', reason }]
  return []
}
