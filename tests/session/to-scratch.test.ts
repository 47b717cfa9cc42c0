// From a case that shows its input to a program for the scratch area: what the verdict says, and no more.

import { describe, expect, test } from 'vitest'
import { NdArray } from '../../src/core/nd-array'
import { seedOfCase } from '../../src/core/random'
import type { Shown } from '../../src/core/verdict'
import { encodeValue } from '../../src/protocol/wire'
import { carriedOf } from '../../src/session/to-scratch'
import { anExercise } from '../support/an-exercise'

const { page } = anExercise({ title: 'Softmax' })
const SOURCE = "import * as tf from '@tensorflow/tfjs'\nexport const f = (x) => x\n"
const shown: Shown = {
  inputs: [{ name: 'scores', value: 'float32 [2]\n[0.3333, 2]' }],
  expected: 'float32 [2]\n[0.1, 0.9]',
  call: { name: 'f', args: [encodeValue(new NdArray([2], 'float32', Float32Array.of(1 / 3, 2)))] },
}
const carried = (more: Partial<Shown>) =>
  carriedOf(page, SOURCE, { title: 'A case', shown: { ...shown, ...more } }, 5)

test('it holds the code, the very numbers, and the seed that the case had', () => {
  const result = carried({})
  if (!result.ok) throw new Error(result.error)
  const { code, seed, what } = result.value
  expect(code.startsWith(SOURCE)).toBe(true)
  expect(code).toContain('const scores = tf.tensor1d([0.33333334, 2])\n  console.log(await f(scores))')
  expect(code).toContain('// The input of “A case”, a case of Softmax: run it, and change it.')
  expect(code).toContain('// Expected:\n// float32 [2]\n// [0.1, 0.9]')
  expect(seed).toBe(seedOfCase(5, 'A case'))
  expect(what).toBe('your code of Softmax and the input of “A case”')
})

describe('it is refused in words', () => {
  test.each<[string, Partial<Shown>, RegExp]>([
    ['when no call is shown', { call: undefined as never }, /cannot be written down/],
    ['when the input is too large', { call: { name: 'f', args: 'too-large' } }, /cannot be written down/],
    [
      'when it lives elsewhere',
      { call: { name: 'f', args: [{ $: 'handle', id: 1, kind: 'Model' }] } },
      /too large/,
    ],
    [
      'when the function is none of the exercise',
      { call: { name: 'constructor', args: [] } },
      /calls constructor/,
    ],
    ['when it is no value', { call: { name: 'f', args: [{ $: 'what' }] } }, /did not arrive whole/],
    [
      'when it weighs more than was agreed',
      { call: { name: 'f', args: [new Float32Array(6_000)] } },
      /too large/,
    ],
  ])('%s', (_, more, words) => {
    expect(carried(more)).toEqual({ ok: false, error: expect.stringMatching(words) as string })
  })
})
