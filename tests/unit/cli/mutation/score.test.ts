// The arithmetic of the bars: who counts, and what is enough.

import { describe, expect, test } from 'vitest'
import type { Equivalent } from '../../../../src/cli/mutation/equivalents'
import { type Mutant, nameMutants } from '../../../../src/cli/mutation/mutant'
import type { TriedMutant } from '../../../../src/cli/mutation/run-mutants'
import { isHighEnough, percent, scoreOf, shareKilled, together } from '../../../../src/cli/mutation/score'

const [a, b, c, d] = nameMutants(
  '0 1 2 3',
  [0, 2, 4, 6].map((start) => ({ operator: 'test', start, end: start + 1, text: 'x' })),
) as [Mutant, Mutant, Mutant, Mutant]
const entry = (line: number): Equivalent => ({
  ...{ mutant: '- a\n+ b', reason: 'A reason of some length.' },
  ...{ file: 'equivalent.yaml', line },
})
const run = (
  tried: readonly TriedMutant[],
  equivalents: [Mutant, Equivalent][] = [],
  faults: string[] = [],
) => scoreOf({ exercise: 'p/s', tried, equivalents: new Map(equivalents), faults })
const counts = (killed: number, total: number, equivalent = 0) => ({ total, killed, equivalent })

describe('a score', () => {
  test('counts killed, equivalent and surviving mutants', () => {
    const score = run(
      [
        { mutant: a, fate: 'killed' },
        { mutant: b, fate: 'survived' },
        { mutant: c, fate: 'survived' },
      ],
      [[c, entry(1)]],
    )
    expect(score).toEqual({ total: 3, killed: 1, equivalent: 1, survived: [b], faults: [] })
  })

  test('takes an entry for a killed mutant for a fault, not for an equivalent one', () => {
    const score = run([{ mutant: a, fate: 'killed' }], [[a, entry(7)]])
    expect(score).toMatchObject({ killed: 1, equivalent: 0 })
    expect(score.faults).toEqual([
      'equivalent.yaml:7: A test kills this mutant: it is not equivalent. Remove the entry.',
    ])
  })

  test('takes a mutant that could not be judged for a fault, never for a kill', () => {
    const score = run([{ mutant: d, fate: 'undecided', reason: 'The grader ended.' }], [], ['before'])
    expect(score).toMatchObject({ total: 1, killed: 0, survived: [] })
    expect(score.faults).toEqual([
      'before',
      `${d.id} cannot be judged: The grader ended.\n- 0 1 2 3\n+ 0 1 2 x`,
    ])
  })
})

describe('the bars', () => {
  test('are of what is not equivalent', () => {
    expect(shareKilled(counts(9, 12, 2))).toBe(0.9)
    expect(shareKilled(counts(0, 3, 3))).toBe(1)
    expect(shareKilled(counts(0, 0))).toBe(1)
  })

  test.each([
    [counts(90, 100), true, false],
    [counts(89, 100), false, false],
    [counts(95, 100), true, true],
    [counts(949, 1000), true, false],
    [counts(95, 110, 10), true, true],
    [counts(0, 1), false, false],
  ])('%j', (score, ofExercise, ofAll) => {
    expect([isHighEnough(score, 'exercise'), isHighEnough(score, 'together')]).toEqual([ofExercise, ofAll])
  })

  test('add up mutants, not percentages', () => {
    expect(together([counts(9, 10), counts(100, 110, 10)])).toEqual(counts(109, 120, 10))
    expect(together([])).toEqual(counts(0, 0))
  })

  test('are not reached by rounding', () => {
    expect(percent(counts(8999, 10_000))).toBe('89.9%')
    expect(percent(counts(1, 1))).toBe('100%')
  })
})
