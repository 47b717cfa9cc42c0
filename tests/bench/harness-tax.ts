// The same training and the same convolution through Submit and in a bare worker, by turns.

import path from 'node:path'
import type { Verdict } from '../../src/core/verdict'
import { bundleFile } from '../../src/cli/pack/bundle'
import { ROOT } from '../../src/cli/realms/build-realms'
import type { SubmissionRequest } from '../../src/judging/submission'
import type { Checker } from '../support/checker/main'
import type { Alternatives } from './pages/bare'
import type { Stands } from './stands'
import { median, round } from './statistics'
import { syntheticExercise } from './synthetic'

const ROUNDS = 9
const WORKLOADS = path.join(ROOT, 'tests/bench/workloads.ts')

/** One case a workload; the reference is not called, so that only the learner's work is timed. */
const TESTS = `
const { suite, shaped } = require('@tensorkata/kit')
const { inputs } = require('./workloads')
const { x, y, image, kernel } = inputs()
const reference = { train() {}, convolve() {} }
exports.default = suite(reference, ({ hidden }) => {
  hidden('train', async ({ learner, expect }) => {
    expect(await learner.train(shaped([256, 2], x), shaped([256, 1], y))).toBeAtMost(10)
  })
  hidden('convolve', async ({ learner, expect }) => {
    expect(await learner.convolve(shaped([192, 192, 3], image), shaped([5, 5, 3, 8], kernel))).toHaveShape([192, 192, 8])
  })
})
`

export async function harnessTax({ checker, bare }: Stands): Promise<{ train: number; convolve: number }> {
  const { code } = await bundleFile(WORKLOADS, ['@tensorflow/tfjs'])
  // The tests carry the inputs' generator, as a bundle of a real pack would.
  const tests = `const workloads = {}; ((exports) => { ${code} })(workloads);${TESTS.replace("require('./workloads')", 'workloads')}`
  const taxOf = async (work: 'train' | 'convolve'): Promise<number> => {
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let i = 0; i < ROUNDS; i++) {
      const request = {
        exercise: syntheticExercise('', ['train', 'convolve']),
        tests,
        file: { code },
        path: 'solution.ts',
        backend: 'cpu',
        seed: 1,
        only: { titles: [work] },
      }
      const verdict: Verdict = await checker.evaluate(
        (submission) => (window as unknown as { checker: Checker }).checker.judge(submission),
        request as Omit<SubmissionRequest, 'wasm'>,
      )
      if (verdict.outcome !== 'passed')
        throw new Error(`The workload did not pass: ${JSON.stringify(verdict)}`)
      ours.push(verdict.cases[0]!.milliseconds)
      theirs.push(
        await bare.evaluate(
          (name) => (window as unknown as { alternatives: Alternatives }).alternatives.bare(name),
          work,
        ),
      )
    }
    return round(median(ours) / median(theirs), 3)
  }
  return { train: await taxOf('train'), convolve: await taxOf('convolve') }
}
