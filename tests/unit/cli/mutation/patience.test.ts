// Time for a mutant: little for a loop that never ends, enough on a busy machine.

import { describe, expect, test } from 'vitest'
import { isSlowAllOver, secondsFor } from '../../../../src/cli/mutation/patience'
import type { CaseResult, Outcome } from '../../../../src/core/verdict'
import type { JudgedVerdict } from '../../../../src/judging/judge-submission'

const timeout: Outcome = { status: 'error', problem: { kind: 'timeout', message: 'Too long.' } }
const aCase = (milliseconds: number, outcome: Outcome = { status: 'pass' }): CaseResult => ({
  ...{ title: 'a', kind: 'hidden', category: 'correctness', weight: 1, milliseconds, outcome },
})
const verdict = (learnerMilliseconds: number, ...cases: CaseResult[]): JudgedVerdict => ({
  ...{ outcome: 'failed', cases, problems: [], backend: 'cpu', seed: 1, milliseconds: 1 },
  ...{ contextLost: false, learnerMilliseconds },
})

test.each([
  ['a quick reference', 50, 30, { first: 5, second: 60 }],
  ['a slow one', 4_000, 60, { first: 20, second: 120 }],
  ['a limit without room', 4_000, 10, { first: 10, second: 20 }],
])('after %s, a few times what it took, and more the second time', (_, took, limit, seconds) => {
  expect(secondsFor(verdict(took), limit)).toEqual(seconds)
})

describe('out of time', () => {
  const asleep = verdict(400, aCase(100), aCase(100), aCase(200))

  test('in a case that takes no time asleep, it hangs', () => {
    expect(isSlowAllOver(verdict(5_000, aCase(0, timeout)), asleep)).toBe(false)
    expect(isSlowAllOver(verdict(5_000, aCase(200), aCase(200), aCase(0, timeout)), asleep)).toBe(false)
  })

  test('while it loads, it hangs', () => {
    expect(isSlowAllOver(verdict(5_000), asleep)).toBe(false)
  })

  test('when every case took long, the machine is busy', () => {
    const slow = verdict(5_000, aCase(1_500), aCase(1_500), aCase(0, timeout))
    expect(isSlowAllOver(slow, asleep)).toBe(true)
    expect(isSlowAllOver(verdict(5_000, aCase(4_990), aCase(0, timeout)), asleep)).toBe(true)
  })

  test('is not what ended any other verdict', () => {
    expect(
      isSlowAllOver(verdict(300, aCase(100, { status: 'fail', failure: { message: 'Wrong.' } })), asleep),
    ).toBe(false)
  })
})
