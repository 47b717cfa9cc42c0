// From nothing to a realm that answers, beside Pyodide to its first result.

import type { Timing } from '../support/checker/timing'
import type { Alternatives } from './pages/bare'
import type { Stands } from './stands'
import { median, round } from './statistics'

const ROUNDS = 9

export async function realmBoot({ checker, bare }: Stands): Promise<{ medianMs: number; pyodideMs: number }> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let i = 0; i < ROUNDS; i++) {
    ours.push(await checker.evaluate(() => (window as unknown as { timing: Timing }).timing.boot()))
    theirs.push(
      await bare.evaluate(() => (window as unknown as { alternatives: Alternatives }).alternatives.pyodide()),
    )
  }
  return { medianMs: round(median(ours)), pyodideMs: round(median(theirs)) }
}
