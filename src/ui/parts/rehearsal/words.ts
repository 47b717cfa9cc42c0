// How rehearsals are told of, in words.

import type { Topic } from '../../../core/pack/schema'
import type { Calibration } from '../../../core/rehearsal/calibration'
import type { Plan } from '../../../core/rehearsal/choose'
import type { Rehearsal } from '../../../core/rehearsal/rehearsal'
import type { Part, Submit } from '../../../core/rehearsal/report'
import { topicName } from '../../../core/topic-name'
import { countOf, percent } from '../progress/words'

const NUMBERS = ['no', 'one', 'two', 'three']
const numberOf = (count: number): string => NUMBERS[count] ?? `${count}`

/** What one gets, and where it is not what one would wish, why and what is done about it. */
export function planWords(plan: Plan, minutes: number): string[] {
  const count = plan.cards.length
  if (count === 0) return ['There is no exercise of these topics yet. Choose others.']
  const unseen = plan.unseen.length
  const seen = count - unseen
  const kinds =
    seen === 0
      ? `${numberOf(count)} ${count === 1 ? 'exercise' : 'exercises'} that you have not seen`
      : unseen === 0
        ? `${numberOf(count)} ${count === 1 ? 'exercise' : 'exercises'} that you have seen`
        : `${numberOf(count)} exercises: ${numberOf(unseen)} unseen, ${numberOf(seen)} that you have seen`
  return [
    `You get ${kinds}, meant to take about ${plan.minutes} minutes${count === 1 ? '' : ' together'}.`,
    ...(seen > 0 ? [fewUnseen(plan)] : []),
    ...(count === 1 ? ['There is no other exercise of these topics.'] : []),
    ...(plan.minutes > minutes
      ? [
          `That is more than ${minutes} minutes, because nothing shorter is there. Do not expect to finish: begin with what you can, and submit what you have.`,
        ]
      : []),
  ]
}

function fewUnseen({ candidates, unseenCandidates }: Plan): string {
  const of = `Of ${countOf(candidates, 'exercise')} with these topics`
  const left =
    unseenCandidates === 0
      ? `${of}, none is unseen any more`
      : unseenCandidates === 1
        ? `${of}, only one is unseen`
        : `${of}, ${unseenCandidates} are unseen, but fewer of them fit the time`
  return `${left}, so you meet again what you solved or tried longest ago, from its empty start.`
}

export const topicsOf = ({ topics }: Pick<Rehearsal, 'topics'>): string =>
  topics.length > 0
    ? topics.map((topic) => topicName(topic as Topic)).join(', ')
    : 'Topics as the posting weighs them'

export const titleOf = ({ card, exercise }: Pick<Part, 'card' | 'exercise'>): string =>
  card?.title ?? `${exercise} (its pack is not here any more)`

export const minutesText = (milliseconds: number): string =>
  milliseconds > 0 && milliseconds < 30_000
    ? 'less than a minute'
    : countOf(Math.round(milliseconds / 60_000), 'minute')

export const timesText = (count: number): string => ['never', 'once', 'twice'][count] ?? `${count} times`

export const STANDINGS: Readonly<Record<Part['standing'], string>> = {
  passed: 'Passed',
  'not-yet': 'Not yet',
  'not-submitted': 'Not submitted',
  'not-opened': 'Not opened',
}

/** What came of a submit. */
export function outcomeWords({ outcome, score }: Submit): string {
  switch (outcome) {
    case 'passed':
      return 'passed'
    case 'failed':
      return `not yet, ${Math.floor(100 * score)} % of the tests`
    case 'invalid':
      return 'did not run'
    case 'stopped':
      return 'stopped'
    case 'infra':
      return 'could not be judged'
    case null:
      return 'no verdict came'
  }
}

/** What the predictions were worth. */
export function calibrationWords({ count, predicted, passed, brier, lean }: Calibration): string {
  const what = {
    'too-sure': 'You were surer than right.',
    'too-modest': 'You were better than you thought.',
    even: 'You knew where you stood.',
  }
  const few = count < 10 ? ` From ${countOf(count, 'submit')}, that is a hint and no more.` : ''
  return `${what[lean]} You predicted ${percent(predicted)} on average, and ${percent(passed)} passed. Brier score ${brier.toFixed(2)}: 0 is perfect, 0.25 is what always saying 50 % gives.${few}`
}
