// A learner's code with a call below it: it runs, calls what it should with what it should, and nothing else.

import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Call, callProgram } from '../../../src/core/call-program'
import { NdArray } from '../../../src/core/nd-array'
import { evaluate } from '../../../workers/shared/evaluate'
import { compileSource } from '../../support/compile-source'

const SOURCE = "import * as tf from '@tensorflow/tfjs'\nexport const f = (...given) => given\n"
const call = (more: Partial<Call> = {}): Call => ({
  source: SOURCE,
  name: 'f',
  args: [],
  title: 'A case',
  ...more,
})

const log = vi.spyOn(console, 'log')
beforeEach(() => void log.mockReset().mockImplementation(() => {}))
afterEach(() => expect(globalThis).not.toHaveProperty('pwned'))

/** What the program prints. */
async function printed(program: string): Promise<unknown> {
  const { code } = compileSource(program, 'scratch.ts')
  await evaluate(code, 'scratch.ts', () => ({ ...tf, __esModule: true }))
  expect(log).toHaveBeenCalledTimes(1)
  return log.mock.lastCall![0]
}

test('it reads as one would write it, and keeps the lines of the code where they are', () => {
  const image = { name: 'image', value: new NdArray([1, 2], 'float32', Float32Array.of(1, 2)) }
  const options = { name: 'options', value: { stride: 2 } }
  const program = callProgram(call({ args: [image, options], expected: 'float32 [1]\n[3]' }))
  expect(program).toBe(
    `${SOURCE}
// A case
{
  const image = tf.tensor2d([[1, 2]])
  const options: Parameters<typeof f>[1] = { stride: 2 }
  console.log(await f(image, options))
}
// Expected:
// float32 [1]
// [3]
`,
  )
})

test.each([
  ['has none of it', 'export const f = (...given) => given', true],
  [
    'takes parts of it',
    "import { add } from '@tensorflow/tfjs'\nexport const f = (...given) => [...given, add][0]",
    true,
  ],
  ['takes it by default', "import tf from '@tensorflow/tfjs'\nexport const f = (...given) => given", false],
])('it imports TF.js where the code %s', (_, source, isAdded) => {
  expect(callProgram(call({ source })).includes("import * as tf from '@tensorflow/tfjs'")).toBe(isAdded)
})

describe('names of arguments', () => {
  test('that stand for something else, or come twice, are replaced', async () => {
    const names = ['tf', 'console', 'await', 'class', 'f', 'x', 'x', '', 'a-b', 'x) {', '\u2028']
    const args = names.map((name, i) => ({ name, value: i }))
    expect(await printed(callProgram(call({ args })))).toEqual(names.map((_, i) => i))
  })

  test('may be those of the code itself', async () => {
    const source = `${SOURCE}const image = 5\n`
    expect(await printed(callProgram(call({ source, args: [{ name: 'image', value: 7 }] })))).toEqual([7])
  })
})

describe('nothing from the case runs', () => {
  const ATTACKS = [
    '\nglobalThis.pwned = 1',
    '\rglobalThis.pwned = 1 //',
    '\u2028globalThis.pwned = 1 //',
    '\u2029globalThis.pwned = 1 //',
    '*/ globalThis.pwned = 1 /*',
    "'); globalThis.pwned = 1; ('",
    '${globalThis.pwned = 1}',
    '`); globalThis.pwned = 1; (`',
    '#sourceMappingURL=x',
  ]
  test.each(ATTACKS)('%j, wherever it stands', async (attack) => {
    const args = [{ name: attack, value: [attack, { [attack]: attack }] }]
    const program = callProgram(call({ args, title: attack, expected: attack }))
    expect(await printed(program)).toEqual([[attack, { [attack]: attack }]])
  })

  test('whatever the texts are', async () => {
    const text = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'binary' }))
    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (name, value, title, expected) => {
        log.mockClear()
        const program = callProgram(call({ args: [{ name, value }], title, expected }))
        expect(await printed(program)).toEqual([value])
      }),
      { numRuns: 60 },
    )
  })
})
