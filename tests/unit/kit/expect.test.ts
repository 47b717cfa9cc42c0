// The checks of a test author, both ways: silent when they hold, with words when they do not.

import { describe, expect, test, vi } from 'vitest'
import type { Problem } from '../../../src/core/problem'
import { NdArray } from '../../../src/core/nd-array'
import type { Failure } from '../../../src/core/verdict'
import { createExpect } from '../../../src/kit/expect'
import { CheckFailure, LearnerProblem } from '../../../src/kit/failures'
import { shaped, tensor } from '../../../src/kit/tensors'

const check = createExpect(() => {})

/** What a check says, or null when it holds. */
async function says(run: () => void | Promise<void>): Promise<Failure | null> {
  try {
    await run()
    return null
  } catch (error) {
    if (error instanceof CheckFailure) return error.failure
    throw error
  }
}
const threw = (message: string, kind: Problem['kind'] = 'threw'): Promise<never> =>
  Promise.reject(new LearnerProblem({ kind, message }))

describe('toBeCloseTo', () => {
  test('holds within the tolerance of a forward pass, or a given one', async () => {
    expect(await says(() => check(tensor([1, 2])).toBeCloseTo(tensor([1.00005, 2])))).toBeNull()
    expect(await says(() => check(1.05).toBeCloseTo(1, { atol: 0.1 }))).toBeNull()
    expect(await says(() => check(1.05).toBeCloseTo(1, { rtol: 0.1 }))).toBeNull()
  })

  test('says what differs', async () => {
    expect(await says(() => check(tensor([1, 3])).toBeCloseTo(tensor([1, 2])))).toMatchObject({
      message: '1 of 2 values are wrong, the first at [1].',
      detail: expect.stringContaining('expected 2, got 3') as string,
    })
    expect((await says(() => check(1.05).toBeCloseTo(1)))?.message).toBe('The result is not right.')
  })

  test('calls the value by its name', async () => {
    expect((await says(() => check(2, 'the loss').toBeCloseTo(1)))?.message).toBe(
      'In the loss: The result is not right.',
    )
  })

  test('takes another dtype only when told so', async () => {
    const ints = tensor([1, 2], 'int32')
    expect((await says(() => check(ints).toBeCloseTo(tensor([1, 2]))))?.diagnosis).toBe('Wrong dtype.')
    expect(await says(() => check(ints).toBeCloseTo(tensor([1, 2]), { anyDtype: true }))).toBeNull()
  })

  test('recognises a mistake that people make, the first that fits', async () => {
    const later = vi.fn(() => 3)
    const mistakes = [
      { says: 'You added.', gives: 7 },
      { says: 'You multiplied.', gives: () => Promise.resolve(12) },
      { says: 'Too late.', gives: later },
    ]
    const failure = await says(() => check(12).toBeCloseTo(5, { mistakes }))
    expect(failure).toMatchObject({ message: 'The result is not right.', diagnosis: 'You multiplied.' })
    expect(later).not.toHaveBeenCalled()
  })

  test('recognises a mistake in another dtype too', async () => {
    const mistakes = [{ says: 'Rounded.', gives: tensor([1, 2]) }]
    expect(
      (await says(() => check(tensor([1, 2], 'int32')).toBeCloseTo(tensor([1.5, 2.5]), { mistakes })))
        ?.diagnosis,
    ).toBe('Rounded.')
  })

  test('names no mistake that was not made, and none at all when the answer is right', async () => {
    const gives = vi.fn(() => 7)
    expect(
      (await says(() => check(8).toBeCloseTo(5, { mistakes: [{ says: 'x', gives }] })))?.diagnosis,
    ).toBeUndefined()
    expect(await says(() => check(5).toBeCloseTo(5, { mistakes: [{ says: 'x', gives }] }))).toBeNull()
    expect(gives).toHaveBeenCalledTimes(1)
  })

  test('tells of each comparison, right or wrong', async () => {
    const compared: unknown[] = []
    const told = createExpect((got, expected) => compared.push([got, expected]))
    await told(1).toBeCloseTo(1)
    await told(1)
      .toEqual(2)
      .catch(() => {})
    expect(compared).toEqual([
      [1, 1],
      [1, 2],
    ])
  })
})

describe('toEqual', () => {
  test('takes no difference at all', async () => {
    expect(await says(() => check([1, 'a']).toEqual([1, 'a']))).toBeNull()
    expect(await says(() => check(1 + 1e-9).toEqual(1))).not.toBeNull()
    expect(await says(() => check(tensor([1 + 1e-6])).toEqual(tensor([1])))).not.toBeNull()
  })

  test('recognises mistakes and takes any dtype when told so', async () => {
    expect(await says(() => check(tensor([1], 'int32')).toEqual(tensor([1]), { anyDtype: true }))).toBeNull()
    const mistakes = [{ says: 'Off by one.', gives: 2 }]
    expect((await says(() => check(2).toEqual(1, { mistakes })))?.diagnosis).toBe('Off by one.')
  })
})

describe('shape, dtype and bounds', () => {
  const matrix = shaped([2, 1], [1, 2])

  test('hold in silence', async () => {
    expect(
      await says(() => {
        check(matrix).toHaveShape([2, 1])
        check(matrix).toHaveDtype('float32')
        check(matrix).toBeFinite()
        check([1, { a: Float64Array.of(1) }, 'x', null]).toBeFinite()
        check(new NdArray([1], 'string', ['NaN'])).toBeFinite()
        check(3).toBeAtLeast(3)
        check(3).toBeAtMost(3)
        check(tensor(3)).toBeAtLeast(2)
        check(tensor([3])).toBeAtMost(4)
      }),
    ).toBeNull()
  })

  test.each<[string, () => void, string]>([
    [
      'a wrong shape',
      () => check(matrix).toHaveShape([1, 2]),
      'The result has shape [2, 1], but [1, 2] is wanted.',
    ],
    [
      'a wrong rank',
      () => check(matrix, 'the kernel').toHaveShape([2]),
      'The kernel has shape [2, 1], but [2] is wanted.',
    ],
    ['no tensor', () => check(3).toHaveShape([1]), 'The result is a number, but a tensor is wanted.'],
    [
      'a wrong dtype',
      () => check(matrix).toHaveDtype('int32'),
      'The result has dtype float32, but int32 is wanted.',
    ],
    [
      'NaN',
      () => check(tensor([1, NaN])).toBeFinite(),
      'The result holds NaN, where finite numbers are wanted.',
    ],
    [
      'Infinity',
      () => check({ a: [1, -Infinity] }).toBeFinite(),
      'The result holds Infinity, where finite numbers are wanted.',
    ],
    [
      'NaN in a typed array',
      () => check(Float32Array.of(NaN)).toBeFinite(),
      'The result holds NaN, where finite numbers are wanted.',
    ],
    ['too little', () => check(1, 'the accuracy').toBeAtLeast(2), 'The accuracy is 1; at least 2 is wanted.'],
    ['too much', () => check(3).toBeAtMost(2), 'The result is 3; at most 2 is wanted.'],
    ['NaN below a bound', () => check(NaN).toBeAtMost(2), 'The result is NaN; at most 2 is wanted.'],
    ['NaN above a bound', () => check(NaN).toBeAtLeast(2), 'The result is NaN; at least 2 is wanted.'],
    ['no number', () => check('x').toBeAtLeast(2), 'The result is a string, but a number is wanted.'],
    [
      'many numbers',
      () => check(matrix).toBeAtMost(2),
      'The result is a float32 tensor of shape [2, 1], but a number is wanted.',
    ],
  ])('%s is told', async (_, run, words) => expect((await says(run))?.message).toBe(words))
})

describe('toThrow', () => {
  test("holds when the learner's code throws, with the words if any are asked for", async () => {
    expect(await says(() => check(threw('k must be positive')).toThrow())).toBeNull()
    expect(await says(() => check(threw('k must be positive')).toThrow(/positive/))).toBeNull()
  })

  test('tells when nothing was thrown, or other words', async () => {
    expect(await says(() => check(Promise.resolve(1), 'a negative k').toThrow())).toEqual({
      message: 'A negative k should have been refused with an error.',
      diagnosis: 'Nothing was thrown.',
    })
    expect((await says(() => check(threw('oops')).toThrow(/positive/)))?.message).toBe(
      'The error says "oops", which does not name what is wrong (/positive/).',
    )
  })

  test('lets pass on what is no refusal: another problem, or a fault of the tests', async () => {
    await expect(check(threw('slow', 'timeout')).toThrow()).rejects.toBeInstanceOf(LearnerProblem)
    await expect(check(Promise.reject(new Error('ours'))).toThrow()).rejects.toThrow('ours')
  })
})

test("that() carries the author's own words", async () => {
  expect(await says(() => check.that(true, 'no'))).toBeNull()
  expect(await says(() => check.that(false, 'no', { diagnosis: 'why', detail: 'what' }))).toEqual({
    ...{ message: 'no', diagnosis: 'why', detail: 'what' },
  })
})

test("a forgotten await is the author's fault, not the learner's", async () => {
  const promise = Promise.resolve(1)
  await expect(check(promise).toBeCloseTo(1)).rejects.toThrow(/write `await`/)
  for (const run of [
    () => check(promise).toHaveShape([1]),
    () => check(promise).toBeFinite(),
    () => check(promise).toBeAtLeast(1),
  ]) {
    expect(run).toThrow(TypeError)
    expect(run).not.toThrow(CheckFailure)
  }
})

test('a failure reads as one line, with the diagnosis behind it', () => {
  expect(new CheckFailure({ message: 'Wrong.', diagnosis: 'Negated.' }).message).toBe('Wrong. Negated.')
  expect(new CheckFailure({ message: 'Wrong.' }).message).toBe('Wrong.')
})
