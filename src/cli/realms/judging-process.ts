// A process that judges one submission after another. judging-processes.ts starts it and hears what it says.

import type { CaseInfo, CaseResult } from '../../core/verdict'
import { messageOf } from '../../core/result'
import type { JudgedVerdict } from '../../judging/judge-submission'
import type { SubmissionRequest } from '../../judging/submission'
import { judgeRequest } from '../grade'
import { createNodePairs } from './node-realm'

/** What it says of the submission at hand; the last two end it. */
export type Said =
  | { readonly plan: readonly CaseInfo[] }
  | { readonly result: CaseResult }
  | { readonly verdict: JudgedVerdict }
  | { readonly error: string }

const openPair = createNodePairs()
const say = (said: Said): void => void process.send?.(said)

process.on('message', (request: SubmissionRequest) => {
  const watcher = {
    onPlan: (plan: readonly CaseInfo[]) => say({ plan }),
    onCaseEnd: (_: number, result: CaseResult) => say({ result }),
  }
  judgeRequest(request, openPair, watcher).then(
    (verdict) => say({ verdict }),
    (error: unknown) => say({ error: messageOf(error) }),
  )
})
// Nobody is left to tell.
process.on('disconnect', () => process.exit())
