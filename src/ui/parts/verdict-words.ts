// The one line that sums a verdict up.

import { assertNever } from '../../core/result'
import type { Category, Verdict } from '../../core/verdict'
import type { Deed, Phase } from '../../session/phase'

export interface Headline {
  readonly text: string
  readonly tone: 'plain' | 'pass' | 'fail' | 'warn'
}

export function headline(phase: Phase): Headline {
  switch (phase.kind) {
    case 'idle':
      return { text: 'Nothing has run yet', tone: 'plain' }
    case 'working': {
      const { plan, results, deed } = phase
      if (plan.length === 0) return { text: 'Starting …', tone: 'plain' }
      if (results.length === plan.length)
        return { text: deed === 'run' ? 'Drawing …' : 'Almost there …', tone: 'plain' }
      return {
        text: `${deed === 'submit' || deed === 'again' ? 'Judging' : 'Running'} ${results.length + 1} of ${plan.length} …`,
        tone: 'plain',
      }
    }
    case 'broken':
      return { text: 'Nothing was judged', tone: 'warn' }
    case 'done':
      return ofVerdict(phase.verdict, phase.deed)
    default:
      return assertNever(phase)
  }
}

function ofVerdict({ outcome, cases, problems }: Verdict, deed: Deed): Headline {
  const total = cases.length
  const passed = cases.filter((result) => result.outcome.status === 'pass').length
  switch (outcome) {
    case 'passed':
      return {
        text: PASSED[deed](passed, total),
        tone: 'pass',
      }
    case 'failed':
      return {
        text:
          deed === 'case' ? 'Not yet: this case still fails' : `Not yet: ${passed} of ${total} cases pass`,
        tone: 'fail',
      }
    case 'invalid':
      return { text: INVALID[problems[0]?.kind ?? ''] ?? 'Your code could not be judged', tone: 'fail' }
    case 'stopped':
      return { text: 'Stopped', tone: 'warn' }
    case 'infra':
      return { text: 'Neither passed nor failed: the lab could not judge this', tone: 'warn' }
    default:
      return assertNever(outcome)
  }
}

const PASSED: Record<Deed, (passed: number, total: number) => string> = {
  run: (passed, total) => `The examples pass (${passed} of ${total})`,
  submit: (_, total) => `Passed, all ${total} cases`,
  case: () => 'This case passes now. Submit tries all of them.',
  again: (_, total) => `All ${total} cases pass with this seed. Submit tries another.`,
}

const INVALID: Readonly<Record<string, string>> = {
  syntax: 'Your code does not parse',
  import: 'An import is not available',
  forbidden: 'It uses a call that this exercise asks you to build',
  'no-export': 'An export is missing',
  threw: 'Your code threw while loading',
  timeout: 'Time is up',
  'too-much-output': 'Too much output',
}

const CATEGORIES: Record<Category, string> = {
  correctness: 'Correctness',
  shape: 'Shapes',
  stability: 'Stability',
  edge: 'Edge cases',
  efficiency: 'Efficiency',
  memory: 'Memory',
  learning: 'Learning',
}

export const categoryName = (category: Category): string => CATEGORIES[category]
