// The TF.js types the editor offers really check: good programs pass, and each mistake is an error where it stands.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { tfjsTypesFile } from '../../vite/tfjs-types.ts'

const TYPES = '/node_modules/@tensorflow/tfjs/index.d.ts'
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
}
let types = ''
let parsedTypes: ts.SourceFile

beforeAll(async () => {
  types = readFileSync(await tfjsTypesFile(process.cwd()), 'utf8')
  parsedTypes = ts.createSourceFile(TYPES, types, ts.ScriptTarget.ES2022, true)
}, 120_000)

function languageHost(code: string): ts.CompilerHost {
  const real = ts.createCompilerHost(options)
  const solution = ts.createSourceFile('/solution.ts', code, ts.ScriptTarget.ES2022, true)
  const own = new Map([
    ['/solution.ts', solution],
    [TYPES, parsedTypes],
  ])
  return {
    ...real,
    getCurrentDirectory: () => '/',
    fileExists: (path) => own.has(path),
    directoryExists: (path) => [...own.keys()].some((name) => name.startsWith(path)),
    readFile: (path) => own.get(path)?.text ?? real.readFile(path),
    getSourceFile: (path, languageVersion) => own.get(path) ?? real.getSourceFile(path, languageVersion),
  }
}

function problems(body: string): string[] {
  const program = ts.createProgram(
    ['/solution.ts'],
    options,
    languageHost(`import * as tf from '@tensorflow/tfjs'\n${body}`),
  )
  const solution = program.getSourceFile('/solution.ts')
  const found = [...program.getSyntacticDiagnostics(solution), ...program.getSemanticDiagnostics(solution)]
  return found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'))
}

describe('a good program', () => {
  test.each([
    ['builds tensors and multiplies them', 'tf.tensor2d([[1]]).matMul(tf.tensor2d([[2]])).print()'],
    [
      'chains ops',
      'const y: tf.Tensor = tf.tensor1d([1, 2]).add(1).sub(2).mul(3).div(4).square().mean().exp()',
    ],
    ['chains ops to a known rank', 'const y: tf.Tensor2D = tf.ones([2, 3]).transpose().as2D(3, 2).softmax()'],
    ['reads values', 'const n: number = tf.scalar(3).dataSync<"float32">()[0] ?? 0'],
    [
      'builds and fits a model',
      `const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] })
      model.add(tf.layers.dropout({ rate: 0.5 }))
      model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' })
      export const history: Promise<tf.History> = model.fit(tf.ones([4, 3]), tf.ones([4, 1]), { epochs: 2 })`,
    ],
    [
      'takes gradients',
      `const w = tf.variable(tf.zeros([2]))
      const { value, grads } = tf.variableGrads(() => w.square().sum().asScalar(), [w])
      tf.train.sgd(0.1).applyGradients(grads); value.dispose()`,
    ],
    ['tidies', 'const t: tf.Tensor1D = tf.tidy(() => tf.linspace(0, 1, 5).relu())'],
    ['writes a layer of its own', 'export class Mine extends tf.layers.Layer { static className = "Mine" }'],
    [
      'uses the namespaces',
      'tf.losses.meanSquaredError([1], [2]); tf.initializers.zeros(); tf.util.sizeFromShape([2, 2])',
    ],
  ])('%s', (_, body) => {
    expect(problems(body)).toEqual([])
  })
})

describe('a mistake', () => {
  test.each([
    ['an op that does not exist', 'tf.matmul([[1]], [[2]])', /'matmul' does not exist|Did you mean 'matMul'/],
    [
      'a method that does not exist',
      'tf.scalar(1).plus(2)',
      /Property 'plus' does not exist on type '(Tensor|Scalar)/,
    ],
    ['an unknown layer', 'tf.layers.danse({ units: 1 })', /danse/],
    ['an unknown option', 'tf.layers.dense({ units: 1, activaton: "relu" })', /activaton/],
    ['a missing option', 'tf.layers.dense({})', /units/],
    ['an unknown optimizer', 'tf.train.adamw(0.1)', /adamw/],
    ['an argument of a wrong type', 'tf.tensor2d("1", "2")', /./],
    [
      'a tensor taken for a number',
      'const n: number = tf.scalar(1).add(1)',
      /not assignable to type 'number'/,
    ],
    ['a canvas made from nothing', 'tf.browser.toPixels(tf.ones([2, 2]), { width: 2 })', /./],
  ])('%s is an error', (_, body, message) => {
    expect(problems(body).join('\n')).toMatch(message)
  })
})

describe('the file', () => {
  test('stays small enough to fetch and parse', () => {
    expect(types.length).toBeLessThan(420_000)
  })

  test('has no licence banners and no documentation tags', () => {
    expect(types).not.toMatch(/@license|@doc\b|Licensed under/)
  })

  test.each([
    [
      'an op',
      /Computes the dot product of two matrices, A \* B\.[^*]*\*\/\s*export declare function matMul</,
    ],
    ['a chained op', /Adds two `tf\.Tensor`s element-wise, A \+ B\.[^*]*\*\/\s*add</],
    ['a layer', /Creates a dense \(fully connected\) layer\.[^*]*\*\/\s*declare function dense\(/],
  ])('keeps the words of %s for hovering', (_, words) => {
    expect(types).toMatch(words)
  })

  test('mentions no name it does not declare', () => {
    const program = ts.createProgram([TYPES], { ...options, skipLibCheck: false }, languageHost(''))
    const found = program
      .getSemanticDiagnostics(parsedTypes)
      .map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'))
    expect(found.filter((message) => /Cannot find|no exported member/.test(message))).toEqual([])
  })
})
