// Proofs one after another: what holds is not tried twice, what fails is, and the limit of time needs its room.

import { describe, expect, test } from 'vitest'
import { Graders } from '../../../src/cli/graders'
import { createLines } from '../../../src/cli/progress'
import type { ProofCache, Remembered } from '../../../src/cli/proof-cache'
import type { Proof, ProofPlan, ProofStep } from '../../../src/cli/prove'
import { runProofs, timeProof } from '../../../src/cli/run-proofs'
import { anExercise } from '../../support/an-exercise'

const EXERCISE = 'pack/slug'

function memory(): ProofCache {
  const results = new Map<string, Remembered>()
  return {
    get: (key) => results.get(key),
    set: (key, result) => void results.set(key, result),
    save: async () => {},
  }
}

/** One reference and one accepted solution; `faults` by file. */
function aPlan(faults: Record<string, string>, ran: string[]): ProofPlan {
  const step = (kind: ProofStep['kind'], name: string): ProofStep => {
    const what = { exercise: EXERCISE, backend: 'cpu', kind, name, seed: 1 } as const
    return {
      ...what,
      key: name,
      run: async () => {
        ran.push(name)
        return { ...what, fault: faults[name] ?? null, milliseconds: 9, learnerMilliseconds: 300 }
      },
    }
  }
  return {
    ...{ exercise: EXERCISE, folder: '/', backends: ['cpu'], compiled: anExercise(), tests: '' },
    ...{ reference: '', steps: [step('reference', 'solution.ts'), step('accepted', 'accepted/a.ts')] },
  }
}

test('a proof that holds is not carried out again, one that fails is', async () => {
  const ran: string[] = []
  const written: string[] = []
  const caches = new Map([[EXERCISE, memory()]])
  const run = () =>
    runProofs(
      [aPlan({ 'accepted/a.ts': 'It fails.' }, ran)],
      new Graders(),
      caches,
      createLines({ write: (text: string | Uint8Array) => written.push(String(text)) > 0 }),
    )
  const first = await run()
  const second = await run()
  expect(ran).toEqual(['solution.ts', 'accepted/a.ts', 'accepted/a.ts'])
  expect(second).toEqual(first)
  expect(written).toEqual(
    [1, 2].flatMap(() => ['pack/slug · cpu · reference: 1 of 1\n', 'pack/slug · cpu · accepted: 0 of 1\n']),
  )
})

describe('the limit of time', () => {
  const { compiled } = aPlan({}, [])
  const plan = {
    ...aPlan({}, []),
    compiled: { ...compiled, page: { ...compiled.page, limits: { seconds: 2 } } },
  }
  const took = (learnerMilliseconds: number, more: Partial<Proof> = {}): Proof => ({
    ...{ exercise: EXERCISE, backend: 'cpu', kind: 'reference', name: 'solution.ts', seed: 1 },
    ...{ fault: null, milliseconds: 1, learnerMilliseconds, ...more },
  })
  const faultOf = (...proofs: Proof[]): (string | null)[] => timeProof(plan, proofs).map(({ fault }) => fault)

  test('has room for five times the reference, by the fastest of its runs', () => {
    expect(faultOf(took(400))).toEqual([null])
    expect(faultOf(took(5_000), took(399))).toEqual([null])
    expect(faultOf(took(410), took(500))).toEqual([
      'The reference takes 0.4 s; limits.seconds must be 5 times that or more, and is 2.',
    ])
  })

  test('is measured on the reference on cpu alone', () => {
    const others = [took(1, { kind: 'accepted' }), took(1, { backend: 'wasm' }), took(1, { exercise: 'p/o' })]
    expect(faultOf(...others)).toEqual([])
    expect(faultOf(took(1, { fault: 'It fails.' }))).toEqual([])
    expect(faultOf(...others, took(900))).toHaveLength(1)
  })
})
