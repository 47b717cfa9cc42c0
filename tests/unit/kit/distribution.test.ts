import { describe, expect, test } from 'vitest'
import { tensor } from '../../../src/kit/tensors'
import { seededRandom } from '../../../src/core/random'
import { distribution, type DistributionOptions } from '../../../src/kit/distribution'
import { CheckFailure } from '../../../src/kit/failures'

const TRUE = [0.5, 0.3, 0.2]

/** Draws by the inverse of the cumulative sum. */
function draws(probabilities: readonly number[], count: number, seed = 1): number[] {
  const { next } = seededRandom(seed)
  return Array.from({ length: count }, () => {
    let left = next()
    return probabilities.findIndex(
      (probability, i) => (left -= probability) < 0 || i === probabilities.length - 1,
    )
  })
}

const failureOf = (drawn: ArrayLike<number>, wanted: number[], options?: DistributionOptions) => {
  try {
    distribution(drawn).matches(wanted, options)
  } catch (error) {
    if (error instanceof CheckFailure) return error.failure
    throw error
  }
  return null
}

describe('A right sampler', () => {
  test('passes with each of 2,000 seeds', () => {
    for (let seed = 0; seed < 2_000; seed++) expect(failureOf(draws(TRUE, 500, seed), TRUE)).toBeNull()
  })

  test('is refused about as often as alpha allows, and not more', () => {
    const alpha = 0.05
    let refused = 0
    for (let seed = 0; seed < 2_000; seed++) if (failureOf(draws(TRUE, 500, seed), TRUE, { alpha })) refused++
    expect(refused).toBeGreaterThan(0)
    expect(refused / 2_000).toBeLessThanOrEqual(alpha)
  })

  test('passes where an outcome is impossible, certain or all but impossible', () => {
    expect(failureOf(draws([0.4, 0, 0.6], 2_000), [0.4, 0, 0.6])).toBeNull()
    expect(failureOf([1, 1, 1, 1], [0, 1, 0])).toBeNull()
    expect(failureOf(draws([0.999999, 0.000001], 2_000), [0.999999, 0.000001])).toBeNull()
  })

  test('may hand in typed arrays and tensors', () => {
    distribution(Int32Array.from(draws(TRUE, 1_000))).matches(tensor(TRUE))
    distribution(tensor(draws(TRUE, 1_000), 'int32')).matches(Float32Array.from(TRUE))
  })
})

describe('A wrong one', () => {
  test('that draws an outcome too often or too seldom is told which', () => {
    const { message, detail } = failureOf(draws([0.55, 0.3, 0.15], 5_000), TRUE, { name: 'token' })!
    expect(message).toMatch(/^Token (0 is drawn too often|2 is drawn too seldom)\.$/)
    expect(detail).toMatch(/^\d+ of 5000 draws; (2500|1000) are expected$/)
  })

  test('hears of an outcome that never comes, and of one that must not', () => {
    expect(failureOf(draws([0.625, 0.375, 0], 1_000), TRUE)?.message).toBe('Outcome 2 is never drawn.')
    expect(failureOf([0, 1, 2], [0.5, 0.5, 0])?.message).toBe('Outcome 2 is drawn, though it is impossible.')
  })

  test('is named when it draws from a known wrong distribution, and only then', () => {
    const mistakes = [
      { says: 'The temperature is not applied.', gives: [1 / 3, 1 / 3, 1 / 3] },
      { says: 'The last is left out.', gives: [0.625, 0.375, 0] },
    ]
    expect(failureOf(draws([0.625, 0.375, 0], 3_000), TRUE, { mistakes })?.diagnosis).toBe(
      'The last is left out.',
    )
    expect(failureOf(draws([0.2, 0.3, 0.5], 3_000), TRUE, { mistakes })?.diagnosis).toBeUndefined()
    expect(failureOf(draws(TRUE, 3_000), TRUE, { mistakes })).toBeNull()
  })

  test.each([[3], [-1], [0.5], [NaN], [undefined as never]])(
    'that draws %s is told that it is no outcome',
    (odd) => {
      expect(failureOf([0, odd], TRUE)).toMatchObject({
        message: expect.stringContaining(`Draw 1 is ${odd}`) as string,
        diagnosis: 'Not an outcome.',
      })
    },
  )

  test('never hears an expected value in the sentence itself', () => {
    expect(failureOf(draws([0.2, 0.3, 0.5], 3_000), TRUE)?.message).not.toMatch(/0\.|%|1500|600/)
  })
})

test('An author who gives no probabilities is told so', () => {
  expect(() => distribution([0]).matches([0.5, 0.4])).toThrow(/sum to 0.9/)
  expect(() => distribution([0]).matches([1.5, -0.5])).toThrow(RangeError)
})
