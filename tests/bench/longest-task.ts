// The longest task of a page's main thread while something goes on, from the browser's own trace.

import type { Page } from 'playwright-core'

/** As in the trace event format: times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
}

const CATEGORIES = ['-*', 'toplevel', 'blink.user_timing']
const [FROM, TO] = ['bench-from', 'bench-to']

/** In milliseconds. Every task counts that was under way between the begin of `work` and its end. */
export async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser()!
  await browser.startTracing(undefined, { categories: CATEGORIES })
  await page.evaluate((name) => void performance.mark(name), FROM)
  await work()
  await page.evaluate((name) => void performance.mark(name), TO)
  const trace = await browser.stopTracing()
  return longestOf((JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents)
}

function longestOf(events: readonly TraceEvent[]): number {
  const mark = (wanted: string): TraceEvent => {
    const found = events.find(({ name }) => name === wanted)
    if (!found) throw new Error(`The trace has no "${wanted}".`)
    return found
  }
  // The marks tell which of all threads the page's is: its frames and workers have others.
  const [from, to] = [mark(FROM), mark(TO)]
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts, dur = 0 }) =>
      name === 'ThreadControllerImpl::RunTask' &&
      ph === 'X' &&
      pid === from.pid &&
      tid === from.tid &&
      ts + dur > from.ts &&
      ts < to.ts,
  )
  if (tasks.length === 0) throw new Error('The trace has no tasks of the page.')
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000
}
