import * as tf from '@tensorflow/tfjs'
import { expect, test, vi } from 'vitest'
import { warmUp } from '../../../workers/runner/warm-up'

test('TF.js has worked on cpu, and nothing is left of it: no tensor, no variable, no random number drawn', async () => {
  const random = vi.spyOn(Math, 'random')
  const run = vi.spyOn(tf.engine(), 'runKernel')
  await warmUp(tf)
  expect(tf.getBackend()).toBe('cpu')
  expect(run.mock.calls.length).toBeGreaterThan(100)
  expect(tf.memory().numTensors).toBe(0)
  expect(Object.keys(tf.engine().registeredVariables)).toEqual([])
  expect(random).not.toHaveBeenCalled()
})
