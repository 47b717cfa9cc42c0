// A page without an interface: the app's own client and sandbox, driven from outside by the command line and the tests.

import * as v from 'valibot'
import { Lab, type LabRequest } from '../../../src/client/lab'
import { openPair } from '../../../src/client/open-pair'
import { wasmBytes } from '../../../src/client/realm-programs'
import { openSandbox } from '../../../src/client/sandbox'
import { WarmSpare } from '../../../src/client/warm-spare'
import { killPair } from '../../../src/judging/realm-pair'
import type { LogLine } from '../../../src/protocol/events'
import type { Verdict } from '../../../src/core/verdict'
import { judgeSubmission } from '../../../src/judging/judge-submission'
import { Realm } from '../../../src/judging/realm'
import { systemClock } from '../../../src/judging/stopwatch'
import type { SubmissionRequest } from '../../../src/judging/submission'

const spare = new WarmSpare(openPair)
const lab = new Lab({ recall: () => undefined, remember: () => {} })

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

/** As the app does it: compile, unseal, judge in the warm spare. Milliseconds from the call to the verdict. */
async function timeSubmit(request: LabRequest): Promise<{ milliseconds: number; outcome: string }> {
  const startedAt = performance.now()
  const { outcome } = await lab.judge(request, {}, new AbortController().signal)
  return { milliseconds: performance.now() - startedAt, outcome }
}

/** Milliseconds from nothing to a realm that answers. */
async function timeBoot(): Promise<number> {
  const startedAt = performance.now()
  const { runner, grader } = await openPair()
  await runner.ask('ping', v.unknown(), (door) => door.ping())
  const milliseconds = performance.now() - startedAt
  killPair({ runner, grader }, 'It was only timed.')
  return milliseconds
}

const checker = { judge, timeSubmit, timeBoot, openPair, openSandbox, Realm, warm: () => spare.warm() }
export type Checker = typeof checker

Object.assign(window, { checker })
