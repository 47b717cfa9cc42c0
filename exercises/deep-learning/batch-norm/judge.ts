// Whether a result is right, and if not, what it looks like.

import type { Expect, NdArray } from '@tensorkata/kit'
import { type Layer, type Normalised, normalisedOf, type Options } from './expected'
import { mistakesOf } from './mistakes'

/**
 * Results are of a size of at most ten or so. A mean of a few dozen numbers of that size is off by about 1e-6, and their variance as
 * well; a GPU's root and division add some units of 1e-7 of the result.
 */
export const CLOSE = { atol: 1e-4, rtol: 1e-4 }

interface Calls {
  readonly learner: { batchNorm(x: NdArray, layer: Layer, options: Options): Promise<unknown> }
  readonly expect: Expect
}

/** How a result is judged: which other mistakes are likely, and what to say of y when it is none that is known. */
interface How {
  readonly more?: Parameters<typeof mistakesOf>[4]
  readonly otherwise?: string
}

export async function judgeResult(
  expect: Expect,
  result: unknown,
  [x, layer, options]: [NdArray, Layer, Options],
  { more, otherwise }: How = {},
): Promise<void> {
  const got = (result ?? {}) as Record<keyof Normalised, unknown>
  const right = normalisedOf(x, layer, options)
  for (const [part, name] of [
    ['y', 'y'],
    ['mean', 'the running mean'],
    ['variance', 'the running variance'],
  ] as const)
    await expect(got[part], name).toBeCloseTo(right[part], {
      ...CLOSE,
      mistakes: [
        ...mistakesOf(x, layer, options, part, more),
        ...(otherwise && part === 'y' ? [{ says: otherwise, gives: got.y as NdArray }] : []),
      ],
    })
}

export async function judge(
  { learner, expect }: Calls,
  x: NdArray,
  layer: Layer,
  options: Options,
  how?: How,
): Promise<void> {
  await judgeResult(expect, await learner.batchNorm(x, layer, options), [x, layer, options], how)
}
