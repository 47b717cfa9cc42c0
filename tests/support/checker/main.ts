// A page without an interface: the app's own client and sandbox, driven from outside by the command line and the tests.

import { openPair } from '../../../src/client/open-pair'
import { wasmBytes } from '../../../src/client/realm-programs'
import { openSandbox } from '../../../src/client/sandbox'
import { WarmSpare } from '../../../src/client/warm-spare'
import type { LogLine } from '../../../src/protocol/events'
import type { Verdict } from '../../../src/core/verdict'
import { judgeSubmission } from '../../../src/judging/judge-submission'
import { Realm } from '../../../src/judging/realm'
import { systemClock } from '../../../src/judging/stopwatch'
import type { SubmissionRequest } from '../../../src/judging/submission'

const spare = new WarmSpare(openPair)

/** Judges in the production sandbox. */
async function judge(
  request: Omit<SubmissionRequest, 'wasm'>,
): Promise<Verdict & { logs: LogLine[]; views: string[] }> {
  const wasm = request.backend === 'wasm' ? { wasm: await wasmBytes() } : {}
  const logs: LogLine[] = []
  const views: string[] = []
  const watcher = {
    onLogs: (lines: readonly LogLine[]) => void logs.push(...lines),
    onView: ({ id, kind }: { id: string; kind: string }) => void views.push(`${kind} ${id}`),
  }
  const verdict = await judgeSubmission(await spare.take(), { ...request, ...wasm }, watcher, systemClock)
  return { ...verdict, logs, views }
}

const checker = { judge, openPair, openSandbox, Realm, warm: () => spare.warm() }
export type Checker = typeof checker

Object.assign(window, { checker })
