// Each operator for machine learning: a line in, its mutants out.

import { describe, expect, test } from 'vitest'
import { dropCall } from '../../../../src/cli/mutation/operators/drop-call'
import { dropEpsilon } from '../../../../src/cli/mutation/operators/drop-epsilon'
import { flipTranspose } from '../../../../src/cli/mutation/operators/flip-transpose'
import { moveAxis } from '../../../../src/cli/mutation/operators/move-axis'
import { nudgeConstant } from '../../../../src/cli/mutation/operators/nudge-constant'
import { shortenLoop } from '../../../../src/cli/mutation/operators/shorten-loop'
import { swapArguments } from '../../../../src/cli/mutation/operators/swap-arguments'
import { swapOperation } from '../../../../src/cli/mutation/operators/swap-operation'
import { mutations, TF } from '../../../support/mutations'

/** Cases of a source's last line, and what it becomes. */
const rows = (cases: [string, string[]][]) => test.each(cases)

describe('drop-call', () => {
  rows([
    [
      'a.matMul(b).div(Math.sqrt(d)).softmax()',
      [
        'a.matMul(b).div(Math.sqrt(d))',
        'a.matMul(b).softmax()',
        'a.matMul(b).div(d).softmax()',
        'a.div(Math.sqrt(d)).softmax()',
        'undefined',
      ],
    ],
    ['const y = tf.neg(x)', ['const y = x']],
    ['const y = tf.neg(x - 1).dataSync()', ['const y = (x - 1).dataSync()']],
    ['const y = tf.losses.softmaxCrossEntropy(a, b)', []],
    ['const y = Math.floor(n / 2) + 1', ['const y = (n / 2) + 1']],
    ['const y = tf.tidy(() => f(x))', ['const y = (() => f(x))()']],
    ["const y = tf.tidy('name', () => f(x))", ['const y = (() => f(x))()']],
    ['loss.dispose()', ['undefined']],
    ['await onEpoch?.(1)', ['undefined']],
    ['const y = tf.add(...both)', []],
    ['const y = x.toString().trim()', []],
  ])('%s', (line, mutants) => expect(mutations(dropCall, TF + line).sort()).toEqual(mutants.sort()))
})

describe('swap-operation', () => {
  rows([
    ['const y = a.add(b)', ['const y = a.sub(b)']],
    ['const y = tf.sub(a, b)', ['const y = tf.add(a, b)']],
    ['const y = a.mul(b.mean())', ['const y = a.div(b.mean())', 'const y = a.mul(b.sum())']],
    ['const y = tf.argMax(a, 1)', ['const y = tf.argMin(a, 1)']],
    ['const y = Math.max(a, 0)', ['const y = Math.min(a, 0)']],
    ['const y = a.divNoNan(b)', ['const y = a.div(b)']],
    ['const y = add(a, b)', []],
  ])('%s', (line, mutants) => expect(mutations(swapOperation, TF + line)).toEqual(mutants))

  test('of a function imported by its name, but not of one that is the own', () => {
    const line = 'const y = [sum(x), own.sum, sum]'
    expect(mutations(swapOperation, `import { sum } from '@tensorflow/tfjs'\n${line}`)).toEqual([
      'const y = [mean(x), own.sum, sum]',
    ])
    expect(mutations(swapOperation, `import { sum } from './harness'\n${line}`)).toEqual([])
  })
})

describe('flip-transpose', () => {
  rows([
    ['tf.matMul(a, b)', ['tf.matMul(a, b, true)', 'tf.matMul(a, b, false, true)']],
    ['a.matMul(b, true)', ['a.matMul(b, false)', 'a.matMul(b, true, true)']],
    ['tf.matMul(a, b, false, true)', ['tf.matMul(a, b, true, true)', 'tf.matMul(a, b, false, false)']],
    ['a.dot(b)', []],
  ])('%s', (line, mutants) => expect(mutations(flipTranspose, TF + line).sort()).toEqual(mutants.sort()))
})

describe('move-axis', () => {
  rows([
    ['x.sum(1)', ['x.sum(0)']],
    ['x.sum(0, true)', ['x.sum(1, true)']],
    ['tf.mean(x, -1)', ['tf.mean(x, 0)']],
    ['x.sum()', []],
    ['tf.softmax(x)', ['tf.softmax(x, 0)']],
    ['x.softmax()', ['x.softmax(0)']],
    ['x.argMax()', ['x.argMax(1)']],
    ['tf.concat([a, b], 2)', ['tf.concat([a, b], 1)']],
    ['tf.stack([a, b])', ['tf.stack([a, b], 1)']],
    ['a.concat(b)', ['a.concat(b, 1)']],
    ['x.gather(rows)', ['x.gather(rows, 1)']],
    ['tf.gather(x, rows, 1)', ['tf.gather(x, rows, 0)']],
    ['tf.norm(x, 2, 1)', ['tf.norm(x, 2, 0)']],
    ['x.sum(axis)', []],
    ['x.reshape([1, 2])', []],
  ])('%s', (line, mutants) => expect(mutations(moveAxis, TF + line)).toEqual(mutants))
})

describe('nudge-constant and drop-epsilon', () => {
  rows([
    ['const n = 3', ['const n = 4']],
    ['const n = -1', ['const n = -2']],
    ['const rate = 0.05', ['const rate = 0.1']],
    ['const epsilon = 1e-7', []],
    ['let size: 1 | 2 = 1', ['let size: 1 | 2 = 2']],
    ['const names = { 0: zero }', []],
  ])('nudge: %s', (line, mutants) => expect(mutations(nudgeConstant, line)).toEqual(mutants))

  rows([
    ['const y = a.div(b.add(1e-7))', ['const y = a.div(b.add(0))']],
    ['const y = a.div(b.add(0.001))', ['const y = a.div(b.add(0))']],
    ['const y = 0 + 0.01 + 1', []],
  ])('drop: %s', (line, mutants) => expect(mutations(dropEpsilon, line)).toEqual(mutants))
})

describe('shorten-loop', () => {
  rows([
    ['for (let i = 0; i < n; i++) f(i)', ['for (let i = 0; i < n - 1; i++) f(i)']],
    ['for (let i = 0; i < n; i += BATCH) f(i)', ['for (let i = 0; i < n - BATCH; i += BATCH) f(i)']],
    ['for (let i = 0; i < a ?? b; i++) f(i)', []],
    ['while (epoch < epochs) f()', ['while (epoch < epochs - 1) f()']],
    ['for (let i = n; i > 0; i--) f(i)', []],
    ['for (const x of xs) f(x)', []],
  ])('%s', (line, mutants) => expect(mutations(shortenLoop, line)).toEqual(mutants))
})

describe('swap-arguments', () => {
  const types = `${TF}declare const x: tf.Tensor2D, y: tf.Tensor2D, v: tf.Tensor1D, n: number, f: Function, any: any
declare function g(...all: unknown[]): number
`
  rows([
    ['g(x, y)', ['g(y, x)']],
    ['g(n, 3)', ['g(3, n)']],
    ['g(x, v)', []],
    ['g(x, n, x.sub(y), y)', ['g(x, n, y, x.sub(y))']],
    ['g(n, any)', []],
    ['g(x, ...[y])', []],
    ['new Map(g(n, 1))', ['new Map(g(1, n))']],
    ['tf.add(x, y)', []],
    ['Math.max(n, 0)', []],
    ['tf.sub(x, y)', ['tf.sub(y, x)']],
  ])('%s', (line, mutants) => expect(mutations(swapArguments, types + line)).toEqual(mutants))
})
