// Every exercise on every backend that it declares: the proofs of `kata check`, each a test.

import { afterAll, describe, expect, test } from 'vitest'
import { exercisesOf } from '../../src/cli/find-exercises'
import { Graders } from '../../src/cli/graders'
import { planProofs, type ProofStep } from '../../src/cli/prove'

const graders = new Graders()
afterAll(() => graders.close())

const plans = await Promise.all((await exercisesOf([])).map((folder) => planProofs(folder, { seeds: 1 })))

const PROMISES = {
  reference: 'passes everything',
  starter: 'compiles and fails',
  accepted: 'passes everything',
  rejected: 'fails in its test with its words',
} as const

describe.each(plans)('$exercise', ({ steps }) => {
  test.each(steps.map((step) => [step.backend, step.name, PROMISES[step.kind], step] as const))(
    'on %s, %s %s',
    async (_backend, _name, _promise, step: ProofStep) => {
      const { fault } = await step.run(graders)
      expect(fault).toBeNull()
    },
  )
})
