// The one line that sums up how a program's run went.

import { assertNever } from '../../../core/result'
import type { ScratchPhase } from '../../../session/scratch-session.svelte'
import type { Headline } from '../verdict-words'

export function endingWords(phase: ScratchPhase): Headline {
  switch (phase.kind) {
    case 'idle':
      return { text: 'Nothing has run yet', tone: 'plain' }
    case 'working':
      return { text: 'Running …', tone: 'plain' }
    case 'broken':
      return { text: 'Nothing ran', tone: 'warn' }
    case 'done':
      return ENDS[phase.end.problems[0]?.kind ?? ''] ?? OUTCOMES[phase.end.outcome]
    default:
      return assertNever(phase)
  }
}

const OUTCOMES: Record<'finished' | 'failed' | 'stopped' | 'infra', Headline> = {
  finished: { text: 'Ran to its last line', tone: 'pass' },
  failed: { text: 'Ended by an error', tone: 'fail' },
  stopped: { text: 'Stopped', tone: 'warn' },
  infra: { text: 'The lab could not run this to its end', tone: 'warn' },
}

const ENDS: Readonly<Record<string, Headline>> = {
  syntax: { text: 'Your code does not parse', tone: 'fail' },
  import: { text: 'An import is not available', tone: 'fail' },
  timeout: { text: 'Time is up', tone: 'fail' },
  'too-much-output': { text: 'Too much output', tone: 'fail' },
}
