// What the benchmark times on the checking page: the app's own lab and realms.

import * as v from 'valibot'
import { Lab } from '../../../src/client/lab'
import { openPair } from '../../../src/client/open-pair'
import { killPair } from '../../../src/judging/realm-pair'
import type { LabRequest } from '../../../src/judging/submission'

const lab = new Lab({ recall: () => undefined, remember: () => {} })

const timing = {
  /** Milliseconds from the call to the verdict, as the app does it: compile, unseal, judge in the warm spare. */
  async submit(request: LabRequest): Promise<{ milliseconds: number; outcome: string }> {
    const startedAt = performance.now()
    const { outcome } = await lab.judge(request, {}, new AbortController().signal)
    return { milliseconds: performance.now() - startedAt, outcome }
  },

  /** Milliseconds from nothing to a learner's realm that answers, its grader's booting beside it. */
  async boot(): Promise<number> {
    const startedAt = performance.now()
    const pair = await openPair()
    await pair.runner.ask('ping', v.unknown(), (door) => door.ping())
    const milliseconds = performance.now() - startedAt
    killPair(pair, 'It was only timed.')
    return milliseconds
  },
}
export type Timing = typeof timing

Object.assign(window, { timing })
