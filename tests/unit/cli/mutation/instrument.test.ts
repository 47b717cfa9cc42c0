// The switch: a program with every mutant in it does what the source does, and with one awake, what that mutant does.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMutants } from '../../../../src/cli/mutation/create-mutants'
import { applyEdit, type Edit } from '../../../../src/cli/mutation/edit'
import { activate, instrument } from '../../../../src/cli/mutation/instrument'
import { ROOT } from '../../../../src/cli/realms/build-realms'
import { compileSource } from '../../../support/compile-source'
import { evaluate } from '../../../../workers/shared/evaluate'

/** What `run` of a program gives, or throws. */
async function outcomeOf(code: string): Promise<string> {
  try {
    const { run } = await evaluate(code, 'solution.ts', () => ({}))
    return JSON.stringify(await (run as () => unknown)()) ?? 'undefined'
  } catch (error) {
    return String(error)
  }
}

async function compareAll(source: string, edits: readonly Edit[]): Promise<void> {
  const { code } = compileSource(instrument(source, edits))
  expect(await outcomeOf(activate(code, null))).toBe(await outcomeOf(compileSource(source).code))
  for (const [i, edit] of edits.entries()) {
    const mutated = applyEdit(source, edit)
    expect(await outcomeOf(activate(code, i)), mutated).toBe(await outcomeOf(compileSource(mutated).code))
  }
}

/** The edit that puts `text` in the place of the only `original`. */
function put(source: string, original: string, text: string): Edit {
  const start = source.indexOf(original)
  if (start < 0 || source.indexOf(original, start + 1) >= 0)
    throw new Error(`"${original}" is not there once.`)
  return { start, end: start + original.length, text }
}

describe('every mutant does awake what it does alone', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'numbers and operators',
      'export const run = () => 1 + 2 * 3',
      [
        ['1', '10'],
        ['2 * 3', '2 / 3'],
        ['2', '4'],
        ['1 + 2 * 3', '0'],
      ],
    ],
    ['a default', 'const f = ({ a = 1 } = {}) => a\nexport const run = () => f()', [['1', '2']]],
    [
      'a call in a chain, which keeps its this',
      "export const run = () => [3, 1].sort().map(String).join('-')",
      [
        ['[3, 1].sort()', '[3, 1]'],
        ['sort', 'reverse'],
        ['String', 'Number'],
      ],
    ],
    [
      'an optional chain',
      'const a = null as null | { f(): { g: number } }\nexport const run = () => a?.f().g ?? 5',
      [
        ['a?.f()', 'a.f()'],
        ['a?.f().g', '7'],
      ],
    ],
    [
      'a body',
      'let n = 0\nfunction f() {\n  n++\n}\nexport const run = () => (f(), n)',
      [
        ['{\n  n++\n}', '{}'],
        ['n++', 'n--'],
      ],
    ],
    [
      'a statement that stands alone after a line without semicolon',
      'const log: number[] = []\nconst f = () => log\nf().push(1)\nf().push(2)\nexport const run = () => log',
      [
        ['f().push(2)', 'undefined'],
        ['push(1)', 'push(9)'],
        ['1', '4'],
      ],
    ],
    [
      'the only statement of a branch',
      'let n = 0\nif (n > 0)\n  n = 5\nelse n = 6\nexport const run = () => n',
      [
        ['n = 5', 'n = 7'],
        ['n = 6', 'n = 8'],
        ['n > 0', 'true'],
      ],
    ],
    [
      'what is assigned to, and counted',
      'let n = 1\nconst a = [1, 2]\na[0] = 4\na[1]++\nn += 2\nexport const run = () => [n, a]',
      [
        ['a[0]', 'a[1]'],
        ['n += 2', 'n -= 2'],
        ['a[1]++', 'a[1]--'],
      ],
    ],
    [
      'a loop',
      'export const run = () => {\n  const seen = []\n  for (let i = 0; i < 3; i++) seen.push(i)\n  return seen\n}',
      [
        ['i < 3', 'i <= 3'],
        ['i++', 'i += 2'],
        ['seen.push(i)', 'undefined'],
      ],
    ],
    [
      'the cases of a switch',
      "const f = (x: number) => {\n  switch (x) {\n    case 1:\n      return 'one'\n    default:\n      return 'more'\n  }\n}\nexport const run = () => [f(1), f(2)]",
      [
        ["case 1:\n      return 'one'", 'case 1:'],
        ["'more'", "''"],
      ],
    ],
    [
      'names and keys beside values',
      "const a = { b: 1, 'c': 2 }\nexport const run = () => [a.b, a['c'], { a }]",
      [
        ['b: 1', 'b: 3'],
        ['2', '4'],
        ["a['c']", 'a.b'],
      ],
    ],
    [
      'a template',
      'const t = (s: TemplateStringsArray, n: number) => `${s.length}${n}`\nexport const run = () => t`x${1}y`',
      [
        ['t`x${1}y`', 't`${1}`'],
        ['1', '2'],
      ],
    ],
    [
      'what is awaited',
      'const f = async (n: number) => n\nexport const run = async () => (await f(1)) + (await f(2))',
      [
        ['await f(1)', 'f(1)'],
        ['2', '3'],
      ],
    ],
    [
      'a class',
      'class A {\n  n = 1\n  twice() {\n    return this.n * 2\n  }\n}\nexport const run = () => new A().twice()',
      [
        ['1', '5'],
        ['this.n * 2', 'this.n'],
        ['{\n    return this.n * 2\n  }', '{}'],
      ],
    ],
    [
      'two arguments at once',
      'const f = (a: number, b: number) => a - b\nexport const run = () => f(1, 2)',
      [
        ['1, 2', '2, 1'],
        ['2)', '2, 3)'],
      ],
    ],
    [
      'types, which are gone when it runs',
      "type T = 'a' | 1\nconst f = (x: T) => x as unknown as string\nexport const run = () => f('a' as T)",
      [["'a' as T", "'b'"]],
    ],
  ])('%s', async (_, source, pairs) => {
    await compareAll(
      source,
      pairs.map(([original, text]) => {
        const all = source.split(original).length - 1
        return all === 1 ? put(source, original, text) : last(source, original, text)
      }),
    )
  })

  test.each(['some code of every kind'])('all mutants of %s', async () => {
    const source = `
const scale = 2
const square = (x: number): number => x * x
function total(xs: readonly number[], { from = 0, weight = 1 }: { from?: number; weight?: number } = {}): number {
  let sum = 0
  for (let i = from; i < xs.length; i += 1) {
    if (xs[i]! > 0 && i !== 2) sum += square(xs[i]!) * weight
    else sum -= 1
  }
  return Math.max(sum, -3) / (scale || 1)
}
const rows = [[1, 2, 3], [4, -5, 6]]
export const run = () => rows.map((row, i) => [total(row), total(row, { weight: i + 1 }), row.slice(1)?.[0], i % 2 === 0 ? 'even' : 'odd'])
`
    const mutants = await createMutants(`${ROOT}tests/a-source.ts`, source)
    expect(mutants.length).toBeGreaterThan(40)
    // A loop that never ends would never end here either.
    const ending = mutants.filter(({ change }) => !/i -= 1|i \+= 0|i >= xs|for \(/.test(change.added.join()))
    expect(ending.length).toBeGreaterThan(35)
    await compareAll(source, ending)
  })
})

test.each([
  'vision/image-convolution',
  'recommendation/embedding-similarity',
  'deep-learning/train-small-classifier',
])('every mutant of %s has its place', async (exercise) => {
  const file = path.join(ROOT, 'exercises', exercise, 'solution.ts')
  const source = readFileSync(file, 'utf8')
  const mutants = await createMutants(file, source)
  expect(mutants.length).toBeGreaterThan(60)
  expect(compileSource(instrument(source, mutants)).code).toContain(`=== ${mutants.length - 1}`)
})

describe('the line that wakes a mutant', () => {
  test('adds no line, and keeps the program strict', async () => {
    const code = activate(compileSource('export const run = () => { undeclared = 1 }').code, 3)
    expect(code.split('\n')).toHaveLength(
      compileSource('export const run = () => { undeclared = 1 }').code.split('\n').length,
    )
    expect(await outcomeOf(code)).toMatch(/ReferenceError/)
  })
})

/** The edit of the last `original`. */
function last(source: string, original: string, text: string): Edit {
  const start = source.lastIndexOf(original)
  return { start, end: start + original.length, text }
}
