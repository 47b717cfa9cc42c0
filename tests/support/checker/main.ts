// A page without an interface: the app's own client and sandbox, driven from outside by the command line and the tests.

import * as v from 'valibot'
import { openPair } from '../../../src/client/open-pair'
import { realmProgram, wasmBytes } from '../../../src/client/realm-programs'
import { openSandbox } from '../../../src/client/sandbox'
import { WarmSpare } from '../../../src/client/warm-spare'
import type { LogLine } from '../../../src/protocol/events'
import type { Verdict } from '../../../src/core/verdict'
import { judgeSubmission } from '../../../src/judging/judge-submission'
import { Realm } from '../../../src/judging/realm'
import { type Clock, systemClock } from '../../../src/judging/stopwatch'
import type { SubmissionRequest } from '../../../src/judging/submission'

const spare = new WarmSpare(openPair)

/** Leaves a realm's ports where its code finds them, as a way to them would that nobody has thought of. */
const THEFT =
  "addEventListener('message', ({ ports }) => { globalThis.stolen = [...ports] }, { once: true });\n"
const openRobbedPair = () => openPair(async (name) => new Blob([THEFT, await realmProgram(name)]))

export interface Manner {
  /** Long deadlines, which are of minutes, end after a sixtieth of their time. */
  readonly hurried?: boolean
  /** wasm is asked for, but its program cannot be had. */
  readonly withoutWasm?: boolean
  /** The realms' ports lie about in them: see STOLEN_PORTS. */
  readonly robbed?: boolean
}

export type Report = Verdict & {
  readonly contextLost: boolean
  readonly logs: LogLine[]
  readonly logsCut: boolean
  readonly views: string[]
  /** Milliseconds from the start of the first case to the verdict. */
  readonly sinceFirstCase: number
}

const MINUTE = 60_000
const hurriedClock: Clock = {
  ...systemClock,
  setTimeout: (run, milliseconds) =>
    systemClock.setTimeout(run, milliseconds >= MINUTE ? milliseconds / 60 : milliseconds),
}

let stopping = new AbortController()

/** Judges in the production sandbox. */
async function judge(request: Omit<SubmissionRequest, 'wasm'>, manner: Manner = {}): Promise<Report> {
  const wasm = request.backend === 'wasm' && !manner.withoutWasm ? { wasm: await wasmBytes() } : {}
  const logs: LogLine[] = []
  const views: string[] = []
  let logsCut = false
  let firstCaseAt = NaN
  const watcher = {
    onCaseStart: (index: number) => {
      if (index === 0) firstCaseAt = performance.now()
    },
    onLogs: (lines: readonly LogLine[]) => void logs.push(...lines),
    onLogsCut: () => {
      logsCut = true
    },
    onView: ({ id, kind }: { id: string; kind: string }) => void views.push(`${kind} ${id}`),
  }
  stopping = new AbortController()
  const clock = manner.hurried ? hurriedClock : systemClock
  const pair = await (manner.robbed ? openRobbedPair() : spare.take())
  const verdict = await judgeSubmission(pair, { ...request, ...wasm }, watcher, clock, stopping.signal)
  return { ...verdict, logs, logsCut, views, sinceFirstCase: performance.now() - firstCaseAt }
}

const checker = {
  judge,
  openPair,
  openSandbox,
  Realm,
  warm: () => spare.warm(),
  stop: () => stopping.abort(),
  anything: v.unknown(),
}
export type Checker = typeof checker

Object.assign(window, { checker })
