// The learner's own line in a stack.

import { describe, expect, test } from 'vitest'
import { measureOffset, StackLines } from '../../../workers/runner/stack-lines'
import { evaluate } from '../../../workers/shared/evaluate'
import { compileSource } from '../../support/compile-source'

const v8 = `Error: oops
    at Object.add (tf.js:1000:5)
    at inner (solution.ts:7:9)
    at outer (solution.ts:12:3)`
const firefox = `add@tf.js:1000:5
inner@solution.ts:7:9
outer@solution.ts:12:3`

describe('the line of a stack', () => {
  test.each([
    ['V8', v8],
    ['Firefox', firefox],
  ])('is the innermost of the file, as %s writes it', (_, stack) => {
    expect(new StackLines('solution.ts', undefined, 0).lineOf(stack)).toBe(7)
  })

  test('is moved by what the engine puts in front, and by the line table', () => {
    expect(new StackLines('solution.ts', undefined, 2).lineOf(v8)).toBe(5)
    expect(new StackLines('solution.ts', [10, 20, 30, 40, 50], 2).lineOf(v8)).toBe(50)
  })

  test('is none where the file is not named, the table ends, or there is no stack', () => {
    expect(new StackLines('other.ts', undefined, 0).lineOf(v8)).toBeUndefined()
    expect(new StackLines('solution.ts', [1, 2], 0).lineOf(v8)).toBeUndefined()
    for (const stack of [undefined, null, 5, {}, '']) {
      expect(new StackLines('solution.ts', undefined, 0).lineOf(stack)).toBeUndefined()
    }
  })

  test('takes a dot of the name for a dot', () => {
    expect(new StackLines('solution.ts', undefined, 0).lineOf('at solutionxts:3:1')).toBeUndefined()
  })
})

test('in this engine, a thrown error leads to the line that was written', async () => {
  const source = [
    'interface Options {',
    '  k: number',
    '}',
    '',
    'type Unused = Options',
    '',
    'function inner(options: Options): never {',
    '  throw new Error(`k is ${options.k}`)',
    '}',
    '',
    'export async function f() {',
    '  await null',
    '  return inner({ k: 1 })',
    '}',
  ].join('\n')
  const { code, lines } = compileSource(source)
  const { f } = (await evaluate(code, 'solution.ts', () => undefined)) as { f: () => Promise<void> }
  const error = (await f().catch((thrown: unknown) => thrown)) as Error
  expect(new StackLines('solution.ts', lines, await measureOffset()).lineOf(error.stack)).toBe(8)
})
