// From Submit to verdict with a spare pair waiting: compile, load, judge 12 small cases.

import type { Timing } from '../support/checker/timing'
import type { Stands } from './stands'
import { median, quantile, round } from './statistics'
import { syntheticExercise } from './synthetic'

const ROUNDS = 25
/** As long as a quick learner takes between two Submits; the next spare boots meanwhile. */
const PAUSE = 1_500

const TESTS = `
const tf = require('@tensorflow/tfjs')
const { suite, tensor } = require('@tensorkata/kit')
const reference = { scale: (x, k) => tf.mul(x, k) }
exports.default = suite(reference, ({ hidden }) => {
  for (let i = 1; i <= 12; i++)
    hidden('case ' + i, async ({ learner, reference, expect, random }) => {
      const x = tensor(Array.from({ length: i }, () => [random.normal(), random.normal()]))
      await expect(await learner.scale(x, i)).toBeCloseTo(await reference.scale(x, i))
    })
})
`
const SOURCE = `import * as tf from '@tensorflow/tfjs'

export function scale(x: tf.Tensor2D, k: number): tf.Tensor2D {
  return tf.tidy(() => tf.mul(x, k))
}
`

export async function warmVerdict({ checker }: Stands): Promise<{ medianMs: number; p95Ms: number }> {
  const request = {
    exercise: syntheticExercise(TESTS, ['scale']),
    source: SOURCE,
    wish: 'cpu' as const,
    seed: 1,
  }
  const times: number[] = []
  for (let i = 0; i <= ROUNDS; i++) {
    const { milliseconds, outcome } = await checker.evaluate(
      (submission) => (window as unknown as { timing: Timing }).timing.submit(submission),
      request,
    )
    if (outcome !== 'passed') throw new Error(`The small suite ended as ${outcome}.`)
    // The first one starts the compiler and finds no spare.
    if (i > 0) times.push(milliseconds)
    await checker.waitForTimeout(PAUSE)
  }
  return { medianMs: round(median(times)), p95Ms: round(quantile(times, 0.95)) }
}
