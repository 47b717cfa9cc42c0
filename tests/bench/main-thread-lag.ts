// How long the page's main thread is ever away while a network trains and its pictures stream.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from '../../src/cli/realms/build-realms'
import { pasteCode } from '../support/workspace'
import type { Stands } from './stands'
import { round } from './statistics'

const EXERCISE = 'deep-learning/train-small-classifier'

export async function mainThreadLag({ app }: Stands): Promise<{ maxMs: number }> {
  const { page, context } = await app.newPage()
  await page.goto(`${app.address}#/practice/${EXERCISE}`)
  await page.waitForSelector('[data-editor=monaco]')
  await pasteCode(page, await readFile(path.join(ROOT, 'exercises', EXERCISE, 'solution.ts'), 'utf8'))
  await page.getByLabel('Backend').selectOption('cpu')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  // Starting and laying out are over when the first picture is there; from then on it streams.
  await page.waitForSelector('[aria-label=Pictures] figure')
  await page.evaluate(probe)
  await page.waitForSelector('button:text-is("Run"):not([disabled])', { timeout: 120_000 })
  const lag = await page.evaluate(() => (window as unknown as { lag: number }).lag)
  await context.close()
  return { maxMs: round(lag, 1) }
}

/** A message to itself goes round as fast as the main thread allows; a gap is time in which nothing else could run. */
function probe(): void {
  const state = window as unknown as { lag: number }
  state.lag = 0
  const { port1, port2 } = new MessageChannel()
  let last = performance.now()
  port1.onmessage = () => {
    const now = performance.now()
    state.lag = Math.max(state.lag, now - last)
    last = now
    setTimeout(() => {
      last = performance.now()
      port2.postMessage(null)
    }, 5)
  }
  port2.postMessage(null)
}
