// An attempt as the log keeps it, for tests that care about a few of its parts.

import type { Attempt } from '../../src/storage/records'

let made = 0

export const anAttempt = (part: Partial<Attempt> = {}): Attempt => ({
  ...{
    uid: `attempt-${++made}`,
    exercise: 'a/b',
    version: 'v1',
    at: 1,
    code: '',
    outcome: 'passed',
    score: 1,
  },
  ...{ backend: 'cpu', seed: 1, milliseconds: 1 },
  ...{ hints: 0, sawSolution: false, secondsOpen: 0, failed: [] },
  ...part,
})
