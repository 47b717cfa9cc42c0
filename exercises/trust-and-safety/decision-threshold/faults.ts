// Whether a threshold is right, and what seems to be wrong with how it was chosen. There are few thresholds to choose from,
// so one wrong choice proves little: mistakes are named only if they explain every answer that was given, and
// if they are no more than two.

import {
  bestOf,
  cheapest,
  choicesOf,
  type Conditions,
  outcomeAt,
  type Sample,
  WRONG_CHOICES,
} from './expected'

/** What was asked and chosen. */
export interface Answer {
  readonly sample: Sample
  readonly conditions: Conditions
  readonly threshold: number
}

/** Costs, and flagged shares, closer than this may be taken for equal. */
const NEAR = 1e-6

/** `exact`: nothing is rounded, so that there is one right threshold. */
export function isRight({ sample, conditions, threshold }: Answer, exact: boolean): boolean {
  if (exact) return threshold === bestOf(sample, conditions).threshold
  const { capacity = 1 } = conditions
  const choices = choicesOf(sample, conditions)
  // Rounding may keep out what flags just the capacity.
  const least = cheapest(choices.filter(({ flagged }) => flagged < capacity - NEAR || flagged === 0))!.cost
  return choices.some(
    (one) =>
      one.threshold === threshold && one.flagged <= capacity + NEAR && one.cost <= least + NEAR * (1 + least),
  )
}

/** What is wrong with one of the answers. */
export function nameFault(wrong: Answer, answers: readonly Answer[]): string {
  const explains = (rule: (typeof WRONG_CHOICES)[number]['rule']): boolean =>
    answers.every(({ sample, conditions, threshold }) => rule(sample, conditions) === threshold)
  const known = new Set(WRONG_CHOICES.filter(({ rule }) => explains(rule)).map(({ says }) => says))
  if (known.size === 1 || known.size === 2) return [...known].join(' Or: ')
  const { sample, conditions, threshold } = wrong
  const { capacity = 1 } = conditions
  if (threshold !== Infinity && !sample.scores.includes(threshold))
    return 'This is none of the scores, and not Infinity. Return the very number that is in scores.'
  const { cost, flagged } = outcomeAt(sample, threshold, conditions)
  if (flagged > capacity) return 'This flags more than the capacity.'
  if (cost === bestOf(sample, conditions).cost)
    return 'The cost is the least, but a higher threshold costs the same: it is wanted.'
  return 'Another threshold that fits the capacity costs less.'
}
