// Whether a model and its probabilities are right, and if not, what they look like.

import { type Expect, type Mistake, NdArray } from '@tensorkata/kit'
import {
  listOf,
  type Model,
  type Options,
  probabilitiesOf,
  type Slips,
  type Trained,
  trainedOn,
} from './expected'
import { LOSS_SLIPS, PREDICTION_SLIPS, TRAIN_SLIPS } from './slips'

interface Calls {
  readonly learner: {
    train(x: NdArray, y: NdArray, options: Options): Promise<unknown>
    predictProbability(model: Model, x: NdArray): Promise<unknown>
  }
  readonly expect: Expect
}

const FIELDS = ['mean', 'deviation', 'weights', 'bias', 'losses'] as const
type Field = (typeof FIELDS)[number]
type Got = Partial<Record<Field, unknown>>

/** Whether an answer is a certain one, in all of its numbers. */
function isAlike(got: unknown, wanted: NdArray | number | readonly number[], within = 1e-3): boolean {
  const numbersOf = (value: unknown): number[] =>
    value instanceof NdArray
      ? listOf(value)
      : typeof value === 'number'
        ? [value]
        : Array.from((value ?? []) as ArrayLike<number>)
  const [a, b] = [numbersOf(got), numbersOf(wanted)]
  return (
    a.length === b.length &&
    a.every((value, i) => Math.abs(value - b[i]!) <= within / 10 + within * Math.abs(b[i]!))
  )
}

/** Model and losses in one object, whatever came back. */
export function flat(returned: unknown): Got {
  const { model, losses } = (returned ?? {}) as { model?: object | null; losses?: unknown }
  return { ...model, losses }
}

/** Wrong trainings, first of all those that are the answer in every field: one field may be right or wrong by accident. */
function wrongsFor(got: Got, gives: (slips: Slips) => Trained): { says: string; trained: Trained }[] {
  const wrong = TRAIN_SLIPS.map(({ says, slips }) => ({ says, trained: gives(slips) }))
  // A wrong step with a loss that does not belong to it is that wrong step all the same.
  const parts: Field[][] = [[...FIELDS], ['mean', 'deviation', 'weights', 'bias']]
  const rank = (trained: Trained): number => {
    const at = parts.findIndex((fields) => fields.every((field) => isAlike(got[field], trained[field])))
    return at < 0 ? parts.length : at
  }
  return wrong.sort((a, b) => rank(a.trained) - rank(b.trained))
}

export async function judgeTrained(
  expect: Expect,
  returned: unknown,
  x: NdArray,
  y: NdArray,
  options: Options,
): Promise<void> {
  const got = flat(returned)
  const right = trainedOn(x, y, options)
  /** Most answers are right, and what else they might be is not worked out. */
  const isRight = FIELDS.every((field) => isAlike(got[field], right[field], 1e-4))
  const wrong = isRight ? [] : wrongsFor(got, (slips) => trainedOn(x, y, options, slips))
  const mistakes = (field: Field): Mistake[] =>
    wrong.map(({ says, trained }) => ({ says, gives: trained[field] }))
  expect.that(typeof got.bias === 'number', 'The bias of the model is not a number.', {
    diagnosis: 'train returns { model: { mean, deviation, weights, bias }, losses }.',
  })
  for (const field of ['mean', 'deviation', 'weights', 'bias'] as const)
    await expect(got[field], `the ${field} of the model`).toBeCloseTo(right[field], {
      mistakes: mistakes(field),
    })
  const count = (got.losses as ArrayLike<number> | undefined)?.length ?? 0
  expect.that(count === options.epochs, `There are ${count} losses for ${options.epochs} epochs.`, {
    diagnosis: 'Each epoch has a loss, and it takes all of them: it does not stop early.',
  })
  const wrongLosses = isRight
    ? []
    : LOSS_SLIPS.map(({ says, slips }) => ({ says, gives: trainedOn(x, y, options, slips).losses }))
  await expect(got.losses, 'the losses').toBeCloseTo(right.losses, {
    mistakes: [...wrongLosses, ...mistakes('losses')],
  })
}

export async function judgeTraining(
  { learner, expect }: Calls,
  x: NdArray,
  y: NdArray,
  options: Options,
): Promise<void> {
  await judgeTrained(expect, await learner.train(x, y, options), x, y, options)
}

export async function judgePrediction(
  { learner, expect }: Calls,
  model: Model,
  x: NdArray,
  more: readonly Mistake[] = [],
): Promise<void> {
  const known = PREDICTION_SLIPS.map(({ says, slips }) => ({
    says,
    gives: () => probabilitiesOf(model, x, slips),
  }))
  const got = await learner.predictProbability(model, x)
  await expect(got, 'the probabilities').toBeCloseTo(probabilitiesOf(model, x), {
    mistakes: [...known, ...more],
  })
}

/** Of features in units of their own, deviations within a thousandth of themselves. */
export function judgeDeviations(
  expect: Expect,
  returned: unknown,
  right: readonly number[],
  diagnosis: string,
): void {
  const { deviation } = flat(returned)
  const told = deviation instanceof NdArray ? listOf(deviation) : []
  const holds =
    told.length !== right.length || told.every((value, j) => Math.abs(value / right[j]! - 1) < 1e-3)
  expect.that(holds, 'The deviations of the features are wrong.', { diagnosis })
}
