// TypeScript to JavaScript, or the problems with their places.

import { describe, expect, test } from 'vitest'
import type { Problem } from '../../../src/core/problem'
import { compile } from '../../../workers/compiler/compile'
import { StackLines } from '../../../workers/runner/stack-lines'
import { evaluate } from '../../../workers/shared/evaluate'

const imports = ['@tensorflow/tfjs', './harness']
const build = (source: string, forbidden: readonly string[] = []) =>
  compile({ path: 'solution.ts', source, imports, forbidden })

function problemsOf(source: string, forbidden: readonly string[] = []): readonly Problem[] {
  const reply = build(source, forbidden)
  return reply.ok ? [] : reply.problems
}
function fileOf(source: string) {
  const reply = build(source)
  if (!reply.ok) throw new Error(reply.problems[0]!.message)
  return reply.file
}
const fakes: Record<string, unknown> = {
  '@tensorflow/tfjs': { __esModule: true, default: 'tf default', add: 'tf.add' },
  './harness': { __esModule: true, default: 'h', help: 'help' },
}
const run = (source: string): Promise<Record<string, unknown>> =>
  evaluate(fileOf(source).code, 'solution.ts', (name) => fakes[name.replace('.ts', '')])

describe('the line table', () => {
  /** For each call of mark(n), the line of the source that the table gives for it. */
  const marked = (source: string): Map<number, number | undefined> => {
    const { code, lines } = fileOf(source)
    const stackLines = new StackLines('solution.ts', lines, 0)
    const found = new Map<number, number | undefined>()
    code.split('\n').forEach((text, i) => {
      for (const mark of text.matchAll(/mark\((\d+)\)/g))
        found.set(Number(mark[1]), stackLines.lineOf(`@solution.ts:${i + 1}:${mark.index + 1}`))
    })
    return found
  }
  const check = (source: string): void => {
    const wanted = new Map<number, number>()
    source.split('\n').forEach((text, i) => {
      const mark = /mark\((\d+)\)/.exec(text)
      if (mark) wanted.set(Number(mark[1]), i + 1)
    })
    expect(wanted.size).toBeGreaterThan(0)
    expect(marked(source)).toEqual(wanted)
  }

  test.each<[string, string]>([
    ['nothing', 'mark(1)\nmark(2)'],
    ['imports', "import * as tf from '@tensorflow/tfjs'\n\nmark(1)\ntf.add\nmark(2)"],
    ['an interface', 'mark(1)\ninterface Options {\n  k: number\n  name: string\n}\nmark(2)\n'],
    ['a type', 'type A =\n  | number\n  | string\n\nmark(1)'],
    ['an enum', 'enum Mode {\n  Train,\n  Test,\n}\nmark(1)\nconst x = Mode.Train\nmark(2)'],
    ['blank lines', '\n\n\nmark(1)\n\n\n\n\nmark(2)\n\n'],
    ['comments', '/*\n long\n*/\n// short\nmark(1)\n/** doc */\nmark(2)'],
    [
      'a generic function over lines',
      'function f<T extends\n  number>(\n  x: T,\n  y: T,\n): T {\n  mark(1)\n  return x\n}\nmark(2)',
    ],
    [
      'a class with typed fields',
      'class A {\n  declare x: number\n  y?: string\n  private z = mark(1)\n\n  go(): void {\n    mark(2)\n  }\n}',
    ],
    ['a template over lines', 'const s = `a\nb\n${mark(1)}\nc`\nmark(2)'],
    ['lines that are joined', 'f(\n  mark(1),\n  mark(2), (x) =>\n    mark(3),\n)\nmark(4)'],
    ['lines that are parted', 'if (mark(1)) { const x = { a: 1,\n b: mark(2) } }\nmark(3)'],
    ['Windows line ends', 'interface A {\r\n  a: 1\r\n}\r\n\r\nmark(1)\r\nmark(2)'],
  ])('is right after %s', (_, source) => check(source))

  test('has an entry for every line of the JavaScript', () => {
    const { code, lines } = fileOf('export const a = 1\n\nexport function f() {\n  return a\n}\n')
    expect(lines!.length).toBeGreaterThanOrEqual(code.trimEnd().split('\n').length)
    const led = lines!.flatMap((entry) =>
      typeof entry === 'number' ? entry : entry.filter((_, i) => i % 2 === 1),
    )
    expect(led.every((line) => line >= 1 && line <= 5)).toBe(true)
  })

  test('leaves no source map in the code', () => {
    expect(fileOf('export const a = 1').code).not.toContain('sourceMappingURL')
  })
})

describe('a syntax error', () => {
  test.each<[string, string, Partial<Problem>]>([
    [
      'a missing bracket',
      'export function f() {\n  return (1 + 2\n}\n',
      { line: 3, column: 1, message: "')' expected." },
    ],
    ['a missing brace', 'export function f() {\n', { line: 2, column: 1, message: "'}' expected." }],
    [
      'an unfinished text',
      "const a = 'x\nconst b = 1",
      { line: 1, column: 13, message: 'Unterminated string literal.' },
    ],
    ['a stray word', 'const a = 1\nconst = 2', { line: 2, column: 7 }],
  ])('of %s has its place', (_, source, problem) => {
    const [first] = problemsOf(source)
    expect(first).toMatchObject({ kind: 'syntax', ...problem })
    expect(first!.endColumn).toBeGreaterThan(first!.column!)
  })

  test('is told alone, without the imports behind it', () => {
    const kinds = problemsOf("import 'fs'\nconst = 1").map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['syntax']))
  })

  test('is told at most twenty times', () => {
    expect(problemsOf('const = 1\n'.repeat(50)).length).toBe(20)
  })

  test('is not made of a wrong type', () => {
    expect(problemsOf("const a: number = 'x'\nunknownName()")).toEqual([])
  })
})

describe('what may be imported', () => {
  test.each([
    "import * as tf from '@tensorflow/tfjs'",
    "import tf from '@tensorflow/tfjs'",
    "import { add, tensor as t } from '@tensorflow/tfjs'",
    "import tf, { add } from '@tensorflow/tfjs'",
    "import '@tensorflow/tfjs'",
    "import tf = require('@tensorflow/tfjs')",
    "const tf = require('@tensorflow/tfjs')",
    'const tf = require(`@tensorflow/tfjs`)',
    "const tf = await import('@tensorflow/tfjs')",
    "export { add } from '@tensorflow/tfjs'",
    "export * from './harness'",
    "import { help } from './harness.ts'",
    "import { help } from './harness.js'",
    "import type { Anything } from 'somewhere'",
    "export type { Anything } from 'somewhere'",
    "import type fs = require('fs')",
    "const fs: typeof import('fs') | null = null",
  ])('%s', (source) => expect(problemsOf(source)).toEqual([]))

  test('means what it says', async () => {
    const exports = await run(
      [
        "import tf, { add } from '@tensorflow/tfjs'",
        "import * as all from '@tensorflow/tfjs'",
        "import { help } from './harness.ts'",
        "import cjs = require('./harness')",
        "const late = await import('@tensorflow/tfjs')",
        'export const seen = [tf, add, all.add, help, cjs.default, late.add]',
      ].join('\n'),
    )
    expect(exports.seen).toEqual(['tf default', 'tf.add', 'tf.add', 'help', 'h', 'tf.add'])
  })
})

describe('a foreign import', () => {
  test.each<[string, string]>([
    ["import fs from 'fs'", '"fs"'],
    ["import 'lodash'", '"lodash"'],
    ["import { x } from './solution'", '"./solution"'],
    ["import { x } from '../harness'", '"../harness"'],
    ["import { x } from './tests'", '"./tests"'],
    ["export { x } from './reference'", '"./reference"'],
    ["export * from 'https://example.com/x.js'", '"https://example.com/x.js"'],
    ["import x = require('fs')", '"fs"'],
    ["const x = require('fs')", '"fs"'],
    ["const x = import('fs')", '"fs"'],
    ["const name = 'fs'; const x = import(name)", 'A computed name'],
    ['const x = require(`f${1}`)', 'A computed name'],
    ["function f() { return require('node:fs') }", '"node:fs"'],
  ])('%s', (source, name) => {
    const problems = problemsOf(`// line 1\n${source}`)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      kind: 'import',
      line: 2,
      message: `${name} cannot be imported here.`,
    })
    expect(problems[0]!.remedy).toContain('"@tensorflow/tfjs", "./harness"')
  })

  test('is marked where its name stands', () => {
    expect(problemsOf("import fs from 'fs'")[0]).toMatchObject({ line: 1, column: 16, endColumn: 20 })
  })
})

describe('a forbidden call', () => {
  const forbidden = ['tf.softmax', 'tf.image.nonMaxSuppression']

  test.each<[string, string, number]>([
    ['by its name', 'tf.softmax(x)', 4],
    ['chained', 'x.mul(2).softmax()', 10],
    ['optionally', 'tf?.softmax(x)', 5],
    ['in brackets', "tf['softmax'](x)", 4],
    ['in brackets of a template', 'tf[`softmax`](x)', 4],
    ['passed on without a call', 'rows.map(tf.softmax)', 13],
    ['imported', "import { softmax } from '@tensorflow/tfjs'", 10],
    ['imported by another name', "import { softmax as mine } from '@tensorflow/tfjs'", 10],
    ['exported again', "export { softmax as f } from '@tensorflow/tfjs'", 10],
    ['taken apart', 'const { softmax } = tf', 9],
    ['taken apart by another name', 'const { softmax: mine } = tf', 9],
    ['taken apart twice', 'const { image: { nonMaxSuppression } } = tf', 18],
    ['in a space of names', 'tf.image.nonMaxSuppression(b, s, 3)', 10],
    ['of an alias', 'const t = tf; t.softmax(x)', 17],
    ['of an imported alias', "import * as t from '@tensorflow/tfjs'; t.softmax(x)", 42],
    ['of a required alias', "const t = require('@tensorflow/tfjs'); t.softmax(x)", 42],
    ['of a copy', 'const mine = { ...tf }; mine.softmax(x)', 30],
    ['taken out of an alias', "import t from '@tensorflow/tfjs'; const { softmax } = t", 43],
    ['taken out of an alias of an alias', 'const a = tf, b = a as any; const { softmax } = b', 37],
    ['taken out of an import', "const { softmax } = await import('@tensorflow/tfjs')", 9],
    ['taken out of a copy', 'const { softmax } = { ...tf }', 9],
    [
      'taken out of a space that was taken out',
      'const { image } = tf; const { nonMaxSuppression } = image',
      31,
    ],
    ['taken out later', 'let softmax; ({ softmax } = tf)', 17],
    ['taken out later, by another name', 'let mine; ({ softmax: mine } = tf)', 14],
    ['of a parameter, which may be a tensor', 'const f = (x) => x.softmax()', 20],
    ['of a tensor by its type', 'const f = (x: tf.Tensor) => x.softmax()', 31],
    ['of a type parameter', 'const f = <T>(x: T) => (x as T).softmax()', 33],
    ['of a type parameter that is a tensor', 'const f = <T extends tf.Tensor>(x: T) => x.softmax()', 44],
    ['of what a function of the learner makes of TF.js', 'const g = () => tf.ones([2]); g().softmax()', 35],
    ['of what the learner keeps', 'class A { x = tf.ones([2]); go() { return this.x.softmax() } }', 50],
    ['of an entry of a list', 'const all = [tf.ones([2])]; all[0].softmax()', 36],
    ['in an object of its own', 'const mine = { softmax: tf.softmax }', 28],
  ])('is found %s', (_, source, column) => {
    const problems = problemsOf(`// line 1\n${source}`, forbidden)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ kind: 'forbidden', line: 2, column })
    expect(problems[0]!.message).toMatch(
      /This exercise asks you to build tf\.(softmax|image\.nonMaxSuppression) by hand\./,
    )
  })

  test.each<[string, string]>([
    ['declared and called', 'function softmax(x) { return x }\nsoftmax(1)'],
    ['as an arrow', 'const softmax = (x) => x\nexport default softmax(2)'],
    ['exported', 'export function softmax(x) { return x }'],
    ['as a method', 'class A { softmax(x) { return x }\n go() { return this.softmax(1) } }'],
    ['as a private method', 'class A { #softmax(x) { return x }\n go() { return this.#softmax(1) } }'],
    ['in an object of its own', 'const o = { softmax: 1, other() {} }'],
    ['imported from a file beside', "import { softmax } from './harness'"],
    ['taken from an object that is not tf', 'const { softmax } = myLayers'],
    ['of an object', 'const mine = { softmax: (x) => x }\nmine.softmax(x)'],
    ['of an object, in brackets', "const mine = { softmax: (x) => x }\nmine['softmax'](x)"],
    ['of an object filled later', 'const mine = {}\nmine.softmax = (x) => x\nmine.softmax(x)'],
    ['of an object named tf', 'const tf = { softmax: (x) => x }\ntf.softmax(x)'],
    ['of an object in an object', 'const mine = { a: { softmax: (x) => x } }\nmine.a.softmax(x)'],
    ['of an object that it is given', 'const f = (mine: { softmax: any }) => mine.softmax(x)'],
    ['of an interface', 'interface Mine { softmax(x): any }\nconst f = (mine: Mine) => mine.softmax(x)'],
    ['of an instance', 'class A { softmax(x) { return x } }\nconst a = new A()\na.softmax(x)'],
    ['of an instance at once', 'class A { softmax(x) { return x } }\nnew A().softmax(x)'],
    ['of a class', 'class A { static softmax(x) { return x } }\nA.softmax(x)'],
    ['of a class above', 'class A { softmax(x) {} }\nclass B extends A { go() { super.softmax(x) } }'],
    ['of a field', 'class A { a = { softmax: (x) => x }; go() { return this.a.softmax(x) } }'],
    ['of a type parameter', 'class A { softmax() {} }\nconst f = <T extends A>(a: T) => a.softmax()'],
    ['of a namespace', 'namespace Mine { export const softmax = (x) => x }\nMine.softmax(x)'],
    ['of what a function makes', 'const make = () => ({ softmax: (x) => x })\nmake().softmax(x)'],
    ['of a module beside', "import * as harness from './harness'\nharness.softmax(x)"],
    ['of what a module beside has', "import { layers } from './harness'\nlayers.softmax(x)"],
    ['taken from what is made of tf', 'const make = (t) => ({ softmax: 1 })\nconst { softmax } = make(tf)'],
    ['in a comment or a text', "// tf.softmax(x)\nconst s = 'tf.softmax'"],
    ['as part of a longer name', 'tf.logSoftmax(x); tf.softmaxCrossEntropy(x)'],
    ['as a type', 'type F = typeof tf.softmax'],
  ])("is not seen in the learner's own function %s", (_, source) => {
    expect(problemsOf(source, forbidden)).toEqual([])
  })

  test('is allowed where nothing is forbidden', () => {
    expect(problemsOf('tf.softmax(x)')).toEqual([])
  })
})

describe('what a module may hold', () => {
  test.each<[string, string, unknown]>([
    ['named exports', 'export const f = 1', { f: 1 }],
    ['a default function', 'export default function f() {}', { default: expect.any(Function) as unknown }],
    ['a default object', 'export default { f: 2 }', { default: { f: 2 } }],
    ['a list of exports', 'const a = 1, b = 2\nexport { a, b as c }', { a: 1, c: 2 }],
    ['top-level await', 'const x = await Promise.resolve(3)\nexport const f = x', { f: 3 }],
    ['a loop of awaits', 'let n = 0\nfor await (const x of [1, 2]) n += x\nexport const f = n', { f: 3 }],
    ['an enum', 'enum E { A = 4 }\nexport const f = E.A', { f: 4 }],
    [
      'a class with private fields',
      'class A { #x = 5; get x() { return this.#x } }\nexport const f = new A().x',
      { f: 5 },
    ],
    [
      'a parameter property',
      'class A { constructor(readonly x: number) {} }\nexport const f = new A(6).x',
      { f: 6 },
    ],
    ['a generator', 'function* g(): Generator<number> { yield 7 }\nexport const f = [...g()]', { f: [7] }],
    ['satisfies, as and !', 'export const f = (8 as number)! satisfies number', { f: 8 }],
  ])('%s', async (_, source, exports) => expect(await run(source)).toMatchObject(exports as object))

  test('async functions and async generators', async () => {
    const { f, g } = (await run(
      'export async function f() { return 1 }\nexport async function* g() { yield 2 }',
    )) as { f: () => Promise<number>; g: () => AsyncGenerator<number> }
    expect([await f(), (await g().next()).value]).toEqual([1, 2])
  })

  test('no import and no export at all, in strict mode', async () => {
    expect(await run('const f = 1')).toEqual({})
    await expect(run('undeclared = 1')).rejects.toThrow(ReferenceError)
  })
})
