// Small submissions for the sandbox to chew on: a suite and a solution as JavaScript, judged in the checking page.

import type { BackendName, CaseResult } from '../../src/core/verdict'
import type { SubmissionRequest } from '../../src/judging/submission'
import { wordsOf } from '../../src/core/verdict-text'
import type { Checker, Manner, Report } from './checker/main'
import type { LabPage } from './engines/lab-page'
import { type LabBrowser, openLabBrowser, type WatchedPage } from './lab-browser'

export interface Trial {
  /** The solution, as the body of a function of (require, exports, module). */
  readonly code: string
  /** For each line of `code` the line of the file as it was written. */
  readonly lines?: readonly number[]
  /** The body of tests.ts. Defaults to ADDITION. */
  readonly tests?: string
  readonly wanted?: readonly string[]
  readonly seconds?: number
  readonly tensorsLeaked?: number
  readonly forbidden?: readonly string[]
  readonly backend?: BackendName
  readonly seed?: number
  readonly demo?: string
}

/** What `add(a, b)` has to do: give the sum of two numbers. Its reference and its tests hold the canaries. */
export const CANARIES = ['canary in the reference', 'canary in a title', '8675309'] as const
export const ADDITION = `
const { suite } = require('@tensorkata/kit')
const add = (a, b) => { void 'canary in the reference'; return a + b }
exports.default = suite({ add }, ({ example, hidden, property }) => {
  example('one and two', async ({ learner, expect }) => { await expect(await learner.add(1, 2)).toEqual(3) })
  hidden('large numbers, canary in a title', async ({ learner, expect }) => {
    await expect(await learner.add(8675300, 9)).toEqual(8675309)
  })
  property('every pair', { runs: 5, given: (draw) => [draw.int(-9, 9), draw.int(-9, 9)] },
    async ([a, b], { learner, reference, expect }) => {
      await expect(await learner.add(a, b)).toEqual(await reference.add(a, b))
    })
})`
export const RIGHT_ADDITION = 'exports.add = (a, b) => a + b'

/** A suite whose one case wants `make()` to give what `expected`, an expression over `tensor`, says. */
export const makes = (expected: string): string => `
const { suite, tensor } = require('@tensorkata/kit')
exports.default = suite({ make: () => null }, ({ example }) => {
  example('makes it', async ({ learner, expect }) => {
    await expect(await learner.make()).toEqual(${expected})
  })
})`

export function requestOf(trial: Trial): Omit<SubmissionRequest, 'wasm'> {
  const {
    code,
    lines,
    tests = ADDITION,
    wanted = ['add'],
    seconds = 10,
    tensorsLeaked,
    forbidden = [],
  } = trial
  const limits = { seconds, ...(tensorsLeaked === undefined ? {} : { tensorsLeaked }) }
  const id = 'trials/trial'
  const exports = wanted.map((name) => ({ name, signature: name, summary: name }))
  const words = { title: id, summary: id, statement: '', starter: '', version: '1' }
  const page = {
    ...{
      id,
      ...words,
      topics: [],
      difficulty: 1,
      minutes: 5,
      backends: ['cpu' as const],
      schemaVersion: 1 as const,
    },
    ...{
      exports,
      limits,
      forbidden: [...forbidden],
      prerequisites: [],
      hints: [],
      files: {},
      hasDemo: false,
      picture: false,
    },
  }
  const program = { id, version: '1', modules: {}, demo: trial.demo ?? null, sealed: '' }
  const { backend = 'cpu', seed = 1 } = trial
  return {
    ...{
      exercise: { page, program },
      tests,
      backend,
      seed,
      path: 'solution.ts',
      demo: trial.demo !== undefined,
    },
    file: lines ? { code, lines } : { code },
  }
}

type WithChecker = Window & { checker: Checker }

export function judge(page: LabPage, trial: Trial, manner: Manner = {}): Promise<Report> {
  const robbed = `${trial.code}${trial.tests ?? ''}`.includes(STOLEN_PORTS)
  return page.evaluate(([request, how]) => (window as unknown as WithChecker).checker.judge(request, how), [
    requestOf(trial),
    { robbed, ...manner },
  ] as const)
}

/** All that the verdict says, as one text. */
export function words({ cases, problems, reason = '' }: Report): string {
  const said = problems.map(({ message, remedy = '' }) => `${message} ${remedy}`)
  return [...said, ...cases.map((result) => wordsOf(result)), reason].filter(Boolean).join(' | ')
}

export const statuses = ({ cases }: Report): CaseResult['outcome']['status'][] =>
  cases.map(({ outcome }) => outcome.status)
export const texts = ({ logs }: Report): string[] => logs.map(({ text }) => text)

/** The checking page, opened and ready. */
/** A server and a browser, as far as opening a page takes them. */
export type PageSource = Pick<LabBrowser, 'address' | 'newPage'>

export async function openChecker(lab: PageSource, { kept = false } = {}): Promise<WatchedPage> {
  const watched = await (kept ? openKept(lab) : lab.newPage())
  await watched.page.goto(lab.address)
  await watched.page.waitForFunction('window.checker !== undefined')
  return watched
}

/**
 * A context whose service worker has everything, and whose pages believe that they are offline, so that each sandbox is the
 * frame that is then loaded. The network is there all the same: what leaks would arrive.
 */
async function openKept(lab: PageSource): Promise<WatchedPage> {
  const watched = await lab.newPage({ serviceWorkers: 'allow' })
  await watched.page.goto(lab.address)
  await watched.page.evaluate(() => navigator.serviceWorker.register('sw.js'))
  await watched.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await watched.context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
  )
  return watched
}

/** Runs in the page until nothing has held it up for a while: what an earlier test left behind is not this one's doing. */
async function isQuiet(): Promise<void> {
  const startedAt = performance.now()
  let [last, calmSince] = [startedAt, startedAt]
  while (last - calmSince < 300 && last - startedAt < 5_000) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    const now = performance.now()
    if (now - last > 60) calmSince = now
    last = now
  }
}

/**
 * Runs `work` and gives the longest time in milliseconds for which the page's main thread did not answer, less the longest
 * for which this process did not get to run either: on a busy machine every timer is late, whoever holds up what.
 */
export async function lagWhile<T>(
  page: LabPage,
  work: () => Promise<T>,
): Promise<{ result: T; lag: number }> {
  await page.evaluate(isQuiet)
  await page.evaluate(() => {
    const probe = { worst: 0, last: performance.now(), timer: 0 }
    probe.timer = window.setInterval(() => {
      const now = performance.now()
      probe.worst = Math.max(probe.worst, now - probe.last)
      probe.last = now
    }, 10)
    Object.assign(window, { probe })
  })
  const machine = watchTimer()
  const result = await work()
  const late = machine()
  const lag = await page.evaluate(() => {
    const { probe } = window as unknown as { probe: { worst: number; last: number; timer: number } }
    clearInterval(probe.timer)
    return Math.max(probe.worst, performance.now() - probe.last)
  })
  return { result, lag: Math.max(0, lag - late) }
}

/** Starts a timer like the page's in this process. Call what it returns for the longest time that it waited. */
function watchTimer(): () => number {
  let [worst, last] = [0, performance.now()]
  const tick = (): void => {
    const now = performance.now()
    worst = Math.max(worst, now - last)
    last = now
  }
  const timer = setInterval(tick, 10)
  return () => {
    clearInterval(timer)
    tick()
    return worst
  }
}

/** Resolves when no sandbox is left in the page. */
export const noFrames = (page: LabPage): Promise<unknown> =>
  page.waitForFunction(() => document.querySelectorAll('iframe').length === 0)

/** For how many milliseconds the page's main thread may be held up, whatever is judged. */
export const MOST_LAG = 200

/** How Chromium is launched, and whether its sandboxes come from what the service worker keeps. */
export interface Launch {
  readonly name: string
  readonly args: readonly string[]
  readonly kept: boolean
}

export const LAUNCHES: readonly Launch[] = [
  { name: 'sandboxes in processes of their own', args: [], kept: false },
  {
    name: "sandboxes in the page's process",
    args: ['--disable-features=IsolateSandboxedIframes'],
    kept: false,
  },
  { name: 'sandboxes kept for offline use', args: [], kept: true },
]

export const openCheckerBrowser = (args: readonly string[] = []): Promise<LabBrowser> =>
  openLabBrowser('checker', { args: [...args] })

/**
 * JavaScript that has the realm's ports in `ports`, and their method in `post`. A realm gives nobody its ports; what is
 * behind them has to hold all the same, so a trial with these words is judged in a realm that was robbed of them.
 */
export const STOLEN_PORTS = `
const ports = new Set(globalThis.stolen)
const post = MessagePort.prototype.postMessage
`
