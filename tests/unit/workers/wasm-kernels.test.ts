import path from 'node:path'
import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { completeWasmKernels } from '../../../workers/tf/wasm-kernels'
import { type Answer, answers, disagreements } from '../../support/operations'

let onCpu: Record<string, Answer>
let onWasm: Record<string, Answer>
let lentBefore: number
let lentAfter: number

beforeAll(async () => {
  const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')
  setWasmPaths(path.join(path.dirname(packageFile), 'dist/'))
  completeWasmKernels()
  await tf.setBackend('cpu')
  onCpu = answers(tf)
  const lent = (): number => tf.findBackend('cpu').numDataIds()
  await tf.setBackend('wasm')
  lentBefore = lent()
  onWasm = answers(tf)
  lentAfter = lent()
})

describe('on wasm', () => {
  test('every operation answers as on cpu', () => {
    expect(tf.getBackend()).toBe('wasm')
    expect(disagreements(onCpu, onWasm)).toEqual([])
  })

  test('so many operations, and not one that errs', () => {
    const all = Object.entries(onCpu)
    const erring = all.filter(([, answer]) => 'error' in answer).map(([name]) => name)
    expect(all.length).toBeGreaterThan(300)
    expect(erring).toEqual([])
  })

  test('nothing that was lent to cpu is kept', () => {
    expect(lentAfter).toBe(lentBefore)
  })

  test('float32 does not leave it, nor a gather of rows by their numbers', () => {
    const cpu = tf.findBackend('cpu') as unknown as { makeTensorInfo: () => unknown }
    const lend = vi.spyOn(cpu, 'makeTensorInfo')
    tf.tidy(() => {
      const matrix = tf.ones([4, 4])
      return matrix.matMul(matrix).softmax().gather([0, 2]).greater(0.1).toFloat().dataSync()
    })
    expect(lend).not.toHaveBeenCalled()
    tf.tidy(() => tf.tensor1d([1, 2], 'int32').clipByValue(0, 1).dataSync())
    expect(lend).toHaveBeenCalled()
  })
})
