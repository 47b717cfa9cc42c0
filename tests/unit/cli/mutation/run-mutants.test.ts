// Mutants before the court: a weak exercise is found out, the grader's own failing is no kill, and nothing is tried twice.

import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Graders } from '../../../../src/cli/graders'
import {
  type Court,
  type MutationRun,
  planMutants,
  runMutants,
  tryMutant,
} from '../../../../src/cli/mutation/run-mutants'
import { isHighEnough, scoreOf } from '../../../../src/cli/mutation/score'
import type { Progress } from '../../../../src/cli/progress'
import { NO_CACHE, type ProofCache, type Remembered } from '../../../../src/cli/proof-cache'
import { planProofs } from '../../../../src/cli/prove'
import { ROOT } from '../../../../src/cli/realms/build-realms'
import type { Verdict } from '../../../../src/core/verdict'
import type { JudgedVerdict } from '../../../../src/judging/judge-submission'

const WEAK = path.join(ROOT, 'tests/cases/weak')
const graders = new Graders()
afterAll(() => graders.close())

const quiet: Progress = { expect: () => {}, step: () => {}, end: () => {} }
const addedBy = (run: MutationRun, fate: string): string[] =>
  run.tried
    .filter((tried) => tried.fate === fate)
    .map(({ mutant }) => mutant.change.added[0]!.replace(/.*=> x/, 'x').replace('<tf.Tensor1D>', ''))

describe('an exercise with weak tests', () => {
  test('has survivors, a stale entry, and does not reach the bar', { timeout: 120_000 }, async () => {
    const plan = await planMutants(await planProofs(WEAK, { seeds: 1 }))
    const run = await runMutants(plan, graders, NO_CACHE, quiet)
    expect(run.tried.map(({ mutant }) => mutant)).toEqual(plan.mutants)
    // Lengths of 0 and 1 are their own squares.
    expect(addedBy(run, 'survived')).toContain('x.square().sum(1)')
    expect(addedBy(run, 'killed')).toEqual(
      expect.arrayContaining(['x.sum(1).sqrt()', 'x.square().sum(0).sqrt()']),
    )
    expect(addedBy(run, 'undecided')).toEqual([])
    const score = scoreOf(run)
    expect(score.survived).not.toEqual([])
    expect(isHighEnough(score, 'exercise')).toBe(false)
    expect(score.faults).toEqual([
      expect.stringMatching(/weak\/equivalent\.yaml:1: A test kills this mutant/),
    ])
  })
})

describe('what was judged before', () => {
  const memory = (results: Map<string, Remembered>): ProofCache => ({
    get: (key) => results.get(key),
    set: (key, result) => void results.set(key, result),
    save: async () => {},
  })

  /** Graders that count what they judge, and let `outcome` be its end. */
  function counting(outcome: (index: number) => Verdict['outcome']): { graders: Graders; judged: number[] } {
    const judged: number[] = []
    const judge: Graders['judge'] = async ({ file }) => {
      const index = Number(/__activeMutant=(-?\d+);/.exec(file.code)![1])
      judged.push(index)
      return verdict(index < 0 ? 'passed' : outcome(index))
    }
    return { graders: Object.assign(new Graders(), { judge }), judged }
  }

  test('is known by its content: killed mutants at once, survivors never', async () => {
    const plan = { ...(await planMutants(await planProofs(WEAK, { seeds: 1 }))), equivalents: new Map() }
    const results = new Map<string, Remembered>()
    const first = counting((index) => (index === 0 ? 'passed' : 'failed'))
    await runMutants(plan, first.graders, memory(results), quiet)
    expect(first.judged.length).toBe(plan.mutants.length + 1)
    expect(results.size).toBe(plan.mutants.length - 1)

    const second = counting(() => 'failed')
    const run = await runMutants(plan, second.graders, memory(results), quiet)
    expect(second.judged).toEqual([-1, 0])
    expect(run.tried.every(({ fate }) => fate === 'killed')).toBe(true)

    const third = counting(() => 'failed')
    await runMutants(plan, third.graders, memory(results), quiet)
    expect(third.judged).toEqual([])
  })

  test('no mutant is tried when the program with all of them asleep fails', async () => {
    const plan = await planMutants(await planProofs(WEAK, { seeds: 1 }))
    const judged: unknown[] = []
    const judge: Graders['judge'] = async (request) => {
      judged.push(request)
      return verdict('failed')
    }
    const run = await runMutants(plan, Object.assign(new Graders(), { judge }), NO_CACHE, quiet)
    expect(judged).toHaveLength(1)
    expect(run.tried).toEqual([])
    expect(run.faults).toEqual([
      'No mutant is tried: with all of them asleep, solution.ts should pass, but it ends as failed. ',
    ])
  })
})

describe('a mutant', () => {
  const mutant = { id: 'm000000' } as never
  const court = (outcomes: Verdict['outcome'][], patience: boolean[]): Court => ({
    judge: async (_, { patient = false } = {}) => {
      patience.push(patient)
      return verdict(outcomes.shift()!)
    },
    isDoubtful: ({ outcome }) => outcome === 'infra',
  })

  test.each<[Verdict['outcome'][], string]>([
    [['failed'], 'killed'],
    [['invalid'], 'killed'],
    [['passed'], 'survived'],
    [['infra', 'failed'], 'killed'],
    [['infra', 'passed'], 'survived'],
    [['infra', 'infra'], 'undecided'],
  ])('that ends as %j is %s', async (outcomes, fate) => {
    const patience: boolean[] = []
    const times = outcomes.length
    expect((await tryMutant(mutant, court(outcomes, patience))).fate).toBe(fate)
    expect(patience).toEqual([false, true].slice(0, times))
  })
})

function verdict(outcome: Verdict['outcome']): JudgedVerdict {
  return {
    ...{ outcome, cases: [], problems: [], backend: 'cpu', seed: 1, milliseconds: 1 },
    ...{ contextLost: false, learnerMilliseconds: 1 },
  }
}
