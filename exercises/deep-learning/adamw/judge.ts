// Whether a step is right, and if not, what it looks like.

import { type Expect, NdArray } from '@tensorkata/kit'
import * as wanted from './expected'
import type { Options, Slip, State, Step, Stepped, Wrong } from './expected'
import { FIRST_MOMENT, PARAMETER, SECOND_MOMENT } from './mistakes'

/**
 * Of parameters and first moments. A step here is at most about 1 long. 1 − 0.999ᵗ taken in float32 is off by up to 3e-5 of
 * itself, which is within this; a GPU's division and root are off by a few units of 1e-7.
 */
export const CLOSE = { atol: 1e-4, rtol: 1e-4 }
/** Of second moments, sums of what is not negative: there is no cancellation, so that relative errors stay near 1e-7. */
const RELATIVE = { atol: 0, rtol: 1e-4 }

export const wrongsOf = (slips: readonly Slip[], gives: (slips?: wanted.Slips) => Stepped): Wrong[] =>
  slips.map(({ says, slips: one }) => ({ says, gives: gives(one) }))

interface Calls {
  readonly learner: { adamWStep(...args: [NdArray, NdArray, State, Options?]): Promise<unknown> }
  readonly expect: Expect
}

/** In the order in which they are computed, so that the first to fail is where it goes wrong. */
export async function judge(
  expect: Expect,
  result: unknown,
  gives: (slips?: wanted.Slips) => Stepped,
  more: readonly Wrong[] = [],
): Promise<void> {
  const got = (result ?? {}) as { param?: unknown; state?: Record<keyof State, unknown> | null }
  const right = gives()
  /** Most answers are right, and what else they might be is not worked out. */
  const options = (answer: unknown, slips: readonly Slip[], part: (stepped: Stepped) => NdArray) => ({
    mistakes:
      answer instanceof NdArray && wanted.areAlike(answer, part(right))
        ? []
        : wanted.mistakesOf([...more, ...wrongsOf(slips, gives)], part),
  })
  expect.that(typeof got.state === 'object' && got.state !== null, 'There is no new state.', {
    diagnosis: 'adamWStep returns { param, state: { t, m, v } }.',
  })
  await expect(got.state!.t, 'the t of the new state').toEqual(right.state.t, {
    mistakes: [
      { says: 't is not counted up: it is the number of steps taken so far.', gives: right.state.t - 1 },
      { says: 't is counted up twice.', gives: right.state.t + 1 },
    ],
  })
  await expect(got.state!.m, 'm').toBeCloseTo(right.state.m, {
    ...CLOSE,
    ...options(got.state!.m, FIRST_MOMENT, ({ state }) => state.m),
  })
  await expect(got.state!.v, 'v').toBeCloseTo(right.state.v, {
    ...RELATIVE,
    ...options(got.state!.v, SECOND_MOMENT, ({ state }) => state.v),
  })
  await expect(got.param, 'the parameter').toBeCloseTo(right.param, {
    ...CLOSE,
    ...options(got.param, PARAMETER, ({ param }) => param),
  })
}

export async function judgeStep(
  { learner, expect }: Calls,
  step: Step,
  more: readonly Slip[] = [],
): Promise<void> {
  const result = await learner.adamWStep(step.param, step.grad, step.state, step.options)
  const gives = (slips?: wanted.Slips): Stepped => wanted.stepOf(step, slips)
  await judge(expect, result, gives, wrongsOf(more, gives))
}
