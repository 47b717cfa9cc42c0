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

  test.each([
    ['V8', (column: number) => `Error: oops\n    at async inner (solution.ts:2:${column})`],
    ['V8, without a name', (column: number) => `Error: oops\n    at solution.ts:2:${column}`],
    ['Firefox', (column: number) => `inner@solution.ts:2:${column}\n`],
    ['Safari', (column: number) => `async*inner@solution.ts:2:${column}\n@`],
  ])('is found by its column where lines were joined, as %s writes it', (_, stack) => {
    const lines = new StackLines('solution.ts', [1, [4, 10, 12, 11, 20, 10]], 0)
    expect([1, 5, 12, 13, 20, 21, 99].map((column) => lines.lineOf(stack(column)))).toEqual([
      10, 10, 10, 11, 11, 10, 10,
    ])
  })

  test('is the first of those joined where the engine tells no column', () => {
    expect(new StackLines('solution.ts', [[0, 3, 9, 4]], 0).lineOf('f@solution.ts:1\n')).toBe(3)
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

describe('in this engine, where the compiler joins lines, the line is that of the expression that threw:', () => {
  test.each<[string, string]>([
    ['an argument', 'add(\n  1,\n  mark(),\n)'],
    ['an argument of a constructor', 'new Map(\n  mark(),\n)'],
    ['the body of an arrow', 'const f = () =>\n  mark()\nf()'],
    ['the first part of an arrow over lines', 'const f = (x = mark(),\n  y = 1) =>\n  add(x, y)\nf()'],
    ['a default', 'const f = (\n  x: number,\n  y = mark(),\n) => x + y\nf(1)'],
    ['what is taken apart', 'const [p,\n  q = mark()] = []'],
    ['the iterable of a loop', 'for (const x of\n  mark()) add(x, 1)'],
    ['a method in a chain', 'const all = [1]\n  .map((x) => x)\n  .map(\n    () => mark())'],
    ['a chain among arguments', 'add(\n  1,\n  [2]\n    .map(() => 3)\n    .map(() => mark()).length)'],
    ['what is called with lines between', 'add(1,\n\n\n  mark())'],
    ['an error made over lines', 'const text = "x"\nthrow new Error(\n  text +\n  mark())'],
    ['a part of a template', 'add(`${\n  mark()\n}`, 1)'],
  ])('%s', async (_, code) => {
    const source = `const mark = (): never => {\n  throw new Error()\n}\nconst add = (...all: unknown[]) => all\n${code}`
    const wanted = source.slice(0, source.lastIndexOf('mark()')).split('\n').length
    const file = compileSource(source)
    const error = (await evaluate(file.code, 'solution.ts', () => undefined).catch(
      (thrown: unknown) => thrown,
    )) as Error
    // Without the frame of mark itself.
    const frames = error.stack!.split('\n').filter((frame) => !/at mark /.test(frame))
    expect(new StackLines('solution.ts', file.lines, await measureOffset()).lineOf(frames.join('\n'))).toBe(
      wanted,
    )
  })
})
